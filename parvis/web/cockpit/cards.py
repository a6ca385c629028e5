"""The figures at the top: each with its change, its uncertainty, its line, and its cases."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import npgettext, pgettext

from parvis.inform.dashboards.indicators import FEW, Share, change, share_moved
from parvis.inform.dashboards.queries import (
    BEFORE,
    FULL,
    FULL_LAST_YEAR,
    LAST_YEAR,
    NOW,
    Counts,
    Figures,
)
from parvis.inform.dashboards.wording import (
    UNKNOWN,
    count,
    decimal,
    delay,
    percent,
    signed,
)
from parvis.web.cockpit.doors import Doors

FULL_BEFORE = "base0"


@dataclass(frozen=True, slots=True)
class Card:
    """One figure. `tone` of its change: better, worse, or "" when it is neither or by chance.
    `changes`: against the period before and the year before, in words."""

    code: str
    name: str
    value: str
    note: str
    delta: str
    delta_of: str
    year: str
    tone: str
    line: list[float]
    href: str


def cards(figures: Figures, doors: Doors) -> list[Card]:
    """Every figure of the page, in reading order."""
    return [
        _counted(figures, doors, "received", pgettext("cockpit", "Received")),
        _counted(figures, doors, "closed", pgettext("cockpit", "Closed")),
        _open(figures, doors),
        _late(figures, doors),
        _shared(figures, doors, "on_time", better=1),
        _delayed(figures, doors, 0.5, pgettext("cockpit", "Median delay")),
        _delayed(figures, doors, 0.9, pgettext("cockpit", "Nine in ten within")),
        _shared(figures, doors, "satisfaction", better=1),
        _reopened(figures, doors),
        _shared(figures, doors, "declined", better=-1),
    ]


def _counted(figures: Figures, doors: Doors, what: str, name: str) -> Card:
    total = figures.total

    def number(slot: str) -> int:
        return int(getattr(total.of(slot), what))

    now, before, year = number(FULL), number(FULL_BEFORE), number(FULL_LAST_YEAR)
    return Card(
        what, name, count(number(NOW)), "",
        _change(now, before) if figures.base else "",
        _before(), _last_year(_change(now, year) if figures.reaches(FULL_LAST_YEAR) else ""),
        "", [number(slot) for slot, _ in figures.steps], doors.to(what),
    )  # fmt: skip


def _change(now: float, before: float) -> str:
    if now == before:
        return pgettext("cockpit", "the same")
    moved = change(now, before)
    if moved is None:
        return ""
    if max(now, before) < FEW:
        return signed(count(abs(now - before)), now - before)
    return signed(percent(abs(moved)), round(moved, 2))


def _before() -> str:
    return pgettext("cockpit", "on the period before")


def _last_year(words: str) -> str:
    return pgettext("cockpit", "%(change)s on last year") % {"change": words} if words else ""


def _open(figures: Figures, doors: Doors) -> Card:
    total = figures.total
    moved = total.of(NOW).received - total.of(NOW).closed
    return Card(
        "open", pgettext("cockpit", "Open now"), count(total.open), "",
        signed(count(abs(moved)), moved), pgettext("cockpit", "received less closed"), "", "", [],
        doors.to("open"),
    )  # fmt: skip


def _late(figures: Figures, doors: Doors) -> Card:
    total = figures.total
    part = total.late / total.open if total.open else None
    note = pgettext("cockpit", "%(part)s of what is open") % {"part": percent(part)}
    return Card(
        "late", pgettext("cockpit", "Late now"), count(total.late), note if part else "",
        "", "", "", "", [], doors.to("late"),
    )  # fmt: skip


_SHARES: dict[str, tuple[Callable[[Counts], Share | None], str]] = {
    "on_time": (lambda counts: counts.on_time, "closed_on_time"),
    "satisfaction": (lambda counts: counts.satisfaction, "answered"),
    "declined": (lambda counts: counts.declined, "declined"),
}


def _shared(figures: Figures, doors: Doors, code: str, *, better: int) -> Card:
    read, door = _SHARES[code]
    total = figures.total
    now, before, year = (read(total.of(slot)) for slot in (NOW, BEFORE, LAST_YEAR))
    name = {
        "on_time": pgettext("cockpit", "Closed in time"),
        "satisfaction": pgettext("cockpit", "Satisfied"),
        "declined": pgettext("cockpit", "Closed without action"),
    }[code]
    moved = share_moved(now, before)
    past = before if figures.reaches(BEFORE) else None
    line = [read(total.of(slot)) for slot, _ in figures.steps]
    return Card(
        code, name, percent(now.value if now else None), _margin(now, code), _points(now, past),
        _before(), _last_year(_points(now, year) if figures.reaches(LAST_YEAR) else ""),
        {better: "better", -better: "worse"}.get(moved, ""),
        [100 * one.value for one in line if one], doors.to(door),
    )  # fmt: skip


def _margin(now: Share | None, code: str) -> str:
    """How many it is a share of, and how far it may be off."""
    if code != "satisfaction":
        return ""
    if now is None:
        return pgettext("cockpit", "no answer")
    answers = npgettext("cockpit", "%(count)s answer", "%(count)s answers", now.of) % {
        "count": count(now.of)
    }
    if now.of < FEW:
        return pgettext("cockpit", "%(answers)s: too few to tell") % {"answers": answers}
    return f"{answers}, ±{decimal(100 * now.margin)}"


def _points(now: Share | None, before: Share | None) -> str:
    if now is None or before is None:
        return ""
    moved = 100 * (now.value - before.value)
    words = pgettext("cockpit", "%(number)s pt") % {"number": decimal(abs(moved))}
    return signed(words, round(moved, 1))


def _delayed(figures: Figures, doors: Doors, part: float, name: str) -> Card:
    total = figures.total
    now, before, year = (total.delay(part, slot) for slot in (NOW, BEFORE, LAST_YEAR))
    sizes = total.of(NOW).closed, total.of(BEFORE).closed
    tone = _delay_tone(now, before, min(sizes))
    line = [total.delay(part, slot) for slot, _ in figures.steps]
    return Card(
        "median" if part == 0.5 else "ninth", name, delay(now), "",
        _longer(now, before if figures.reaches(BEFORE) else None), _before(),
        _last_year(_longer(now, year if figures.reaches(LAST_YEAR) else None)), tone,
        [hours for hours in line if hours is not None], doors.to("closed"),
    )  # fmt: skip


def _delay_tone(now: float | None, before: float | None, closed: int) -> str:
    """Whether a delay moved by more than chance: for delays of this shape (about exponential), a
    quantile wavers by some 1.4 of itself over the root of the cases; twice that, on two sides."""
    if not now or not before or closed < FEW:
        return ""
    moved = now / before - 1
    if abs(moved) <= max(0.05, 2.8 * sqrt(2 / closed)):
        return ""
    return "worse" if moved > 0 else "better"


def _longer(now: float | None, before: float | None) -> str:
    if now is None or before is None:
        return ""
    moved = now - before
    return signed(delay(abs(moved)), moved) if abs(moved) >= 1 else pgettext("cockpit", "the same")


def _reopened(figures: Figures, doors: Doors) -> Card:
    now = figures.total.of(NOW)
    part = now.reopened / now.received if now.received else None
    note = pgettext("cockpit", "%(part)s of those received") % {"part": percent(part, 1)}
    return Card(
        "reopened", pgettext("cockpit", "Reopened"), count(now.reopened),
        note if part is not None else UNKNOWN, "", "", "", "",
        [figures.total.of(slot).reopened for slot, _ in figures.steps], doors.to("reopened"),
    )  # fmt: skip
