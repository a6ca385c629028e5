"""An agent leaves, or may no longer work on requests, or see what a closed department keeps: those
that were theirs wait for their teams again, and none for somebody who never comes."""

from collections.abc import Collection
from typing import Any

from parvis.act.cases import operations as cases
from parvis.act.cases import queries as case_queries
from parvis.authorities import queries as authorities
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering_all
from parvis.journal.rules import Actor
from parvis.people import operations as people
from parvis.people.models import Agent
from parvis.people.permissions import may


@operation
def close_access(*, agent: Agent, by: Actor) -> int:
    """Close every door to an agent; how many open requests wait for their teams again. Raises
    Refusal("last_administrator")."""
    people.deactivate_agent(agent=agent, by=by)
    return give_back(agent=agent.pk, by=by)


@operation
def change_agent(*, agent: Agent, by: Actor, **given: Any) -> int:
    """Change what an agent may do, as `people.change_agent` does; how many open requests, which
    they can't see or work on any more, wait for their teams again."""
    people.change_agent(agent=agent, by=by, **given)
    if not may(agent.roles, "case.take"):
        return give_back(agent=agent.pk, by=by)
    unseen = authorities.compartmented() - {*agent.compartments}
    return give_back(agent=agent.pk, by=by, closed_into=unseen) if unseen else 0


@operation
def give_back(*, agent: int, by: Actor, closed_into: Collection[int] | None = None) -> int:
    """Take an agent's open requests from them, or those alone that are closed into some
    departments; how many. Whoever does it need not see what is in there."""
    with entering_all(authorities.compartmented()):
        theirs = case_queries.open_cases_of(agent, closed_into=closed_into)
        for case in theirs:
            cases.assign(case=case, agent=None, by=by)
    return len(theirs)
