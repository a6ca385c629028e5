"""Takes out of an account what names a person. The row stays: others point to it."""

from django.db import connection

from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import current_authority
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account, AccountLink, Agent, Attempt, IdentityLink, Session
from parvis.people.rules import ATTEMPTS_KEPT, LINKS_KEPT

# Tables of the account library that point to an account; they have no models of ours.
_LIBRARY_TABLES = ("mfa_authenticator", "account_emailaddress")


@operation
def erase_account(*, account: Account, by: Actor) -> None:
    """Nobody can log in any more, and nothing says who it was; open sessions end at once."""
    links = AccountLink.objects.filter(account=account)
    if account.email_hash:
        links |= AccountLink.objects.filter(email_hash=account.email_hash)
    links.delete()
    IdentityLink.objects.filter(account=account).delete()
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


@operation
def forget_old_doors(*, by: Actor) -> int:
    """Drop what ended by its age: refused attempts, links, sessions. How many rows."""
    moment = now()
    gone = 0
    for rows in (
        Attempt.objects.filter(at__lt=moment - ATTEMPTS_KEPT),
        AccountLink.objects.filter(expires_at__lt=moment - LINKS_KEPT),
        Session.objects.filter(expire_date__lt=moment),
    ):
        count, _tables = rows.delete()
        gone += count
    if gone:
        record("doors.forgotten", "authority", current_authority(), by=by, data={"rows": gone})
    return gone
