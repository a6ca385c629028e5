"""Writes of agents: who works here, with which roles, and which closed doors stand open."""

from collections.abc import Iterable

from parvis.authorities.models import Department
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account, Agent, Session
from parvis.people.operations.accounts import create_account
from parvis.people.operations.factors import reset_factors
from parvis.people.operations.links import ask_for_link
from parvis.people.permissions import ROLES
from parvis.people.queries import account_by_email, agent_of, only_administrator
from parvis.people.rules import FACTORS, INVITATION


@operation
def appoint_agent(
    *,
    account: Account,
    display_name: str,
    roles: Iterable[str],
    by: Actor,
    department: Department | None = None,
    teams: Iterable[int] = (),
    compartments: Iterable[int] = (),
) -> Agent:
    """Make an account an agent, with its roles, teams and the closed departments open to it.

    Raises Refusal: "unknown_role", "already_agent".
    """
    wanted = _known(roles)
    if agent_of(account) is not None:
        raise Refusal("already_agent")
    agent = Agent.objects.create(
        account=account,
        display_name=display_name,
        department=department,
        roles=wanted,
        teams=sorted(teams),
        compartments=sorted(compartments),
    )
    # Sessions opened as a resident don't become an agent's.
    Session.objects.filter(account_id=account.pk).delete()
    record("agent.appointed", "agent", agent.pk, by=by, data=_rights(agent))
    return agent


@operation
def invite_agent(
    *,
    email: str,
    display_name: str,
    roles: Iterable[str],
    origin: str,
    by: Actor,
    department: Department | None = None,
    teams: Iterable[int] = (),
    compartments: Iterable[int] = (),
) -> Agent:
    """Appoint whoever reads `email`, and write them a link to choose a password and a factor.

    `origin` is the site's address, "https://ville.example". Raises InvalidContact, or Refusal
    as `appoint_agent` does.
    """
    account = account_by_email(email) or create_account(email=email, by=by, full_name=display_name)
    agent = appoint_agent(
        account=account,
        display_name=display_name,
        roles=roles,
        by=by,
        department=department,
        teams=teams,
        compartments=compartments,
    )
    ask_for_link(email=email, purpose=INVITATION, origin=origin, by=by, language=account.language)
    return agent


@operation
def change_agent(
    *,
    agent: Agent,
    by: Actor,
    display_name: str | None = None,
    roles: Iterable[str] | None = None,
    department: Department | None = None,
    teams: Iterable[int] | None = None,
    compartments: Iterable[int] | None = None,
) -> Agent:
    """Change what is given; what is None stays. Takes effect at the agent's next page.

    Raises Refusal: "unknown_role", "last_administrator".
    """
    wanted = agent.roles if roles is None else _known(roles)
    if "admin" in agent.roles and "admin" not in wanted and only_administrator(agent):
        raise Refusal("last_administrator")
    agent.roles = wanted
    if display_name is not None:
        agent.display_name = display_name
    if department is not None:
        agent.department = department
    if teams is not None:
        agent.teams = sorted(teams)
    if compartments is not None:
        agent.compartments = sorted(compartments)
    agent.save()
    record("agent.changed", "agent", agent.pk, by=by, data=_rights(agent))
    return agent


@operation
def deactivate_agent(*, agent: Agent, by: Actor) -> None:
    """Close every door to an agent who leaves, at once. Raises Refusal("last_administrator")."""
    if "admin" in agent.roles and only_administrator(agent):
        raise Refusal("last_administrator")
    agent.is_active = False
    agent.save(update_fields=["is_active"])
    Session.objects.filter(account_id=agent.account_id).delete()
    record("agent.deactivated", "agent", agent.pk, by=by)


@operation
def reactivate_agent(*, agent: Agent, by: Actor) -> None:
    """Open the doors again, with the roles that the agent had."""
    agent.is_active = True
    agent.save(update_fields=["is_active"])
    record("agent.reactivated", "agent", agent.pk, by=by, data=_rights(agent))


@operation
def free_locked_out(*, agent: Agent, origin: str, by: Actor) -> None:
    """Take every second factor away from an agent who lost theirs, and write them so: at the next
    log-in they show their password and choose a new one. `origin` as for `invite_agent`.

    Raises Refusal: "yourself" (whoever is inside has a factor: it is replaced in their account),
    "inactive".
    """
    if by.kind == "agent" and by.id == agent.pk:
        raise Refusal("yourself")
    if not agent.is_active:
        raise Refusal("inactive")
    account = agent.account
    reset_factors(account=account, by=by)
    ask_for_link(
        email=account.email, purpose=FACTORS, origin=origin, by=by, language=account.language
    )


@operation
def set_letter_keys(*, agent: Agent, on: bool, by: Actor) -> None:
    """Let single letters of the keyboard act at this agent's desk, or no more."""
    agent.letter_keys = on
    agent.save(update_fields=["letter_keys"])
    record("agent.letter_keys_set", "agent", agent.pk, by=by, data={"on": on})


def _known(roles: Iterable[str]) -> list[str]:
    wanted = sorted(set(roles))
    if not set(wanted) <= ROLES.keys():
        raise Refusal("unknown_role")
    return wanted


def _rights(agent: Agent) -> dict[str, object]:
    return {"roles": agent.roles, "teams": agent.teams, "compartments": agent.compartments}
