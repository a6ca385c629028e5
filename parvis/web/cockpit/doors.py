"""Where a figure leads: its cases in the desk's queue for who may read them, else their list."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from django.urls import reverse

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.inform.dashboards.indicators import Span, whole_days
from parvis.inform.dashboards.sentences import Lead
from parvis.people.permissions import may
from parvis.web.cockpit.asked import NAMES, Asked

# What the queue is asked for, by what a figure counts; the days are added where they matter.
_CAME = {
    "received": {},
    "received_whole": {},
    "reopened": {"issue": "rouverte"},
}
_ENDED = {
    "closed": {},
    "closed_on_time": {"issue": "a-temps"},
    "closed_late": {"issue": "en-retard"},
    "answered": {"issue": "avis"},
    "satisfied": {"issue": "content"},
    "declined": {"etat": "declined"},
}
_OPEN = {"open": {"vue": "all"}, "late": {"vue": "late"}, "unassigned": {"vue": "unassigned"}}


@dataclass(frozen=True)
class Doors:
    """Doors from one page of figures; `cases` is the address that lists cases.

    A page has hundreds of them: what they share is written once.
    """

    asked: Asked
    cases: str

    def to(self, what: str, dimension: str = "", key: str = "", span: Span | None = None) -> str:
        """The address of the cases that a figure counts, within a value of a dimension, over other
        days than the page's; empty where there is no door."""
        within = self.within(dimension, key)
        if not within:
            return ""
        return within + (urlencode(_what(what, span)) if span else self.counted(what))

    def within(self, dimension: str, key: str) -> str:
        """What the addresses of a value's cases begin with; empty where there is no door."""
        if dimension and not key:
            return ""
        narrowed = f"{NAMES[dimension]}={quote(key)}&" if dimension else ""
        return f"{self.cases}?{self._kept(dimension)}{narrowed}"

    def lead(self, lead: Lead) -> str:
        """The address of a sentence's cases."""
        return self.to(lead.what, lead.dimension, lead.key)

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}

    def counted(self, what: str) -> str:
        """What a figure counts over the page's own days, as a query."""
        found = self._known.get(what)
        if found is None:
            found = self._known[what] = urlencode(_what(what, self._days(what)))
        return found

    def _kept(self, dimension: str) -> str:
        """The page's filters as a query, without those that `dimension` replaces."""
        found = self._known.get(f"kept {dimension}")
        if found is None:
            given = [
                (name, value)
                for name, value in self.asked.chosen
                if name != NAMES.get(dimension)
                and not (dimension == "service" and name == "groupe")
            ]
            found = self._known[f"kept {dimension}"] = f"{urlencode(given)}&" if given else ""
        return found

    def _days(self, what: str) -> Span:
        span = self.asked.span
        if what == "received_whole":
            return whole_days(span, today(authorities.calendar().zone)) or span
        return span


def _what(what: str, span: Span) -> dict[str, str]:
    since, until = span.since.isoformat(), span.until.isoformat()
    if what in _OPEN:
        return dict(_OPEN[what])
    if what in _CAME:
        return {"vue": "all", "quoi": "toutes", "du": since, "au": until, **_CAME[what]}
    return {"vue": "all", "quoi": "closes", "clos_du": since, "clos_au": until, **_ENDED[what]}


def doors(asked: Asked, roles: list[str]) -> Doors:
    """The doors that an agent with these roles finds."""
    return Doors(asked, reverse("desk:queue" if may(roles, "case.read") else "cockpit:behind"))
