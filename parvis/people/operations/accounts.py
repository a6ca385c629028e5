"""Writes of accounts."""

from parvis.foundation.clock import now
from parvis.foundation.contacts import email_key, normalise_email
from parvis.foundation.db.encrypted import blind_index
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account, Session
from parvis.people.queries import ACCOUNT_EMAIL


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
def note_warning(*, account: Account, officer: bool, by: Actor) -> None:
    """It was said that this account, unused, will be erased: to its holder, or, where nothing
    reaches them, to the `officer` who answers for what is kept."""
    account.warned_at = now()
    account.save(update_fields=["warned_at"])
    record("account.warned", "account", account.pk, by=by, data={"officer": officer})


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
