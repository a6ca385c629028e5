"""What the data protection officer sees of attention signals: each closed department, the
assessment that holds there, the rules in force. They are outside: no request, no signal and no
decision is read."""

from dataclasses import dataclass
from datetime import date

from parvis.act.attention.queries import InForce, in_force
from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.foundation.db.scope import entering


@dataclass(frozen=True, slots=True)
class Overseen:
    """A closed department, and what is in force in it."""

    department: Department
    state: InForce


def overseen(today: date) -> list[Overseen]:
    """Every closed department, in their order."""
    closed = authorities.compartmented()
    found = []
    for pk, department in authorities.departments().items():
        if pk in closed:
            with entering(pk):
                found.append(Overseen(department, in_force(pk, today)))
    return found
