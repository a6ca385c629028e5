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
from parvis.commands.words import _
from parvis.foundation.secrets import create_keyring

DJANGO_KEY = "django.key"
KEY_RING = "keyring.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    actions.add_parser("create", help=_("make the keys that are missing; never replaces one"))


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen action; the exit code."""
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
