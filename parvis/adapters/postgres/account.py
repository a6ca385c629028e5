"""Under which system account the embedded server runs.

PostgreSQL refuses to run as root. On a machine where we are root (a container, a test machine)
it runs under an account without rights, made when it is missing.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVICE_NAME = "pgserver"


class NoAccount(RuntimeError):
    """Root without an account to give up its rights to."""


@dataclass(frozen=True)
class Account:
    """A system account; `switch` says whether starting a process must change to it."""

    uid: int
    gid: int
    switch: bool

    def process_options(self) -> dict[str, Any]:
        """Keywords for `subprocess` that start the process under this account."""
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def service_account() -> Account:
    """The account the server runs under: ours, or the one without rights when we are root.

    Raises NoAccount where root can neither find nor make one.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    entry = _find(SERVICE_NAME) or _make(SERVICE_NAME)
    return Account(entry.pw_uid, entry.pw_gid, switch=True)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _make(name: str) -> pwd.struct_passwd:
    for command in (
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
        ["adduser", "-S", "-D", "-H", name],
    ):
        if shutil.which(command[0]):
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 (fixed words)
            entry = _find(name)
            if entry:
                return entry
    raise NoAccount(
        "PostgreSQL does not run as root, and no account without rights could be made here. "
        "Start Parvis under an ordinary account, or make one called "
        f"'{name}' (useradd --system {name})."
    )


def let_through(account: Account, folder: Path) -> None:
    """Let the account walk down to `folder`: adds "may pass" where it is missing, nothing more."""
    if not account.switch:
        return
    for parent in folder.resolve().parents:
        mode = parent.stat().st_mode
        if parent.stat().st_uid != account.uid and not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def give(account: Account, folder: Path) -> None:
    """Make `folder` when it is missing, closed to all but the account."""
    folder.mkdir(parents=True, exist_ok=True)
    if account.switch and folder.stat().st_uid != account.uid:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
