"""Looks at attention signals are written down beside those at contact details: who, at which closed
department's, when, as its agent or to oversee. Which request was on the page is not."""

from collections.abc import Collection

from parvis.foundation.db.operation import operation
from parvis.people import queries
from parvis.people.models import Agent
from parvis.people.operations import audit_identity_reading
from parvis.people.queries import Reading

SIGNALS = "signals"
INSIDE, OVERSIGHT = "attention", "oversight"


@operation
def note_looks(*, departments: Collection[int], agent: Agent, purpose: str) -> None:
    """Write down that an agent looks at the signals of these departments, or oversees them."""
    for department in sorted(departments):
        audit_identity_reading(
            agent=agent.pk, object_kind=SIGNALS, object_id=department, purpose=purpose
        )


def looks_at(departments: Collection[int], *, limit: int) -> list[Reading]:
    """The latest looks at the signals of these departments, the newest first."""
    objects = [(SIGNALS, number) for number in sorted(departments)]
    return [one for _number, one in queries.identity_readings(objects=objects, limit=limit)]
