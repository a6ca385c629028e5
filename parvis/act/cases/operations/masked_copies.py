"""The masked copy of a photo, a file of its own: the only one that the public ever gets of it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from parvis.act.cases.models import PhotoApproval
from parvis.act.cases.rules import Refused
from parvis.adapters.images import SUFFIX, CleanPhoto, mask_photo
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.capture.reports.models import Photo
from parvis.foundation.db.scope import current_authority

MOST_BOXES = 200
# Digits kept of a share: a tenth of a pixel of the largest picture.
_DIGITS = 5
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MaskedCopy:
    """The storage's names of a masked picture and of its thumbnail."""

    name: str
    thumbnail: str


def checked(boxes: Iterable[Iterable[float]]) -> list[Box]:
    """Boxes (left, top, right, bottom, in shares of the picture) cut to the picture. Raises
    `Refused` (`bad_boxes`) for one that covers nothing of it: what somebody meant to mask is never
    left out in silence."""
    found: set[Box] = set()
    for given in boxes:
        sides = [float(side) for side in given]
        if len(sides) != 4 or not all(map(math.isfinite, sides)):
            raise Refused("bad_boxes")
        left, top, right, bottom = (round(min(max(side, 0.0), 1.0), _DIGITS) for side in sides)
        if not (left < right and top < bottom):
            raise Refused("bad_boxes")
        found.add((left, top, right, bottom))
    if len(found) > MOST_BOXES:
        raise Refused("bad_boxes")
    return sorted(found)


def make(photo: Photo, boxes: list[Box]) -> MaskedCopy:
    """Mask boxes of a photo, beside the original. Raises `Refused` (`not_masked`)."""
    files = files_of(current_authority())
    try:
        masked = mask_photo(files.get(photo.storage_name), boxes)
    except NoSuchFile as error:
        raise Refused("not_masked") from error
    if not isinstance(masked, CleanPhoto):
        raise Refused("not_masked")
    prefix = photo.storage_name.rpartition("/")[0]
    return MaskedCopy(
        files.put(masked.full, prefix=prefix, suffix=SUFFIX),
        files.put(masked.thumbnail, prefix=prefix, suffix=SUFFIX),
    )


def drop(approvals: Iterable[PhotoApproval]) -> None:
    """Take approvals back, and erase their masked copies, but those that another one shows."""
    rows = list(approvals)
    PhotoApproval.objects.filter(pk__in=[row.pk for row in rows]).delete()
    files = files_of(current_authority())
    for name in {name for row in rows for name in (row.masked_name, row.masked_thumbnail)} - {""}:
        if not PhotoApproval.objects.filter(
            Q(masked_name=name) | Q(masked_thumbnail=name)
        ).exists():
            files.delete(name)
