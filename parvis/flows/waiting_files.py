"""What lies in the storage for something that is not sent yet: pictures, and files given in answer
to questions. It goes with its draft, or stays where it is once it is sent."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from parvis.adapters.images import SUFFIX, CleanPhoto, PhotoProblem, process_photo
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.foundation.db.scope import current_authority
from parvis.offer.forms.fields.files import files_in


@dataclass(frozen=True, slots=True)
class WaitingPhoto:
    """A picture already cleaned and stored, of a report that is not sent yet. `lon` and `lat`
    are where it says that it was taken."""

    name: str
    thumbnail: str
    width: int
    height: int
    lon: float | None = None
    lat: float | None = None


def folder(kind: str, token: str, begun_at: datetime) -> str:
    """Where the files of a draft lie, in the storage: they stay there once it is sent. A later
    draft of the same address has another place: it never takes out what was sent. `kind` is
    photos or answers."""
    name = f"{kind} {token} {begun_at.isoformat()}"
    return f"{kind}/{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def cleaned(raw: bytes | Path, prefix: str) -> WaitingPhoto | PhotoProblem:
    """A picture, cleaned and stored under `prefix`; the problem when it can't be taken."""
    clean = process_photo(raw)
    if not isinstance(clean, CleanPhoto):
        return clean.problem
    files = files_of(current_authority())
    lon, lat = clean.taken_at_place or (None, None)
    return WaitingPhoto(
        name=files.put(clean.full, prefix=prefix, suffix=SUFFIX),
        thumbnail=files.put(clean.thumbnail, prefix=prefix, suffix=SUFFIX),
        width=clean.width,
        height=clean.height,
        lon=lon,
        lat=lat,
    )


def small(photo: WaitingPhoto) -> bytes | None:
    """The small picture; None when its file is gone."""
    try:
        return files_of(current_authority()).get(photo.thumbnail)
    except NoSuchFile:
        return None


def is_there(photo: WaitingPhoto) -> bool:
    """Whether a picture that waited has its files still."""
    files = files_of(current_authority())
    return files.exists(photo.name) and files.exists(photo.thumbnail)


def all_there(answers: Mapping[str, Any]) -> bool:
    """Whether the files among answers are all there still."""
    files = files_of(current_authority())
    return all(map(files.exists, files_in(dict(answers))))


def erase(photo: WaitingPhoto) -> None:
    """Erase a picture."""
    _delete((photo.name, photo.thumbnail))


def erase_rest(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Erase the files that were among the answers `before` and are not `after`."""
    _delete(set(files_in(dict(before))) - set(files_in(dict(after))))


def erase_of(content: Mapping[str, Any]) -> None:
    """Erase all that the content of a draft names."""
    for one in content.get("photos", ()):
        erase(WaitingPhoto(**one))
    _delete([*content.get("files", ()), *files_in(content.get("answers"))])


def _delete(names: Iterable[str]) -> None:
    files = files_of(current_authority())
    for name in names:
        files.delete(name)
