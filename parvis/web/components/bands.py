"""Days drawn on the server: what came, what was expected of each, and between which bounds.

The box is stretched to the width that there is, so words stand beside it, not in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parvis.inform.dashboards.wording import count

WIDTH, HEIGHT = 1000, 200
Values = Sequence[float | None]
Place = Callable[[int, float], str]
_NICE = (1, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Paths in a box of `WIDTH` × `HEIGHT`; `zone` (left, width) is what stands apart; `scale` from
    the top down, `ticks` from the left."""

    band: str
    usual: str
    seen: str
    zone: tuple[float, float] | None
    scale: tuple[str, ...]
    ticks: tuple[str, ...]


def drawn(
    seen: Values,
    usual: Values,
    low: Values,
    high: Values,
    *,
    ticks: Sequence[str],
    zone: tuple[int, int] | None = None,
) -> Drawn:
    """Draw as many values each, None where there is none; `zone`: the first and the last place of
    what stands apart. Raises ValueError when they are not as many."""
    if not len(seen) == len(usual) == len(low) == len(high):
        raise ValueError("as many values of each")
    top = nice([one for values in (seen, usual, high) for one in values if one is not None])
    slot = WIDTH / (len(seen) or 1)

    def at(place: int, value: float) -> str:
        return f"{slot * (place + 0.5):.1f} {HEIGHT * (1 - value / top):.1f}"

    return Drawn(
        _area(low, high, at),
        _line(usual, at),
        _line(seen, at),
        (round(zone[0] * slot, 1), round((zone[1] - zone[0] + 1) * slot, 1)) if zone else None,
        (count(top), count(0)) if top % 2 else (count(top), count(top / 2), count(0)),
        tuple(ticks),
    )


def nice(values: Sequence[float]) -> int:
    """The round number that holds them all, 1 at least."""
    most, ten = max([1, *values]), 1
    while most > 10 * ten:
        ten *= 10
    return next(step * ten for step in _NICE if step * ten >= most)


def _line(values: Values, at: Place) -> str:
    """The path through the values that there are, broken where there is none."""
    path, is_drawing = "", False
    for place, value in enumerate(values):
        if value is not None:
            path += f"{'L' if is_drawing else 'M'}{at(place, value)}"
        is_drawing = value is not None
    return path


def _area(low: Values, high: Values, at: Place) -> str:
    """A shape around each run of places of which both are known."""
    path, run = "", list[tuple[int, float, float]]()
    for place, (bottom, top) in enumerate(zip([*low, None], [*high, None], strict=True)):
        if bottom is not None and top is not None:
            run.append((place, bottom, top))
        elif run:
            there = [at(place, top) for place, _, top in run]
            back = [at(place, bottom) for place, bottom, _ in reversed(run)]
            path, run = f"{path}M{'L'.join([*there, *back])}Z", []
    return path
