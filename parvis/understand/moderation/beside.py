"""What a text says again, beside those that came before it and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.understand.moderation.floods import Again, Row, floods, repetitions
from parvis.understand.moderation.rules import Kind

_Finds = Callable[[Sequence[Row], datetime], tuple[Again, ...]]


@dataclass(frozen=True, slots=True)
class Same:
    """The same words, sent `texts` times within `minutes`: by `authors` who can be told apart, and
    `unnamed` times by nobody known. `rows` are their places among the rows given."""

    kind: Kind
    rows: tuple[int, ...]
    authors: int
    unnamed: int
    minutes: int

    @property
    def texts(self) -> int:
        """How many texts."""
        return len(self.rows)


def beside(rows: Sequence[Row]) -> tuple[Same, ...]:
    """What the first of `rows` says again, or is said again of it: by its author, and by others.

    The others may have come before it or after it, so that the order of reading changes nothing.
    """
    found = []
    repeated, flood = _largest(rows, repetitions), _largest(rows, floods)
    if repeated is not None:
        found.append(_same("repetition", repeated, rows))
    if flood is not None:
        kind: Kind = "flood" if flood.is_of_few else "many_voices"
        found.append(_same(kind, flood, rows))
    return tuple(found)


def _largest(rows: Sequence[Row], find: _Finds) -> Again | None:
    """Of the windows that hold the first row, the one with most of it."""
    ends = {row.at for row in rows if row.at >= rows[0].at}
    around = [one for end in ends for one in find(rows, end) if 0 in one.rows]
    return max(around, key=lambda one: len(one.rows), default=None)


def _same(kind: Kind, again: Again, rows: Sequence[Row]) -> Same:
    chosen = [rows[place] for place in again.rows]
    moments = [row.at for row in chosen]
    return Same(
        kind=kind,
        rows=again.rows,
        authors=len({row.author for row in chosen} - {None}),
        unnamed=sum(row.author is None for row in chosen),
        minutes=round((max(moments) - min(moments)).total_seconds() / 60),
    )
