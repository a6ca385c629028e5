"""Requests that lived at given moments of a small town, by the same operations as an agent's."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.foundation.calendars import PARIS
from parvis.foundation.clock import at
from parvis.journal.rules import SYSTEM
from tests.factories.reports import report
from tests.factories.towns import Town

DESK = frozenset({"lead", "system"})
# What a change of state needs, whatever the test is about.
_NEEDS: dict[str, dict[str, Any]] = {"waiting_resident": {"words": "Quel lampadaire ?"}}


def moment(text: str) -> datetime:
    """ "2026-03-02 09:00" in Paris, where the town is."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def lived(
    town: Town, received: str, steps: Sequence[tuple[str, str | int]], service: str = "hole"
) -> Case:
    """A request received then, and its steps: to a stage, or (a number) to a team. Within the
    town's transaction. Reaching `waiting_third_party` names the town's network."""
    with at(moment(received)):
        case = report(town, service).case
    for when, what in steps:
        with at(moment(when)):
            _step(town, case.pk, what)
    return Case.objects.get(pk=case.pk)


def _step(town: Town, case: int, what: str | int) -> None:
    if isinstance(what, int):
        cases.assign(case=case, team=what, by=SYSTEM)
        return
    given = _NEEDS.get(what, {})
    if what == "waiting_third_party":
        given = {"third_party": town.network.pk}
    if what == "planned":
        given = {"planned_on": date(2099, 1, 1)}
    change = Change(what, **given)
    cases.change_state(case=case, change=change, by=SYSTEM, roles=DESK)
