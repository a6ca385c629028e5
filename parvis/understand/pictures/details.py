"""What a photo shows that may name somebody: where, what kind, how surely. It proposes; an agent's
glance decides."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

FACE, PLATE = "face", "plate"
# What is proposed is a little larger than what was seen: hair, ears, the frame of a plate.
MARGIN = 0.15
# Two boxes of a kind that share this much of what they cover together are one.
_SAME = 0.4


@dataclass(frozen=True, slots=True)
class Detail:
    """`kind` is face or plate; sides in shares of the upright picture's width and height;
    `sureness`, from 0 to 1, is the detector's own and calibrated on nothing."""

    kind: str
    left: float
    top: float
    right: float
    bottom: float
    sureness: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


def detail(kind: str, box: tuple[float, float, float, float], sureness: float) -> Detail:
    """A detail from its box: left, top, right, bottom."""
    left, top, right, bottom = box
    return Detail(kind, left, top, right, bottom, sureness)


def widened(seen: Detail) -> Detail:
    """A detail with a margin around it, cut to the picture."""
    more_x = (seen.right - seen.left) * MARGIN
    more_y = (seen.bottom - seen.top) * MARGIN
    return Detail(
        seen.kind,
        max(0.0, seen.left - more_x),
        max(0.0, seen.top - more_y),
        min(1.0, seen.right + more_x),
        min(1.0, seen.bottom + more_y),
        seen.sureness,
    )


def without_repeats(found: Iterable[Detail]) -> list[Detail]:
    """Each detail once, the surest of those that cover nearly the same, surest first (greedy
    non-maximum suppression): a small one inside a large one takes nothing away from it."""
    kept: list[Detail] = []
    for one in sorted(found, key=lambda one: -one.sureness):
        if not any(other.kind == one.kind and shared(one, other) > _SAME for other in kept):
            kept.append(one)
    return kept


def shared(one: Detail, other: Detail) -> float:
    """What two boxes share of what they cover together, from 0 to 1 (Jaccard's index)."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    both = max(0.0, width) * max(0.0, height)
    whole = _area(one) + _area(other) - both
    return both / whole if whole > 0 else 0.0


def _area(one: Detail) -> float:
    return (one.right - one.left) * (one.bottom - one.top)


def stored(found: Sequence[Detail]) -> list[dict[str, Any]]:
    """Details as rows keep them."""
    return [
        {name: round(side, 4) if isinstance(side, float) else side for name, side in one.items()}
        for one in map(asdict, found)
    ]


def read(rows: Iterable[dict[str, Any]]) -> list[Detail]:
    """Details from what `stored` wrote."""
    return [Detail(**row) for row in rows]
