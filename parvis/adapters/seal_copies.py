"""The outside copy of the journal's seals: one file an authority, a line a seal, only appended.

Point `PARVIS_SEAL_FOLDER` at a disk that the database's administrators can't write to.
"""

import os
from pathlib import Path

from django.conf import settings


def lines(authority: int) -> list[str]:
    """Every line of an authority's copy, oldest first; none when there is no copy yet."""
    path = _path(authority)
    return path.read_text(encoding="ascii").splitlines() if path.is_file() else []


def append(authority: int, new: list[str]) -> None:
    """Add lines, on disk for sure when this returns."""
    path = _path(authority)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as copy:
        copy.writelines(f"{line}\n" for line in new)
        copy.flush()
        os.fsync(copy.fileno())


def _path(authority: int) -> Path:
    return Path(settings.PARVIS_SEAL_FOLDER) / f"{authority}.jsonl"
