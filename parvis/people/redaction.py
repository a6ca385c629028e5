"""Takes out of an account what names a person. The row stays: others point to it."""

from datetime import datetime, time

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from parvis.foundation.calendars import add_months
from parvis.foundation.clock import now
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import current_authority
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account, AccountLink, Agent, Attempt, IdentityLink, Session
from parvis.people.queries import LINK_EMAIL
from parvis.people.rules import (
    ACCOUNT_MONTHS,
    AGENT_MONTHS,
    ATTEMPTS_KEPT,
    LINKS_KEPT,
    WARNED_BEFORE,
)

# Tables of the account library that point to an account; they have no models of ours.
_LIBRARY_TABLES = ("mfa_authenticator", "account_emailaddress")
# Somebody who worked here and left has no door by which to keep their account.
_WORKED_HERE = Exists(Agent.objects.filter(account=OuterRef("pk")))
_UNTOLD = Q(warned_at__isnull=True) | Q(warned_at__lt=F("used_at"))


@operation
def erase_account(*, account: Account, by: Actor, keep_name: bool = False) -> None:
    """Nobody can log in any more, and nothing says who it was; open sessions end at once. With
    `keep_name`, colleagues still read under what an agent did who did it."""
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
    agent = Agent.objects.filter(account=account)
    agent.update(is_active=False) if keep_name else agent.update(is_active=False, display_name="")
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


@operation
def forget_links_to(*, email: str, by: Actor) -> int:
    """Drop the links that were asked for under an address, opened or not. How many."""
    hashes = blind_indexes(email_key(email), LINK_EMAIL)
    gone = int(AccountLink.objects.filter(email_hash__in=hashes).delete()[0])
    if gone:
        record("doors.forgotten", "authority", current_authority(), by=by, data={"rows": gone})
    return gone


def unused_accounts(moment: datetime, *, after: int = 0, most: int = 200) -> list[Account]:
    """Accounts that nobody used for `ACCOUNT_MONTHS`, some at a time, of a number above
    `after`: once that was said in time, unless no door is left by which to keep them. An agent's
    stays as long as their access is open: an administrator closes it."""
    told = Q(warned_at__gte=F("used_at"), warned_at__lte=moment - WARNED_BEFORE)
    found = _unused(moment).filter(told | Q(is_active=False) | _WORKED_HERE)
    return list(found.filter(pk__gt=after).order_by("pk")[:most])


def accounts_to_warn(moment: datetime, *, after: int = 0, most: int = 200) -> list[Account]:
    """Accounts that will be unused for `ACCOUNT_MONTHS` within `WARNED_BEFORE`, and whose holder
    was not told since they last came; each with `used_at`."""
    found = _unused(moment + WARNED_BEFORE).filter(_UNTOLD, is_active=True).exclude(_WORKED_HERE)
    return list(found.filter(pk__gt=after).order_by("pk")[:most])


def overdue_accounts(moment: datetime) -> int:
    """How many accounts are past their time, and stay because nobody could be told."""
    found = _unused(moment).filter(_UNTOLD, is_active=True).exclude(_WORKED_HERE)
    return found.count()


def _unused(moment: datetime) -> QuerySet[Account]:
    at_work = Agent.objects.filter(account=OuterRef("pk"), is_active=True)
    erased = Q(is_active=False, email_hash__isnull=True)
    return _last_used_before(moment, ACCOUNT_MONTHS).exclude(erased).exclude(Exists(at_work))


@operation
def forget_readings(*, by: Actor) -> int:
    """Drop who looked at whose identity, after `READINGS_MONTHS`; how many lines. The database
    holds the same figure, and lets nothing younger go."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_forget_readings()")
        (gone,) = cursor.fetchone()
    if gone:
        record("readings.forgotten", "authority", current_authority(), by=by, data={"rows": gone})
    return int(gone)


@operation
def forget_past_agents(*, by: Actor, now: datetime) -> int:
    """The names of agents whose access was closed and who were not here for `AGENT_MONTHS`."""
    past = Agent.objects.filter(
        is_active=False, account__in=_last_used_before(now, AGENT_MONTHS)
    ).exclude(display_name="")
    gone = list(past.values_list("pk", flat=True))
    if gone:
        Agent.objects.filter(pk__in=gone).update(display_name="")
        record("agents.forgotten", "authority", current_authority(), by=by,
               data={"agents": gone})  # fmt: skip
    return len(gone)


def _last_used_before(moment: datetime, months: int) -> QuerySet[Account]:
    day = add_months(moment.date(), -months)
    return Account.objects.annotate(
        used_at=Greatest(F("created_at"), Coalesce("last_login", "created_at"))
    ).filter(used_at__lt=datetime.combine(day, time(), tzinfo=moment.tzinfo))
