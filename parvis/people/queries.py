"""Reads of accounts, agents and their doors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import connection

from parvis.foundation.clock import now
from parvis.foundation.contacts import InvalidContact, email_key
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.select import Columns
from parvis.foundation.tokens import token_hash
from parvis.people.models import (
    Account,
    AccountLink,
    Agent,
    DataDemand,
    IdentityProvider,
    IdentityReading,
    Session,
)
from parvis.people.permissions import may
from parvis.people.rules import link_is_open

ACCOUNT_EMAIL = "account.email"
LINK_EMAIL = "account.email"
SUBJECT = "identity.subject"

Type = Authenticator.Type

_ACCOUNT, _AGENT = Columns(Account), Columns(Agent)
_ACTIVE = f"""
SELECT {_ACCOUNT.names}, {_AGENT.names} FROM people_account
LEFT JOIN people_agent ON people_agent.account_id = people_account.id
WHERE people_account.id = %s AND people_account.is_active
"""  # noqa: S608 - no input


def account_by_email(email: str) -> Account | None:
    """The active account of this address, whatever its case; None when there is none."""
    try:
        hashes = blind_indexes(email_key(email), ACCOUNT_EMAIL)
    except InvalidContact:
        return None
    return Account.objects.filter(email_hash__in=hashes, is_active=True).first()


def active_account(account: int) -> Account | None:
    """An account that may still log in, with its agent."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTIVE, [account])
        values = cursor.fetchone()
    if values is None:
        return None
    found = _ACCOUNT.make(values[: _ACCOUNT.width])
    agent = _AGENT.make(values[_ACCOUNT.width :]) if values[_ACCOUNT.width] else None
    # Each knows the other, as `select_related` leaves them; no agent is known to be none.
    found._state.fields_cache["agent"] = agent
    if agent is not None:
        agent._state.fields_cache["account"] = found
    return found


def agent_of(account: Account) -> Agent | None:
    """The agent that this account is, active or not."""
    return Agent.objects.filter(account=account).first()


def works_here(account: Account) -> bool:
    """True when the account is an active agent's: a second factor is then asked."""
    return Agent.objects.filter(account=account, is_active=True).exists()


def agents(*, active_only: bool = False) -> list[Agent]:
    """Every agent with their department and account, by name."""
    found = Agent.objects.select_related("department", "account").order_by("display_name")
    return list(found.filter(is_active=True) if active_only else found)


def only_administrator(agent: Agent) -> bool:
    """True when no other active agent holds the role of administrator."""
    others = Agent.objects.filter(is_active=True).exclude(pk=agent.pk)
    return not any("admin" in roles for roles in others.values_list("roles", flat=True))


def anyone_may(permission: str) -> bool:
    """True when some active agent holds a role with this permission."""
    working = Agent.objects.filter(is_active=True).values_list("roles", flat=True)
    return any(may(roles, permission) for roles in working)


def open_link(link: int, token: str) -> AccountLink | None:
    """The link that this token still opens; None for a wrong, used or expired one."""
    found = (
        AccountLink.objects.select_related("account")
        .filter(pk=link, token_hash=token_hash(token))
        .first()
    )
    if found is None:
        return None
    still = link_is_open(used=found.used_at, expires=found.expires_at, now=now())
    return found if still else None


@dataclass(frozen=True, slots=True)
class Factors:
    """An account's second factors. `codes_left` counts the recovery codes not used yet."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int

    @property
    def enrolled(self) -> bool:
        """True when a factor beside the recovery codes is there."""
        return self.app is not None or bool(self.passkeys)


def factors(account: Account) -> Factors:
    """The second factors of an account."""
    rows = list(Authenticator.objects.filter(user=account).order_by("created_at"))
    codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return Factors(
        app=next((row for row in rows if row.type == Type.TOTP), None),
        passkeys=tuple(row for row in rows if row.type == Type.WEBAUTHN),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def sessions(account: int) -> list[Session]:
    """The open sessions of an account, the last used first."""
    return list(
        Session.objects.filter(account_id=account, expire_date__gt=now())
        .order_by("-seen_at")
        .defer("session_data")
    )


def providers(audience: str) -> list[IdentityProvider]:
    """The OpenID providers that agents, or residents, may log in with."""
    return list(
        IdentityProvider.objects.filter(audience=audience, is_active=True)
        .order_by("name")
        .defer("client_secret")
    )


def provider(code: str) -> IdentityProvider | None:
    """One active OpenID provider, with its secret."""
    return IdentityProvider.objects.filter(code=code, is_active=True).first()


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at who somebody is."""

    agent_name: str
    roles: tuple[str, ...]
    object_kind: str
    object_id: int
    purpose: str
    read_at: datetime


def identity_readings(
    *,
    objects: Sequence[tuple[str, int]] | None = None,
    agent: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[tuple[int, Reading]]:
    """Who looked at whose identity, the latest first, each with its number.

    `objects` narrows to some (kind, id), `agent` to one agent, `since` and `until` to a period, its
    end apart; `before` is the number after which to go on.
    """
    found = IdentityReading.objects.select_related("agent").order_by("-pk")
    if objects is not None:
        kinds: dict[str, list[int]] = {}
        for kind, number in objects:
            kinds.setdefault(kind, []).append(number)
        rows = IdentityReading.objects.none()
        for kind, numbers in kinds.items():
            rows |= found.filter(object_kind=kind, object_id__in=numbers)
        found = rows.order_by("-pk") if kinds else rows
    if agent is not None:
        found = found.filter(agent_id=agent)
    if since is not None:
        found = found.filter(read_at__gte=since)
    if until is not None:
        found = found.filter(read_at__lt=until)
    if before is not None:
        found = found.filter(pk__lt=before)
    return [
        (
            row.pk,
            Reading(
                agent_name=row.agent.display_name if row.agent else "",
                roles=tuple(row.agent.roles) if row.agent else (),
                object_kind=row.object_kind,
                object_id=row.object_id,
                purpose=row.purpose,
                read_at=row.read_at,
            ),
        )
        for row in found[:limit]
    ]


def demands(*, waiting: bool | None = None) -> list[DataDemand]:
    """The register of demands about personal data, the newest first; those that still wait by the
    day on which they are due."""
    rows = DataDemand.objects.select_related("agent")
    if waiting is None:
        return list(rows.order_by("-number"))
    if waiting:
        return list(rows.filter(outcome="").order_by("due_on", "number"))
    return list(rows.exclude(outcome="").order_by("-number"))


def demand(number: int) -> DataDemand | None:
    """One demand by its number in the register."""
    return DataDemand.objects.select_related("agent").filter(number=number).first()


def demand_by_key(key: str) -> DataDemand | None:
    """The demand that a form's earlier sending wrote down."""
    return DataDemand.objects.filter(key=key).first() if key else None
