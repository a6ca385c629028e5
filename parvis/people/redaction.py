"""Takes out of an account what names a person. The row stays: others point to it."""

from django.db import connection

from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account, Agent, Session

# Tables of the account library that point to an account; they have no models of ours.
_LIBRARY_TABLES = ("mfa_authenticator", "socialaccount_socialaccount", "account_emailaddress")


@operation
def erase_account(*, account: Account, by: Actor) -> None:
    """Nobody can log in any more, and nothing says who it was; open sessions end at once."""
    account.email = account.full_name = ""
    account.email_hash = None
    account.is_active = False
    account.set_unusable_password()
    account.save()
    Agent.objects.filter(account=account).update(display_name="", is_active=False)
    Session.objects.filter(account_id=account.pk).delete()
    with connection.cursor() as cursor:
        for table in _LIBRARY_TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE user_id = %s", [account.pk])  # noqa: S608
    record("account.erased", "account", account.pk, by=by)
