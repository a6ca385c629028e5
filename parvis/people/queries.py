"""Reads of accounts and agents."""

from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_indexes
from parvis.people.models import Account

ACCOUNT_EMAIL = "account.email"


def account_by_email(email: str) -> Account | None:
    """The active account of this address, whatever its case; None when there is none."""
    hashes = blind_indexes(email_key(email), ACCOUNT_EMAIL)
    return Account.objects.filter(email_hash__in=hashes, is_active=True).first()
