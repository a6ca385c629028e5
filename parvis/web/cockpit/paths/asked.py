"""What an address of the page asks for: a period, and perhaps a department."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.web.cockpit import asked
from parvis.web.cockpit.studied import question, read_period
from parvis.web.numbers import number

STUDY = "paths"
DEPARTMENT = asked.NAMES["department"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """`asked` is the period, without filters; `study` what the study is asked for."""

    asked: asked.Asked
    department: int | None
    study: dict[str, Any]

    @property
    def query(self) -> str:
        """The address's query."""
        return urlencode([*self.asked.kept, *self._department])

    @property
    def _department(self) -> list[tuple[str, str]]:
        return [] if self.department is None else [(DEPARTMENT, str(self.department))]


def read(given: QueryDict) -> Wanted:
    """What an address, or a form, asks for; what it can't mean is the usual."""
    department = number(given.get(DEPARTMENT, ""))
    if department not in offered():
        department = None
    period = read_period(given, today(authorities.calendar().zone))
    narrowed = {} if department is None else {"department": department}
    return Wanted(period, department, {**question(period), **narrowed})


def offered() -> dict[int, str]:
    """The departments that can be looked at alone: the open ones."""
    closed = authorities.compartmented()
    return {pk: row.name for pk, row in authorities.departments().items() if pk not in closed}
