"""Where the embedded server listens: a Unix socket in a closed folder, never the network."""

import hashlib
import os
from pathlib import Path

from .account import Account, give

PORT = 5432
# The kernel's limit of a socket's address is 107 bytes on Linux and 103 on macOS.
LONGEST_ADDRESS = 103


def socket_folder(beside: Path) -> Path:
    """The folder of the socket for the data kept in `beside`.

    Beside the data where its path is short enough, else a short one in /tmp of the same
    installation (named after the path, so that it is found again).
    """
    near = beside / "socket"
    if len(os.fsencode(near / f".s.PGSQL.{PORT}")) <= LONGEST_ADDRESS:
        return near
    mark = hashlib.sha256(os.fsencode(beside)).hexdigest()[:16]
    return Path("/tmp") / f"parvis-{os.geteuid()}-{mark}"  # noqa: S108 (checked by `open_folder`)


def open_folder(folder: Path, account: Account) -> None:
    """Make the socket's folder, closed; refuse one that somebody else made there first."""
    if folder.is_symlink() or (
        folder.exists() and folder.stat().st_uid not in {account.uid, os.geteuid()}
    ):
        raise PermissionError(
            f"{folder} belongs to another account: remove it, or set PARVIS_DATA_DIR to a "
            "shorter path."
        )
    give(account, folder)
