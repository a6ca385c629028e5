"""Reads of corrections."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from parvis.capture.corrections.models import Correction, ThemeWish

# The newest that many: what was read a year ago says little of how it is read today.
LOOKED_BACK = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Of what agents checked: how many had been read at least this surely (`from_`, 0 to 1), and
    how many of those rightly."""

    from_: float
    many: int
    right: int

    @property
    def share(self) -> float | None:
        """The share that was right; None where nothing was read so surely."""
        return self.right / self.many if self.many else None


def track_record(bounds: Iterable[float]) -> list[Kept]:
    """How right readings were, by how sure they were, over the newest that agents checked."""
    rows = Correction.objects.filter(undone_at__isnull=True, inferred__isnull=False)
    checked = list(
        rows.order_by("-id").values_list("sureness", F("inferred") - F("service_type"))[
            :LOOKED_BACK
        ]
    )
    return [
        Kept(
            bound,
            sum(1 for sure, _ in checked if (sure or 0) >= bound),
            sum(1 for sure, off in checked if (sure or 0) >= bound and off == 0),
        )
        for bound in bounds
    ]


def theme_wishes(selection: str) -> list[ThemeWish]:
    """What was wished of the themes of a selection (its digest) and still holds, in order."""
    rows = ThemeWish.objects.filter(selection=selection, undone_at__isnull=True)
    return list(rows.order_by("pk"))
