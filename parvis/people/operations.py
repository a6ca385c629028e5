"""Writes of accounts and agents."""

from collections.abc import Iterable

from parvis.authorities.models import Department
from parvis.foundation.contacts import email_key, normalise_email
from parvis.foundation.db.encrypted import blind_index
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account, Agent, IdentityReading
from parvis.people.queries import ACCOUNT_EMAIL


@operation
def create_account(
    *, email: str, by: Actor, full_name: str = "", password: str | None = None
) -> Account:
    """Open an account under an address; without `password` only a link or a provider opens it."""
    account = Account(
        email=normalise_email(email),
        email_hash=blind_index(email_key(email), ACCOUNT_EMAIL),
        full_name=full_name,
    )
    account.set_password(password)
    account.save()
    record("account.created", "account", account.pk, by=by)
    return account


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
    """Make an account an agent, with its roles, teams and the closed departments open to it."""
    agent = Agent.objects.create(
        account=account,
        display_name=display_name,
        department=department,
        roles=sorted(roles),
        teams=sorted(teams),
        compartments=sorted(compartments),
    )
    record("agent.appointed", "agent", agent.pk, by=by, data={"roles": agent.roles})
    return agent


@operation
def audit_identity_reading(*, agent: int, object_kind: str, object_id: int, purpose: str) -> None:
    """Write down that an agent looked at who somebody is."""
    IdentityReading.objects.create(
        agent_id=agent, object_kind=object_kind, object_id=object_id, purpose=purpose
    )
