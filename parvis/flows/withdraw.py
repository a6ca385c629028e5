"""Withdrawing a team or a department: what it has in hand goes elsewhere first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.adapters import queue
from parvis.authorities import organising
from parvis.authorities import queries as authorities
from parvis.authorities.models import Department, Team
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceType, ServiceVersion
from parvis.people.models import Agent

GATHER = "teams.gather_late"
# Longer than any process remembers a team (`foundation.db.remember`).
STILL_KNOWN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class InHand:
    """Open requests, types of requests sent there, agents who work there. `is_seen` is false for a
    closed department that whoever asks does not enter: its requests can't be counted."""

    cases: int
    services: int
    agents: int
    is_seen: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the way; agents don't: they keep what they have done."""
        return self.is_seen and not self.cases and not self.services


def of_team(team: Team, *, entered: Collection[int]) -> InHand:
    """What a team has in hand; `entered` are the closed departments open to whoever asks."""
    return _in_hand(team.department, Q(team=team.pk), [team.pk], entered)


def of_department(department: Department, *, entered: Collection[int]) -> InHand:
    """What a department and its teams have in hand."""
    teams = list(Team.objects.filter(department=department).values_list("pk", flat=True))
    return _in_hand(department, Q(department=department.pk), teams, entered)


def _in_hand(
    department: Department, which: Q, teams: list[int], entered: Collection[int]
) -> InHand:
    return InHand(
        cases=Case.objects.filter(which, closed_at__isnull=True).count(),
        services=_services(which).count(),
        agents=sum(
            not set(teams).isdisjoint(row.teams) for row in Agent.objects.filter(is_active=True)
        ),
        is_seen=not department.is_compartmented or department.pk in entered,
    )


def _services(which: Q) -> Any:
    found = ServiceVersion.objects.filter(which).values("pk")
    return ServiceType.objects.filter(current__in=found)


@operation
def withdraw_team(*, team: Team, entered: Collection[int], by: Actor) -> None:
    """Withdraw a team that has nothing in hand. Raises Refusal("still_in_hand")."""
    _check(of_team(team, entered=entered))
    organising.withdraw_team(team=team, by=by)
    _look_again([team.pk])


@operation
def withdraw_department(*, department: Department, entered: Collection[int], by: Actor) -> None:
    """Withdraw a department that has nothing in hand, with its teams."""
    _check(of_department(department, entered=entered))
    organising.withdraw_department(department=department, by=by)
    _look_again(Team.objects.filter(department=department).values_list("pk", flat=True))


def _look_again(teams: Iterable[int]) -> None:
    """Other processes know a team as open for some seconds more, and send requests there."""
    authority = current_authority()
    for team in teams:
        key = f"late {authority} {team}"
        queue.wake_at(GATHER, at=now() + STILL_KNOWN, key=key, authority=authority, team=team)


def gather_late(authority: int, team: int) -> int:
    """Give what was still sent to a team that is withdrawn to the one that has its type now;
    returns how many requests. What has none stays in the lists of all."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        late = list(Case.objects.filter(team=team, closed_at__isnull=True))
        found = {case.pk: to for case in late if (to := _team_now(case)) is not None}
        for case, to in found.items():
            cases.assign(case=case, team=to, by=SYSTEM)
        return len(found)


def _team_now(case: Case) -> int | None:
    """The open team that has the type of a case now, when the case's own readers see it there."""
    kind = offer.catalogue().services.get(case.service_type_id)
    to = authorities.open_teams().get((kind.current.team_id if kind and kind.current else 0) or 0)
    closed = to is not None and to.department_id in authorities.compartmented()
    if to is None or case.department_lock != (to.department_id if closed else None):
        return None
    return to.pk


def _check(held: InHand) -> None:
    if not held.is_seen:
        raise Refusal("closed_to_you")
    if not held.is_empty:
        raise Refusal("still_in_hand")


def may_take_over(team: Team, to: Team) -> bool:
    """Whether both are of one department, or neither's is closed."""
    closed = team.department.is_compartmented or to.department.is_compartmented
    return team.department_id == to.department_id or not closed


@operation
def hand_services(*, team: Team, to: Team, by: Actor) -> int:
    """Send every type of request of a team to another one from now on: a new version of each.
    Returns how many. Raises Refusal("team_withdrawn"), or Refusal("other_lock") between a closed
    department and another: who may read what residents say is not changed in bulk."""
    if not to.is_open or to.pk == team.pk:
        raise Refusal("team_withdrawn")
    if not may_take_over(team, to):
        raise Refusal("other_lock")
    rows = list(_services(Q(team=team.pk)).select_related("current"))
    for row in rows:
        catalogue.republish(service=row, by=by, department=to.department, team=to)
    return len(rows)
