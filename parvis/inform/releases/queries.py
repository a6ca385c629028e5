"""Reads of what was published, and of what is about to be."""

from parvis.foundation.db.remember import remembered
from parvis.inform.releases.models import Release, Wish


@remembered(10)
def shown(survey: int) -> Release | None:
    """What everybody sees of a survey: its last release; None when there is none, or it was
    withdrawn."""
    return (
        Release.objects.filter(survey=survey, withdrawn_at__isnull=True).order_by("number").last()
    )


@remembered(10)
def is_withdrawn(survey: int) -> bool:
    """Whether what was shown of a survey was taken back from sight."""
    return Release.objects.filter(survey=survey).exists() and shown(survey) is None


def wished(survey: int) -> Wish | None:
    """What is about to be published of a survey, or was refused; None for nothing."""
    return Wish.objects.filter(survey=survey).first()
