"""The table of the comparison: a district a line, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.inform.dashboards.wording import count
from parvis.understand.disparities.figures import Comparison, Figure, Measure, Verdict
from parvis.web.cockpit import words
from parvis.web.cockpit.disparities import telling
from parvis.web.cockpit.doors import Doors

# Of fewer requests than these nothing is shown: it could be of one person.
HIDDEN = 5
# What opens the requests that a figure counts, and those that it is a share of.
_SEEN = {
    Measure.RATE: "received",
    Measure.DELAY: "received",
    Measure.SATISFACTION: "satisfied",
    Measure.REFUSAL: "declined",
}
OF = {**_SEEN, Measure.SATISFACTION: "answered", Measure.REFUSAL: "closed"}
# Worse for who lives there; what came is neither.
_WORSE = {
    Measure.DELAY: Verdict.MORE,
    Measure.SATISFACTION: Verdict.LESS,
    Measure.REFUSAL: Verdict.MORE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One district in words. `drawn` is its gap to the town with its bounds, None where nothing is
    told; `median` the working days within which half were closed."""

    name: str
    requests: str
    requests_href: str
    seen: str
    seen_href: str
    expected: str
    value: str
    between: str
    gap: str
    tone: str
    verdict: str
    median: str
    is_apart: bool
    drawn: tuple[float, float, float] | None


def ordered(figures: Sequence[Figure], order: str) -> list[Figure]:
    """The figures by the order that the address names."""
    names = {one.district: words.name("district", str(one.district)) for one in figures}

    def place(one: Figure) -> tuple[float, str]:
        if order == "nombre":
            return -one.requests, names[one.district]
        gap = one.gap if order == "ecart" else 0.0
        return (float("inf") if gap is None else -gap), names[one.district]

    return sorted(figures, key=place)


def line(figure: Figure, found: Comparison, exits: Doors) -> Line:
    """A figure with its doors."""
    measure, told, key = figure.measure, figure.told, str(figure.district)
    is_hidden = figure.requests < HIDDEN
    median = None if is_hidden else found.medians.get(figure.district)
    return Line(
        name=words.name("district", key),
        requests=pgettext("disparities", "fewer than 5") if is_hidden else count(figure.requests),
        requests_href="" if is_hidden else exits.to(OF[measure], "district", key),
        seen=telling.number(measure, told.seen if told else None),
        seen_href=exits.to(_SEEN[measure], "district", key) if told else "",
        expected=telling.number(measure, told.expected if told else None),
        value=telling.number(measure, told.value if told else None),
        between=telling.between(measure, told),
        gap=telling.gap(figure),
        tone=_tone(figure),
        verdict=telling.verdict(figure),
        median=telling.number(Measure.DELAY, median),
        is_apart=figure.is_apart,
        drawn=_drawn(figure),
    )


def _drawn(figure: Figure) -> tuple[float, float, float] | None:
    told = figure.told
    if told is None or not told.expected:
        return None
    low, value, high = (one / told.expected - 1 for one in (told.low, told.value, told.high))
    return low, value, high


def scale(lines: Sequence[Line]) -> tuple[float, float]:
    """From where to where the bars are drawn."""
    drawn = [one.drawn for one in lines if one.drawn]
    return (
        min((low for low, _, _ in drawn), default=0.0),
        max((high for _, _, high in drawn), default=0.0),
    )


def _tone(figure: Figure) -> str:
    if not figure.is_apart or figure.measure not in _WORSE:
        return ""
    return "worse" if figure.verdict is _WORSE[figure.measure] else "better"
