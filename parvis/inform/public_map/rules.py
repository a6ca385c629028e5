"""What may be public of a case, and how it is counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from parvis.foundation.geo import centre, snap
from parvis.inform.public_map.models import PublicPoint
from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.masking import mask

# What was taken back, or is told under another case, is shown to nobody.
HIDDEN = frozenset({"withdrawn", "duplicate"})
# Counts by district and month, by cell and month, and by cell whatever the month (month 0): the
# last is what a map without a period reads, twenty times fewer rows.
DISTRICT, CELL, CELL_EVER = "d", "c9", "a9"
FAR_RESOLUTION, MIDDLE_RESOLUTION = 7, 9


@dataclass(frozen=True, slots=True)
class Slot:
    """One count that a point belongs to."""

    area: str
    key: int
    group: int
    is_open: bool
    month: int


def without(words: str, masked: Iterable[tuple[int, int, str]]) -> str:
    """The words as the public reads them: in place of what an agent masked, what it is, in
    brackets. Offsets that leave the words, of which something was taken since, mask all of them."""
    found = [Found(start, end, Kind(kind), 1.0, "agent") for start, end, kind in masked]
    if any(not 0 <= one.start < one.end <= len(words) for one in found):
        return ""
    return mask(words, found).text


def public_place(
    lon: float | None, lat: float | None, precision: int
) -> tuple[float, float] | None:
    """The place that the public may see: `precision` is the side of the grid in metres that it is
    snapped to, 0 for the place itself (to a metre), negative for none."""
    if lon is None or lat is None or precision < 0:
        return None
    return snap(lon, lat, precision) if precision else (round(lon, 5), round(lat, 5))


def month_of(moment: datetime) -> int:
    """The month of a moment (UTC), as a number that grows by one each month."""
    return moment.year * 12 + moment.month - 1


def slots(point: PublicPoint) -> list[Slot]:
    """The counts that a point belongs to: its district's, and its cells' where it has a place."""
    common = (point.group_id, point.is_open, month_of(point.received_at))
    found = [Slot(DISTRICT, point.district_id or 0, *common)]
    if point.cell9 is not None:
        found.append(Slot(CELL, point.cell9, *common))
        found.append(Slot(CELL_EVER, point.cell9, point.group_id, point.is_open, 0))
    return found


def changes(before: PublicPoint | None, after: PublicPoint | None) -> dict[Slot, int]:
    """How the counts change when a point does."""
    moved: Counter[Slot] = Counter()
    moved.update(slots(after) if after else [])
    moved.subtract(slots(before) if before else [])
    return {slot: count for slot, count in moved.items() if count}


def slot_place(slot: Slot) -> tuple[float, float]:
    """Where a count is drawn: the centre of its cell; (0, 0) for a district, drawn elsewhere."""
    return (0.0, 0.0) if slot.area == DISTRICT else centre(slot.key)
