"""What the page of forecasts says, step by step, of one thing that is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.foundation.calendars import WorkingCalendar
from parvis.inform.dashboards.wording import count
from parvis.people.permissions import may
from parvis.understand.studies import queries
from parvis.web.cockpit import studies, words
from parvis.web.cockpit.forecasts import telling
from parvis.web.cockpit.forecasts.figures import DAYS, Figure, of_step
from parvis.web.cockpit.trends.page import school
from parvis.web.components import bands

CODE = "forecasts"
SUBJECTS = {"contacts": "contacts", "demandes": "cases", "accueil": "welcome", "visites": "visits"}
ORDER = ("day", "slot", "week", "season")
Kept = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in words; `people` is a dash where nothing is claimed."""

    name: str
    expected: str
    between: str
    people: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One step in words; `early` says why nothing is forecast, the rest is then empty."""

    code: str
    title: str
    early: str
    sentence: str = ""
    record: str = ""
    staffing: str = ""
    picture: bands.Drawn | None = None
    rows: tuple[Row, ...] = ()


def shown(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page says."""
    done, state = studies.shown(CODE)
    if done is None:
        return {**state, "is_unknown": True}
    kept, calendar = done.result, authorities.calendar()
    minutes = authorities.authority().contact_minutes
    name, subject = _asked(request, kept)
    found = kept["subjects"][subject]
    steps = {one["step"]: one for one in found["steps"]}
    panels = [_panel(steps[code], found["seen"], calendar, minutes) for code in ORDER]
    return {
        **state,
        "query": f"quoi={name}",
        "subjects": [
            (value, str(telling.SUBJECTS[code]), value == name)
            for value, code in SUBJECTS.items()
            if code in kept["subjects"]
        ],
        "first": _first(steps, calendar, subject),
        "meaning": str(telling.MEANINGS[subject]),
        "panels": panels,
        "channels": _channels(kept, calendar),
        "minutes": minutes,
        "may_set": may(request.agent.roles, "studio.edit"),  # type: ignore[attr-defined]
        "until": words.day(date.fromisoformat(kept["until"]), with_year=True),
        "school": school(kept["school"]),
        "has_zone": bool(kept["school"]["zone"]),
        "has_welcome": "welcome" in kept["subjects"],
        "has_visits": "visits" in kept["subjects"],
        "may_count": may(request.agent.roles, "case.type_in"),  # type: ignore[attr-defined]
    }


def headline() -> str:
    """Its first sentence alone, of all contacts; empty before the first night."""
    done = queries.newest(CODE)
    if done is None:
        return ""
    steps = {one["step"]: one for one in done.result["subjects"]["contacts"]["steps"]}
    return _first(steps, authorities.calendar(), "contacts")


def _asked(request: HttpRequest, kept: Kept) -> tuple[str, str]:
    """What is counted, by its name in the address and its own; the first where it is not there."""
    name = request.GET.get("quoi", "")
    if SUBJECTS.get(name) not in kept["subjects"]:
        name = "contacts"
    return name, SUBJECTS[name]


def _first(steps: Mapping[str, Kept], calendar: WorkingCalendar, subject: str) -> str:
    """The next week, or the next day where weeks are not known yet."""
    for code in ("week", "day"):
        if "expected" in steps[code]:
            return telling.headline(of_step(steps[code], calendar)[0], subject)
    return pgettext("forecasts", "Too early to forecast.")


def _panel(
    kept: Kept, seen: Sequence[float | None], calendar: WorkingCalendar, minutes: int | None
) -> Panel:
    code = kept["step"]
    title = str(telling.TITLES[code])
    if "expected" not in kept:
        return Panel(code, title, telling.too_early(kept))
    figures = of_step(kept, calendar)
    if not figures:
        return Panel(code, title, pgettext("forecasts", "We are closed on all of these days."))
    return Panel(
        code,
        title,
        "",
        telling.busiest(figures),
        telling.record(kept["record"]),
        telling.staffing(figures, minutes),
        _picture(code, figures, seen),
        tuple(_row(one, minutes) for one in figures),
    )


def _row(figure: Figure, minutes: int | None) -> Row:
    return Row(
        telling.name(figure),
        count(figure.expected),
        telling.between(figure),
        telling.people(telling.needed(figure, minutes)),
    )


def _picture(
    code: str, figures: Sequence[Figure], seen: Sequence[float | None]
) -> bands.Drawn | None:
    """What came, then what is to come within its bounds; one figure alone is not drawn."""
    if len(figures) < 2:
        return None
    behind, ahead = _behind(code, len(figures), seen), _with_nights(figures)
    past = [None] * len(behind)
    first = figures[0].since - timedelta(DAYS[code] * len(behind))
    starts = [first + timedelta(DAYS[code] * place) for place in range(len(behind))]
    starts += [one.since for one in figures]
    ticks = (starts[0], starts[len(starts) // 2], starts[-1])
    return bands.drawn(
        [*behind, *([None] * len(ahead))],
        [*past, *(one.expected if one else None for one in ahead)],
        [*past, *(one.low if one else None for one in ahead)],
        [*past, *(one.high if one else None for one in ahead)],
        ticks=[words.day(day) for day in ticks],
    )


def _behind(code: str, figures: int, seen: Sequence[float | None]) -> list[float | None]:
    """As many figures of what came before, where they are known; none for hours."""
    if code == "slot":
        return []
    days = DAYS[code]
    whole = seen[len(seen) % days :]
    sums = [_sum(whole[start : start + days]) for start in range(0, len(whole), days)]
    return sums[-figures:]


def _sum(days: Sequence[float | None]) -> float | None:
    """Nothing is known of days of which one is unknown."""
    known = [one for one in days if one is not None]
    return sum(known) if len(known) == len(days) else None


def _with_nights(figures: Sequence[Figure]) -> list[Figure | None]:
    """None between two hours that do not follow each other."""
    drawn: list[Figure | None] = []
    for before, one in zip([None, *figures], figures, strict=False):
        if before and one.hour is not None and one.hour != (before.hour or 0) + 1:
            drawn.append(None)
        drawn.append(one)
    return drawn


def _channels(kept: Kept, calendar: WorkingCalendar) -> list[tuple[str, str, str]]:
    """The next day of each busy channel on which anything is forecast: its name, the sentence of
    its busiest day, and its record."""
    told = []
    for name, one in kept["channels"].items():
        if "expected" not in one:
            continue
        figures = of_step(one, calendar)
        told.append((words.name("channel", name), telling.busiest(figures),
                     telling.record(one["record"])))  # fmt: skip
    return told
