"""Writes of what was seen in photos. No journal entry: it is inferred, and made again at any
time."""

from collections.abc import Sequence
from datetime import datetime

from parvis.capture.reports.models import Photo
from parvis.understand.pictures.details import Detail, stored
from parvis.understand.pictures.models import PictureReading


def keep(*, photo: Photo, found: Sequence[Detail], versions: Sequence[str], at: datetime) -> None:
    """Keep what was seen in a photo, in place of what had been before."""
    PictureReading.objects.update_or_create(
        photo=photo.pk,
        defaults={
            "report_id": photo.report_id,
            "found": stored(found),
            "versions": list(versions),
            "department_lock": photo.department_lock,
            "read_at": at,
        },
    )


def forget_report(*, report: int) -> None:
    """What was seen in the photos of a report; those that stay are looked at again."""
    PictureReading.objects.filter(report=report).delete()


def forget_photo(*, photo: int) -> None:
    """What was seen in a photo that is gone."""
    PictureReading.objects.filter(photo=photo).delete()
