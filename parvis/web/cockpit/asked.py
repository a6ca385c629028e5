"""What an address of the cockpit asks for: a period and filters, read and written back.

The names are those of the desk's queue, so that a figure's door keeps them as they are.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

from parvis.capture.reports.rules import CHANNELS
from parvis.inform.dashboards.indicators import LONGEST_DAYS, Span, named_span
from parvis.inform.dashboards.queries import Filters
from parvis.offer.catalogue import queries as offer
from parvis.web.numbers import number

PERIODS = {"semaine": "week", "mois": "month", "trimestre": "quarter", "annee": "year"}
CUSTOM = "libre"
DEFAULT = "semaine"
# Name in the address, by dimension.
NAMES = {
    "service": "service",
    "district": "quartier",
    "department": "direction",
    "team": "equipe",
    "channel": "canal",
}
FILTERS = ("groupe", *NAMES.values())
MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The period by its name in the address, its days, and which cases count. `kept` is what was
    given, in a fixed order: the page's own address."""

    period: str
    span: Span
    filters: Filters
    kept: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        """The address's query, to be put behind a question mark."""
        return urlencode(self.kept)

    def but(self, **changes: str | None) -> str:
        """The same with some names replaced or, for None, left out."""
        rest = [(name, value) for name, value in self.kept if name not in changes]
        return urlencode(rest + [(name, value) for name, value in changes.items() if value])

    def of_period(self, name: str) -> str:
        """The query of the same cases over another named period."""
        period = None if name == DEFAULT else name
        return self.but(periode=period, du=None, au=None)

    def until(self, last: date) -> str:
        """The query of the same cases over the four weeks that end with a day."""
        span = named_span("month", last)
        return self.but(periode=CUSTOM, du=span.since.isoformat(), au=span.until.isoformat())

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The filters in force: name and value."""
        return [(name, value) for name, value in self.kept if name in FILTERS]


def read(query: QueryDict, today: date) -> Asked:
    """What an address asks for; what it can't mean is left out."""
    period, span = _span(query, today)
    kept = [] if period == DEFAULT else [("periode", period)]
    if period == CUSTOM:
        kept += [("du", span.since.isoformat()), ("au", span.until.isoformat())]
    kept += [
        (name, value)
        for name in FILTERS
        for value in query.getlist(name)[:MOST_VALUES]
        if _means_something(name, value)
    ]
    given: dict[str, list[str]] = {}
    for name, value in kept:
        given.setdefault(name, []).append(value)
    return Asked(period, span, _filters(given), tuple(kept))


def _span(query: QueryDict, today: date) -> tuple[str, Span]:
    period = query.get("periode", "")
    since, until = _day(query.get("du")), _day(query.get("au"))
    if period == CUSTOM and since and until:
        until = min(until, today)
        since = max(since, until - timedelta(LONGEST_DAYS))
        if since <= until:
            return CUSTOM, Span(since, until)
    name = period if period in PERIODS else DEFAULT
    return name, named_span(PERIODS[name], today)


def _means_something(name: str, value: str) -> bool:
    if name == "canal":
        return value in CHANNELS
    return number(value) is not None


def _filters(given: dict[str, list[str]]) -> Filters:
    numbers = {name: tuple(map(int, given.get(name, ()))) for name in FILTERS if name != "canal"}
    services = numbers["service"]
    if numbers["groupe"] and not services:
        services = _of_groups(numbers["groupe"]) or (0,)
    return Filters(
        services=services,
        districts=numbers["quartier"],
        departments=numbers["direction"],
        teams=numbers["equipe"],
        channels=tuple(given.get("canal", ())),
    )


def _of_groups(groups: tuple[int, ...]) -> tuple[int, ...]:
    """The service types of some groups, sub-types too."""
    services = offer.catalogue().services
    return tuple(pk for pk, kind in services.items() if kind.group_id in groups)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
