"""Where a figure leads: its cases in the desk's queue, for those who may read them."""

from dataclasses import dataclass
from urllib.parse import urlencode

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


@dataclass(frozen=True, slots=True)
class Doors:
    """Doors from one page of figures; `open` is False for who may not read cases."""

    asked: Asked
    open: bool

    def to(self, what: str, dimension: str = "", key: str = "", span: Span | None = None) -> str:
        """The address of the cases that a figure counts, within a value of a dimension, over other
        days than the page's; empty where there is no door."""
        if not self.open or (dimension and not key):
            return ""
        given = [
            (name, value)
            for name, value in self.asked.chosen
            if name != NAMES.get(dimension) and not (dimension == "service" and name == "groupe")
        ]
        if dimension:
            given.append((NAMES[dimension], key))
        given += _what(what, span or self._days(what)).items()
        return f"{reverse('desk:queue')}?{urlencode(given)}"

    def lead(self, lead: Lead) -> str:
        """The address of a sentence's cases."""
        return self.to(lead.what, lead.dimension, lead.key)

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
    return Doors(asked, may(roles, "case.read"))
