"""Writes of accounts."""

from parvis.foundation.clock import now
from parvis.foundation.contacts import email_key, normalise_email
from parvis.foundation.db.encrypted import blind_index
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account, AccountLink, IdentityLink, Session
from parvis.people.queries import ACCOUNT_EMAIL, agent_of


@operation
def create_account(
    *, email: str, by: Actor, full_name: str = "", password: str | None = None, language: str = "fr"
) -> Account:
    """Open an account under an address; without `password` only a link or a provider opens it.

    `email` may be empty: an account of a provider that gives none. Raises InvalidContact.
    """
    account = Account(full_name=full_name, language=language)
    if email:
        account.email = normalise_email(email)
        account.email_hash = blind_index(email_key(email), ACCOUNT_EMAIL)
    account.set_password(password)
    account.save()
    record("account.created", "account", account.pk, by=by)
    return account


@operation
def confirm_account(*, account: Account, by: Actor) -> None:
    """Its holder has shown that they read its address."""
    if account.confirmed_at is None:
        account.confirmed_at = now()
        account.save(update_fields=["confirmed_at"])
        record("account.confirmed", "account", account.pk, by=by)


@operation
def set_password(*, account: Account, password: str, by: Actor) -> None:
    """Set a password already checked. Every session of the account ends, the caller's too."""
    account.set_password(password)
    account.save(update_fields=["password"])
    Session.objects.filter(account_id=account.pk).delete()
    record("account.password_set", "account", account.pk, by=by)


@operation
def set_language(*, account: Account, language: str, by: Actor) -> None:
    """The language in which the account is written to and shown pages."""
    account.language = language
    account.save(update_fields=["language"])
    record("account.language_set", "account", account.pk, by=by, data={"language": language})


@operation
def erase_account(*, account: Account, by: Actor) -> None:
    """Forget who the holder is: address, name, identifiers, links, sessions. What they reported
    stays, without them. Raises Refusal("is_agent"): an agent is deactivated instead."""
    agent = agent_of(account)
    if agent is not None and agent.is_active:
        raise Refusal("is_agent")
    Session.objects.filter(account_id=account.pk).delete()
    AccountLink.objects.filter(account=account).delete()
    if account.email_hash:
        AccountLink.objects.filter(email_hash=account.email_hash).delete()
    IdentityLink.objects.filter(account=account).delete()
    account.email = account.full_name = ""
    account.email_hash = None
    account.is_active = False
    account.set_unusable_password()
    account.save()
    record("account.erased", "account", account.pk, by=by)
