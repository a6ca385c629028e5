"""Nobody's account goes without a word: a month before, its holder is told how to keep it.

Where nothing reaches the holder, the data protection officer is told instead; where nothing leaves
at all, the account stays, and `parvis retain` and `parvis doctor` say so.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Deferred, Sent
from parvis.authorities import queries as authorities
from parvis.authorities.models import Authority
from parvis.foundation.calendars import add_months
from parvis.foundation.db.scope import acting_for
from parvis.inform.notifications.links import site
from parvis.inform.tracking.words import full_day
from parvis.journal.rules import Actor
from parvis.people import operations as people
from parvis.people.models import Account
from parvis.people.redaction import accounts_to_warn, overdue_accounts
from parvis.people.rules import ACCOUNT_MONTHS, WARNED_BEFORE

DOOR = "/compte/"
NOTHING_TO_DO = gettext_noop(
    "You no longer need it? You have nothing to do. What you reported stays where it is."
)


def warn_of_erasure(authority: int, *, by: Actor, now: datetime) -> Counter[str]:
    """Tell whoever will lose an unused account: how many were `warned`, of how many the `officer`
    was told instead, and how many are past their time and stay `untold`."""
    told: Counter[str] = Counter()
    unreached: list[Account] = []
    with acting_for(authority):
        mail = mailer(demonstration=authorities.authority().is_demonstration)
    for account, letter in _letters(authority, now):
        outcome = mail.send(letter) if letter else None
        if isinstance(outcome, Deferred):
            # The mail server asks to wait: the next night takes up from here.
            break
        if isinstance(outcome, Sent):
            _note(authority, [account], officer=False, by=by)
            told["warned"] += 1
        else:
            unreached.append(account)
    if unreached and _officer_is_told(authority, unreached, now):
        _note(authority, unreached, officer=True, by=by)
        told["officer"] = len(unreached)
    with acting_for(authority):
        told["untold"] = overdue_accounts(now)
    return told


def _letters(authority: int, now: datetime) -> Iterator[tuple[Account, Message | None]]:
    """Who is to be told, and the mail for each; None for who has no address. In batches: no
    transaction is open while mail leaves."""
    last = 0
    while True:
        with acting_for(authority):
            town = authorities.authority()
            found = [
                (account, _letter(account, town, now))
                for account in accounts_to_warn(now, after=last)
            ]
        if not found:
            return
        yield from found
        last = found[-1][0].pk


def _note(authority: int, accounts: list[Account], *, officer: bool, by: Actor) -> None:
    with acting_for(authority):
        for account in accounts:
            people.note_warning(account=account, officer=officer, by=by)


def _letter(account: Account, town: Authority, now: datetime) -> Message | None:
    if not account.email:
        return None
    zone = ZoneInfo(town.time_zone)
    used_at: datetime = account.used_at  # type: ignore[attr-defined]
    end = max(add_months(used_at.date(), ACCOUNT_MONTHS), (now + WARNED_BEFORE).date())
    with override(account.language):
        lines = [
            _("Hello,"),
            _("You have not opened your space at %(town)s since %(day)s.")
            % {"town": town.name, "day": full_day(used_at, zone)},
            _("What nobody uses, we do not keep: it will be erased on %(day)s.")
            % {"day": full_day(end, zone)},
            _("To keep it, log in once before then:"),
            site() + DOOR,
            _(NOTHING_TO_DO),
            town.name,
        ]
        return Message(
            key=f"unused-account-{town.pk}-{account.pk}-{end.isoformat()}",
            to=account.email,
            subject=_("Your space will be erased on %(day)s") % {"day": full_day(end, zone)},
            text="\n\n".join(lines) + "\n",
            sender_name=town.name,
            reply_to=town.email,
        )


def _officer_is_told(authority: int, accounts: list[Account], now: datetime) -> bool:
    """Write to whoever answers for what is kept; False when that leaves no more than the rest."""
    with acting_for(authority):
        town = authorities.authority()
    to = town.protection_officer_email or town.email
    if not to:
        return False
    end = (now + WARNED_BEFORE).date()
    numbers = ", ".join(str(account.pk) for account in accounts)
    with override("fr"):
        text = ngettext(
            "One account was not used for nearly two years, and nothing reaches its holder:"
            " it has no e-mail address, or mail to it is refused.",
            "%(count)d accounts were not used for nearly two years, and nothing reaches their"
            " holders: they have no e-mail address, or mail to them is refused.",
            len(accounts),
        ) % {"count": len(accounts)}
        advice = _(
            "What was not used by %(day)s is erased from that day on. Should one be kept, have"
            " its holder log in before then. Numbers of these accounts: %(numbers)s"
        ) % {"day": full_day(end, ZoneInfo(town.time_zone)), "numbers": numbers}
        outcome = mailer(demonstration=town.is_demonstration).send(
            Message(
                key=f"unused-accounts-{authority}-{accounts[0].pk}-{end.isoformat()}",
                to=to,
                subject=_("%(town)s: unused accounts that will be erased") % {"town": town.name},
                text=f"{text}\n\n{advice}\n",
                sender_name=town.name,
            )
        )
    return isinstance(outcome, Sent)
