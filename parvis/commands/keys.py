"""`parvis keys`: the secrets of an installation.

Made once on a machine of one's own; given in production (`PARVIS_SECRETS_DIR`).
"""

import argparse
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.environment import secrets_folder
from parvis.adapters.postgres.embedded import kept_secret
from parvis.commands import environment
from parvis.commands.words import _
from parvis.foundation.secrets import (
    KeyRing,
    create_keyring,
    load_keyring,
    retire_key,
    rotate_keyring,
)

DJANGO_KEY = "django.key"
KEY_RING = "keyring.json"
# The kinds of keys that new ones replace.
REPLACED = ("encryption", "index")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    actions.add_parser("create", help=_("make the keys that are missing; never replaces one"))
    renewal = actions.add_parser(
        "renew", help=_("add new keys; older ones still open what they closed")
    )
    renewal.add_argument(
        "--seal", action="store_true", help=_("a new key for the journal's seals, and that alone")
    )
    actions.add_parser("rotate", help=_("bring everything stored under the newest keys"))
    actions.add_parser("retire", help=_("drop the old keys, once nothing is stored under them"))


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen action; the exit code."""
    if arguments.action == "renew":
        return renew_seal() if arguments.seal else renew()
    return {"create": create, "rotate": rotate, "retire": retire}[arguments.action]()


def renew_seal() -> int:
    """Add a new key for the journal's seals. Older ones stay: they check what they signed."""
    ring = rotate_keyring(secrets_folder() / KEY_RING, "seal")
    print(_("Seals are signed with a new key from the next restart. Its public half:"))
    print(f"  {ring.public_key().hex()}")
    return 0


def renew() -> int:
    """Add a new key for encryption and one for the hashes. Nothing stored changes yet."""
    rotate_keyring(secrets_folder() / KEY_RING, *REPLACED)
    print(_("New keys are in the ring. Keep a copy of it in a safe place."))
    print(_("Restart Parvis everywhere, then run: parvis keys rotate"))
    return 0


def rotate() -> int:
    """Re-encrypt and re-hash what is stored, authority by authority; may be run again."""
    environment.start_django()
    print(_("Rows brought under the newest keys: {count}").format(count=_rotated()))
    return 0


def retire() -> int:
    """Drop the old keys. Refused while something is still written with one."""
    environment.start_django()
    if late := _rotated():
        print(_("Something was still stored under an old key: {count} rows.").format(count=late))
        print(_("A process may still write with it: restart Parvis everywhere, then run it again."))
        return 1
    path = secrets_folder() / KEY_RING
    dropped = [f"{kind} {version}" for kind, version in _old(load_keyring(path))]
    for kind, version in _old(load_keyring(path)):
        retire_key(path, kind, version)
    print(_("Keys dropped: {names}").format(names=", ".join(dropped) or "0"))
    print(_("Backups of before need the ring of before: keep that copy as long as you keep them."))
    return 0


def _old(ring: KeyRing) -> list[tuple[str, int]]:
    """The keys that newer ones replaced. Those of seals stay: they check what they signed."""
    return [
        (kind, version)
        for kind in REPLACED
        for version in sorted(ring.keys[kind])
        if version != ring.newest(kind)
    ]


def _rotated() -> int:
    """Bring every authority's rows under the newest keys; how many were not yet."""
    from parvis.authorities.queries import all_authority_ids
    from parvis.flows.rotate_keys import rotate as rotate_authority

    total = 0
    for authority in all_authority_ids():
        for table, rows in rotate_authority(authority):
            total += rows
            print(f"  {authority} {table}: {rows}", flush=True)
    return total


def create() -> int:
    """Make the keys that are missing."""
    folder = secrets_folder()
    made = make_missing(folder)
    if made:
        print(_("Made in {folder}: {names}").format(folder=folder, names=", ".join(made)))
        print(_("Keep a copy in a safe place: without it, names and addresses stay unreadable."))
    else:
        print(_("Every key is there already, in {folder}.").format(folder=folder))
    return 0


def make_missing(folder: Path) -> list[str]:
    """Make the secrets that are missing in `folder`; returns the names of those made.

    A secret that exists is never touched: what it encrypts would be lost.
    """
    with _alone(folder):
        made = missing(folder)
        if DJANGO_KEY in made:
            kept_secret(folder / DJANGO_KEY)
        if KEY_RING in made:
            create_keyring(folder / KEY_RING)
    return made


def missing(folder: Path) -> list[str]:
    """Names of the secrets that `folder` lacks."""
    return [
        name
        for name in (DJANGO_KEY, KEY_RING)
        if not (folder / name).is_file()
        and not (name == DJANGO_KEY and os.environ.get("PARVIS_SECRET_KEY"))
    ]


def readable_by_others(folder: Path) -> list[Path]:
    """Files in `folder` that another account of this machine may read."""
    return [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    paper = folder / ".lock"
    paper.touch(0o600)
    with paper.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
