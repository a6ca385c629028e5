"""What an address of the comparison asks for: a period, a measure, an order of the table."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.inform.dashboards.indicators import Span
from parvis.understand.disparities.figures import Measure
from parvis.web.cockpit.asked import Asked
from parvis.web.cockpit.studied import question, read_period

STUDY = "disparities"
MEASURES = {
    "demandes": Measure.RATE,
    "delai": Measure.DELAY,
    "satisfaction": Measure.SATISFACTION,
    "sans-suite": Measure.REFUSAL,
}
ORDERS = ("ecart", "nom", "nombre")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`asked` has the period, and no filter; `measure` is by its name in the address."""

    asked: Asked
    measure: str
    order: str

    @property
    def study(self) -> dict[str, Any]:
        """What the study is asked for."""
        return question(self.asked)

    def but(self, **changes: str) -> str:
        """The address's query with some names replaced."""
        given = {"mesure": self.measure, "tri": self.order, **changes}
        return urlencode([*self.asked.kept, *given.items()])

    def over(self, span: Span) -> Asked:
        """The same over these days, which a study that was kept looked at."""
        return replace(self.asked, span=span)


def read(given: QueryDict) -> Wanted:
    """What an address asks for; what it can't mean is the usual."""
    return Wanted(
        read_period(given, today(authorities.calendar().zone)),
        _one_of(given.get("mesure"), tuple(MEASURES)),
        _one_of(given.get("tri"), ORDERS),
    )


def _one_of(given: str | None, known: tuple[str, ...]) -> str:
    return given if given in known else known[0]
