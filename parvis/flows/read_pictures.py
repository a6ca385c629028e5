"""Photos are looked at for faces and number plates, in the reader process alone: what it sees is
proposed to whoever prepares a photo for the public."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache

from parvis.adapters.picture_details import PictureDetails, picture_details
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Photo
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.understand.pictures import operations as pictures
from parvis.understand.pictures import queries
from parvis.understand.pictures.details import detail, without_repeats

logger = logging.getLogger(__name__)
# How many rows are looked at in one go for what was not read.
LOOKED_AT = 500
# Authorities and reports whose photos came just now: a photo takes a hundred times a text's time,
# and no text waits for one. A process that ends finds them among the unread.
_waiting: deque[tuple[int, int]] = deque()


def look_later(reports: Iterable[int]) -> None:
    """Have the photos of some reports of the authority at hand looked at when no text waits."""
    _waiting.extend((current_authority(), report) for report in reports)


def read_waiting() -> int:
    """Look at the photos of the report that has waited longest; returns how many were waiting."""
    if not _waiting:
        return 0
    authority, report = _waiting.popleft()
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        read_pictures(queries.unread_of(report))
    return 1


def read_pictures(photos: Iterable[Photo]) -> int:
    """Look at some photos of the authority at hand, and keep what was seen; returns how many.
    Without detectors none is: the desk says that a photo was not looked at."""
    looking, files, read = detectors(), files_of(current_authority()), 0
    if looking is None:
        return 0
    for photo in photos:
        try:
            seen = looking.look(files.get(photo.storage_name))
        except (NoSuchFile, ValueError) as error:
            # The kind alone: a message may quote what is in the file.
            logger.error("photo %s could not be looked at (%s)", photo.pk, type(error).__name__)
            continue
        details = without_repeats(detail(kind, box, sureness) for kind, box, sureness in seen)
        pictures.keep(photo=photo, found=details, versions=looking.versions, at=now())
        read += 1
    return read


def read_unread_pictures(authority: int) -> Iterator[int]:
    """Look at what nobody has looked at yet of an authority, newest first, closed departments
    included, one photo a transaction."""
    with acting_for(authority):
        closed = authorities.compartmented()
    below: int | None = None
    while True:
        with acting_for(authority, compartments=closed):
            photos, below = queries.unread(below=below, many=LOOKED_AT)
        for photo in photos:
            with acting_for(authority, compartments=closed):
                yield read_pictures(Photo.objects.filter(pk=photo.pk))
        if below is None:
            return


@cache
def detectors() -> PictureDetails | None:
    """The detectors of this process, loaded at the first photo; None where a package or a model is
    missing, which the log says once."""
    try:
        return picture_details()
    except (ImportError, OSError, RuntimeError):
        logger.exception("faces and plates can't be looked for: no photo is")
        return None
