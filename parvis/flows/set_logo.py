"""The authority's logo: a stranger's file until it was decoded and made anew."""

import re
from pathlib import PurePosixPath

from parvis.adapters.images import SUFFIX, CleanPhoto, PhotoProblem, process_photo
from parvis.adapters.storage import files_of
from parvis.authorities import queries as authorities
from parvis.authorities import setup
from parvis.foundation.db.scope import current_authority
from parvis.journal.rules import Actor

FOLDER, ADDRESS = "identity", "/logo/"
_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")
# How PNG, JPEG and WebP begin; nothing else is taken.
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


def set_logo(raw: bytes, *, by: Actor) -> PhotoProblem | None:
    """Show a picture at the top of every page; None when it was taken, else why it was not."""
    if raw[:5].lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        return PhotoProblem.SVG
    if not raw.startswith(_BEGINNINGS):
        return PhotoProblem.UNKNOWN_FORMAT if raw else PhotoProblem.EMPTY
    picture = process_photo(raw)
    if not isinstance(picture, CleanPhoto):
        return picture.problem
    name = files_of(current_authority()).put(picture.thumbnail, prefix=FOLDER, suffix=SUFFIX)
    before = authorities.authority().logo
    setup.set_logo(address=f"{ADDRESS}{PurePosixPath(name).name}", by=by)
    _forget_file(before, kept=name)
    return None


def remove_logo(*, by: Actor) -> None:
    """Show the house's own drawing again."""
    before = authorities.authority().logo
    setup.set_logo(address="", by=by)
    _forget_file(before)


def logo(name: str) -> bytes | None:
    """The picture of that name. Only logos lie in their folder; which one is in force is not asked,
    since another process may know it some seconds later."""
    if not _NAME.fullmatch(name):
        return None
    files = files_of(current_authority())
    stored = f"{FOLDER}/{name}"
    return files.get(stored) if files.exists(stored) else None


def _forget_file(address: str, kept: str = "") -> None:
    stored = f"{FOLDER}/{PurePosixPath(address).name}"
    if address.startswith(ADDRESS) and stored != kept:
        files_of(current_authority()).delete(stored)
