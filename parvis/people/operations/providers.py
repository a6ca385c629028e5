"""Log-ins through an OpenID provider. Of what it says we keep one identifier."""

from collections.abc import Sequence
from typing import Any

from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import blind_index, blind_indexes
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people import queries
from parvis.people.models import Account, AccountLink, IdentityLink, IdentityProvider
from parvis.people.operations.accounts import create_account
from parvis.people.rules import AGENTS, INVITATION, RESIDENTS


@operation
def set_provider(
    *,
    code: str,
    name: str,
    audience: str,
    issuer: str,
    client_id: str,
    by: Actor,
    client_secret: str = "",
    scopes: str = "openid email",
    acr_values: Sequence[str] = (),
    factor_acr: Sequence[str] = (),
    factor_amr: Sequence[str] = (),
    vouches_for_email: bool = False,
    is_active: bool = True,
) -> IdentityProvider:
    """Add or change a provider; an empty secret keeps the one there. Raises Refusal:
    "unknown_audience", "declared_addresses" (what residents' providers say of an address was
    declared: none answers for it)."""
    if audience not in (AGENTS, RESIDENTS):
        raise Refusal("unknown_audience")
    if vouches_for_email and audience != AGENTS:
        raise Refusal("declared_addresses")
    fields: dict[str, Any] = {
        "name": name,
        "audience": audience,
        "issuer": issuer.rstrip("/"),
        "client_id": client_id,
        "scopes": scopes,
        "acr_values": list(acr_values),
        "factor_acr": list(factor_acr),
        "factor_amr": list(factor_amr),
        "vouches_for_email": vouches_for_email,
        "is_active": is_active,
    }
    if client_secret:
        fields["client_secret"] = client_secret
    provider, _made = IdentityProvider.objects.update_or_create(code=code, defaults=fields)
    settings = {"active": is_active, "vouches": vouches_for_email}
    record("provider.set", "identity_provider", provider.pk, by=by, data=settings)
    return provider


@operation
def account_of_agent_identity(
    *, provider: IdentityProvider, subject: str, verified_email: str, by: Actor
) -> Account:
    """The agent whom this identifier stands for.

    At the first time the account is found by its verified address, and only while an invitation
    of an administrator is open; later the identifier alone counts. Raises Refusal: "not_agent",
    "not_invited".
    """
    known = _account_of(provider, subject)
    account = known or (queries.account_by_email(verified_email) if verified_email else None)
    if account is None or not account.is_active or not queries.works_here(account):
        raise Refusal("not_agent")
    if known is None:
        invited = AccountLink.objects.filter(
            account=account, purpose=INVITATION, expires_at__gt=now()
        )
        if not invited.exists():
            raise Refusal("not_invited")
        invited.update(used_at=now())
        link_identity(account=account, provider=provider, subject=subject, by=by)
    return account


@operation
def account_of_resident_identity(
    *, provider: IdentityProvider, subject: str, by: Actor, language: str = "fr"
) -> Account:
    """The resident whom this identifier stands for; their account is made at the first time.

    Never found by address: what the provider says of it was declared, not checked. Raises
    Refusal: "inactive", "is_agent".
    """
    account = _account_of(provider, subject)
    if account is None:
        account = create_account(email="", by=by, language=language)
        link_identity(account=account, provider=provider, subject=subject, by=by)
    if not account.is_active:
        raise Refusal("inactive")
    if queries.works_here(account):
        raise Refusal("is_agent")
    return account


@operation
def link_identity(*, account: Account, provider: IdentityProvider, subject: str, by: Actor) -> None:
    """Let this identifier open this account from now on. Raises Refusal("linked_elsewhere")."""
    known = _account_of(provider, subject)
    if known is not None and known.pk != account.pk:
        raise Refusal("linked_elsewhere")
    IdentityLink.objects.filter(account=account, provider=provider).delete()
    IdentityLink.objects.create(
        account=account,
        provider=provider,
        subject=subject,
        subject_hash=blind_index(_key(provider, subject), queries.SUBJECT),
    )
    record("identity.linked", "account", account.pk, by=by, data={"provider": provider.pk})


def _account_of(provider: IdentityProvider, subject: str) -> Account | None:
    hashes = blind_indexes(_key(provider, subject), queries.SUBJECT)
    link = (
        IdentityLink.objects.select_related("account")
        .filter(provider=provider, subject_hash__in=hashes)
        .first()
    )
    return link.account if link else None


def _key(provider: IdentityProvider, subject: str) -> str:
    return f"{provider.pk}:{subject}"
