"""The pictures and tables under the figures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.inform.dashboards.indicators import Share, Span, per_thousand
from parvis.inform.dashboards.queries import BEFORE, NOW, Figures, Group
from parvis.inform.dashboards.wording import UNKNOWN, count, decimal, delay, percent
from parvis.web.cockpit import words
from parvis.web.cockpit.doors import Doors

MOST_STUCK = 6
# A share of fewer open requests than these says nothing.
FEWEST_OF_A_SHARE = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a dimension, its figures in words, each with its door (or ""). `rate` is per
    1,000 inhabitants, None where nobody is known to live; `share` is of the longest bar."""

    key: str
    name: str
    group: Group
    rate: float | None
    cells: list[tuple[str, str]]
    share: float = 0.0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the line: its first day, its days in full, and its figures with their doors."""

    name: str
    title: str
    cells: list[tuple[str, str]]


def heads(dimension: str) -> list[str]:
    """The columns of a table, but its first."""
    rate = [pgettext("cockpit", "Per 1,000 inhabitants")] if dimension == "district" else []
    return [
        pgettext("cockpit", "Received"),
        pgettext("cockpit", "Before"),
        *rate,
        pgettext("cockpit", "Closed"),
        pgettext("cockpit", "In time"),
        pgettext("cockpit", "Median delay"),
        pgettext("cockpit", "Nine in ten within"),
        pgettext("cockpit", "Open now"),
        pgettext("cockpit", "Late now"),
        pgettext("cockpit", "Satisfied"),
        pgettext("cockpit", "Answers"),
        pgettext("cockpit", "Reopened"),
        pgettext("cockpit", "Without action"),
    ]


def lines(
    figures: Figures, dimension: str, doors: Doors, most: int | None = None, *, brief: bool = False
) -> list[Line]:
    """Every value of a dimension that something is said of (or `most` of them), the most received
    first; districts in which nothing happened too. `brief`: of the figures only what came."""
    keys = set(figures.groups.get(dimension, {}))
    if dimension == "district" and not doors.asked.filters.districts:
        keys |= {str(pk) for pk in authorities.districts()}
    return [
        _line(figures, dimension, key, doors, brief=brief)
        for key in _ordered(figures, dimension, keys)[:most]
    ]


def most_received(figures: Figures, dimension: str, most: int) -> list[str]:
    """The values of a dimension that `lines` begins with."""
    return _ordered(figures, dimension, figures.groups.get(dimension, {}))[:most]


def _ordered(figures: Figures, dimension: str, keys: Iterable[str]) -> list[str]:
    found = {key: figures.groups[dimension].get(key) or Group() for key in keys}
    rows = [
        (-one.received(NOW), words.name(dimension, key), key)
        for key, one in found.items()
        if key or one.received(NOW) or one.open
    ]
    return [key for _, _, key in sorted(rows)]


def with_bars(rows: list[Line]) -> list[Line]:
    """The same with each one's part of the longest bar."""
    top = max((line.group.received(NOW) for line in rows), default=0) or 1
    return [replace(line, share=line.group.received(NOW) / top) for line in rows]


def _line(figures: Figures, dimension: str, key: str, doors: Doors, *, brief: bool) -> Line:
    name, group = words.name(dimension, key), figures.groups[dimension].get(key) or Group()
    now = group.of(NOW)
    home = authorities.districts().get(int(key)) if dimension == "district" and key else None
    per_head = per_thousand(now.received, home.population if home else 0)
    within = doors.within(dimension, key)

    def door(what: str) -> str:
        return within and within + doors.counted(what)

    cells = [(count(now.received), door("received"))]
    if brief:
        return Line(key, name, group, per_head, cells)
    before = count(group.received(BEFORE)) if figures.reaches(BEFORE) else UNKNOWN
    cells.append((before, _before(figures, dimension, key, doors)))
    if dimension == "district":
        cells.append((rate(per_head), ""))
    cells += [
        (count(now.closed), door("closed")),
        (percent(now.on_time.value if now.on_time else None), door("closed_on_time")),
        (delay(group.delay(0.5)), door("closed")),
        (delay(group.delay(0.9)), door("closed")),
        (count(group.open), door("open")),
        (count(group.late), door("late")),
        (_with_margin(now.satisfaction), door("satisfied")),
        (count(now.answered), door("answered")),
        (count(now.reopened), door("reopened")),
        (count(now.unfounded), door("declined")),
    ]
    return Line(key, name, group, per_head, cells)


def rate(per_head: float | None) -> str:
    """So many by 1,000 inhabitants, in words."""
    return UNKNOWN if per_head is None else decimal(per_head)


def _before(figures: Figures, dimension: str, key: str, doors: Doors) -> str:
    if not figures.reaches(BEFORE):
        return ""
    return doors.to("received", dimension, key, figures.slots[BEFORE])


def _with_margin(satisfied: Share | None) -> str:
    if satisfied is None:
        return UNKNOWN
    return f"{percent(satisfied.value)} ±{decimal(100 * satisfied.margin, 0)}"


def stuck(figures: Figures, dimension: str, doors: Doors) -> list[Line]:
    """Where what is late now lies: the most first, then the largest part of what is open there. A
    part of a few is not said."""
    rows = [
        (words.name(dimension, key), key, one)
        for key, one in figures.groups.get(dimension, {}).items()
        if one.late and key
    ]
    rows.sort(key=lambda row: (-row[2].late, -row[2].late / row[2].open, row[0]))
    top = rows[0][2].late if rows else 1
    return [
        Line(key, name, one, None, [(count(one.late), ""), (_part_late(one), "")],
             one.late / top, doors.to("late", dimension, key))
        for name, key, one in rows[:MOST_STUCK]
    ]  # fmt: skip


def _part_late(one: Group) -> str:
    return percent(one.late / one.open) if one.open >= FEWEST_OF_A_SHARE else ""


def step_heads() -> list[str]:
    """The columns of the table over time, but its first."""
    return [
        pgettext("cockpit", "Received"),
        pgettext("cockpit", "Closed"),
        pgettext("cockpit", "In time"),
        pgettext("cockpit", "Median delay"),
        pgettext("cockpit", "Nine in ten within"),
        pgettext("cockpit", "Satisfied"),
        pgettext("cockpit", "Answers"),
        pgettext("cockpit", "Reopened"),
        pgettext("cockpit", "Without action"),
    ]


def over_time(figures: Figures, doors: Doors, *, brief: bool = False) -> list[Step]:
    """The steps of the line, each figure with its door. `brief`: what came and what ended."""
    return [
        Step(words.step(span), words.span(span), _step(figures.total, slot, span, doors, brief))
        for slot, span in figures.steps
        if figures.first is not None and span.until >= figures.first
    ]


def _step(total: Group, slot: str, span: Span, doors: Doors, brief: bool) -> list[tuple[str, str]]:
    counts = total.of(slot)

    def door(what: str) -> str:
        return doors.to(what, span=span)

    cells = [(count(counts.received), door("received")), (count(counts.closed), door("closed"))]
    if brief:
        return cells
    in_time = counts.on_time
    return [
        *cells,
        (percent(in_time.value if in_time else None), door("closed_on_time")),
        (delay(total.delay(0.5, slot)), door("closed")),
        (delay(total.delay(0.9, slot)), door("closed")),
        (_with_margin(counts.satisfaction), door("satisfied")),
        (count(counts.answered), door("answered")),
        (count(counts.reopened), door("reopened")),
        (count(counts.unfounded), door("declined")),
    ]
