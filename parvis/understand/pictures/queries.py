"""Reads of what was seen in photos."""

from django.db.models import Exists, OuterRef, QuerySet

from parvis.capture.reports.models import Photo
from parvis.understand.pictures.models import PictureReading


def of_photo(photo: int) -> PictureReading | None:
    """What was seen in a photo; None where it was not looked at yet."""
    return PictureReading.objects.filter(photo=photo).first()


def unread(*, below: int | None, many: int) -> tuple[list[Photo], int | None]:
    """Some photos that were never looked at, newest first, of those below an id; and below which
    id to go on, None at the end."""
    rows = Photo.objects.all() if below is None else Photo.objects.filter(pk__lt=below)
    numbers = list(rows.order_by("-pk").values_list("pk", flat=True)[:many])
    if not numbers:
        return [], None
    return list(_unread().filter(pk__in=numbers).order_by("-pk")), numbers[-1]


def unread_of(report: int) -> list[Photo]:
    """The photos of a report that were never looked at."""
    return list(_unread().filter(report=report).order_by("pk"))


def _unread() -> QuerySet[Photo]:
    there = PictureReading.objects.filter(photo=OuterRef("pk"))
    return Photo.objects.exclude(Exists(there))
