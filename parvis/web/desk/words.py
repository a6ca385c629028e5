"""What the desk says: states, refusals, reasons of an order, dates."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, npgettext, pgettext, pgettext_lazy

from parvis.act.cases.rules import Factor
from parvis.adapters.outcomes import Reason
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.inform.notifications.queries import Problem
from parvis.inform.tracking import words as told
from parvis.inform.transmissions.queries import Letter
from parvis.offer.workflows import words as states

STATES = {
    "received": pgettext_lazy("desk", "Received"),
    "acknowledged": pgettext_lazy("desk", "Acknowledged"),
    "assigned": pgettext_lazy("desk", "Assigned"),
    "in_progress": pgettext_lazy("desk", "In progress"),
    "planned": pgettext_lazy("desk", "Planned"),
    "waiting_resident": pgettext_lazy("desk", "Waiting for the resident"),
    "waiting_third_party": pgettext_lazy("desk", "Waiting for a third party"),
    "resolved": pgettext_lazy("desk", "Resolved"),
    "declined": pgettext_lazy("desk", "Declined"),
    "transmitted": pgettext_lazy("desk", "Passed on"),
    "withdrawn": pgettext_lazy("desk", "Withdrawn"),
    "duplicate": pgettext_lazy("desk", "Duplicate"),
    "reopened": pgettext_lazy("desk", "Reopened"),
}
# What an agent does to get there.
MOVES = {
    "acknowledged": pgettext_lazy("desk", "Acknowledge"),
    "assigned": pgettext_lazy("desk", "Mark as assigned"),
    "in_progress": pgettext_lazy("desk", "Start the work"),
    "planned": pgettext_lazy("desk", "Plan a date"),
    "waiting_resident": pgettext_lazy("desk", "Ask the resident"),
    "waiting_third_party": pgettext_lazy("desk", "Wait for a third party"),
    "resolved": pgettext_lazy("desk", "It is done"),
    "declined": pgettext_lazy("desk", "Decline"),
    "transmitted": pgettext_lazy("desk", "Pass on to the authority in charge"),
    "withdrawn": pgettext_lazy("desk", "Withdraw for the resident"),
    "duplicate": pgettext_lazy("desk", "Join to another request"),
    "reopened": pgettext_lazy("desk", "Reopen"),
}
PRIORITIES = {
    1: pgettext_lazy("desk", "Low"),
    2: pgettext_lazy("desk", "Normal"),
    3: pgettext_lazy("desk", "High"),
    4: pgettext_lazy("desk", "Urgent"),
}
CHANNELS = {
    "web": pgettext_lazy("desk", "on the site"),
    "phone": pgettext_lazy("desk", "by phone"),
    "counter": pgettext_lazy("desk", "at the counter"),
    "mail": pgettext_lazy("desk", "by letter"),
    "kiosk": pgettext_lazy("desk", "at the kiosk"),
    "field": pgettext_lazy("desk", "in the field"),
    "api": pgettext_lazy("desk", "from a partner"),
    "import": pgettext_lazy("desk", "from another software"),
}
TABS = {
    "mine": pgettext_lazy("desk", "Mine"),
    "team": pgettext_lazy("desk", "My team"),
    "unassigned": pgettext_lazy("desk", "Unassigned"),
    "late": pgettext_lazy("desk", "Late"),
    "waiting": pgettext_lazy("desk", "Waiting"),
    "all": pgettext_lazy("desk", "All"),
}
REFUSALS = {
    "not_allowed": pgettext_lazy(
        "desk", "This change is not possible from here. Choose another one."
    ),
    "needs_words": pgettext_lazy("desk", "Write a few words first."),
    "author_alone": pgettext_lazy(
        "desk",
        "A change of state is told to everybody who follows. Answer the person alone first, then"
        " change the state.",
    ),
    "needs_reason": pgettext_lazy("desk", "Choose the reason: the person will read it."),
    "no_such_rule": pgettext_lazy("desk", "Choose the rule: the person will read it."),
    "needs_date": pgettext_lazy("desk", "Give the planned date."),
    "needs_third_party": pgettext_lazy("desk", "Say whom we wait for."),
    "needs_authority": pgettext_lazy("desk", "Say which authority it is passed on to, and how."),
    "no_mail_there": pgettext_lazy(
        "desk",
        "We have no e-mail address of that authority. Pass it on by other means, then choose"
        " “otherwise, by us”.",
    ),
    "closed_by_mail": pgettext_lazy(
        "desk",
        "What a closed department keeps does not leave by e-mail. Pass it on by other means, then"
        " choose “otherwise, by us”.",
    ),
    "needs_case": pgettext_lazy("desk", "Give the reference of the request that it joins."),
    "past_date": pgettext_lazy("desk", "This date has passed. Give one to come."),
    "changed_meanwhile": pgettext_lazy("desk", "A colleague changed this request in the meantime."),
    "bad_boxes": pgettext_lazy("desk", "These areas can't be read: choose them again."),
    "nothing_to_mask": pgettext_lazy(
        "desk", "Nothing was chosen to be masked. If nobody is on the photo, show it as it is."
    ),
    "not_masked": pgettext_lazy(
        "desk", "The photo could not be masked at the moment: nothing has changed for the public."
    ),
    "itself": pgettext_lazy("desk", "A request cannot join itself."),
    "no_such_case": pgettext_lazy("desk", "No request that you can join has this reference."),
    "is_duplicate": pgettext_lazy(
        "desk", "That request is itself joined to another. Give the main one."
    ),
    "has_ended": pgettext_lazy(
        "desk",
        "That request has ended: whoever joined it would hear nothing more. Reopen it first, or"
        " deal with this one by itself.",
    ),
    "is_grouped": pgettext_lazy(
        "desk", "Other requests are joined to this one. Separate them before handing it over."
    ),
    "hand_over": pgettext_lazy(
        "desk", "This team belongs to a closed department: use “Hand over”."
    ),
    "same_team": pgettext_lazy("desk", "This team has the request already."),
    "same_kind": pgettext_lazy("desk", "It is of this kind already."),
    "no_such_kind": pgettext_lazy("desk", "Choose a kind of request from the list."),
    "has_closed": pgettext_lazy("desk", "This request has ended: reopen it first."),
    "outside_compartment": pgettext_lazy(
        "desk", "This colleague cannot see the requests of this department."
    ),
    "unknown_variable": pgettext_lazy(
        "desk", "A variable in braces has no value here. Replace it with words."
    ),
    "not_yours": pgettext_lazy("desk", "Only the person who did this can undo it."),
    "nothing_to_undo": pgettext_lazy("desk", "There is nothing left to undo."),
    "photo": pgettext_lazy(
        "desk", "We could not read this photo. Try another one, or go on without."
    ),
    "gone": pgettext_lazy("desk", "This request is not here any more."),
    "overtaken": pgettext_lazy(
        "desk", "Something else was done since: this cannot be undone any more."
    ),
    "closed": pgettext_lazy(
        "desk", "This request has ended: nobody can be added to it. Type a new one."
    ),
    "too_long": pgettext_lazy("desk", "These words are too long: shorten them."),
    "follows_already": pgettext_lazy(
        "desk", "This address or number follows the request already: there is nothing to add."
    ),
    "needs_contact": pgettext_lazy(
        "desk", "To give news we need an e-mail address or a mobile number."
    ),
    "bad_email": pgettext_lazy("desk", "This e-mail address does not look right. Read it again."),
    "bad_phone": pgettext_lazy("desk", "This number does not look right. Read it again."),
    "no_sms": pgettext_lazy(
        "desk", "No text message leaves from here: give an e-mail address, or do without news."
    ),
    "team_withdrawn": pgettext_lazy(
        "desk", "This team was withdrawn meanwhile: choose another one."
    ),
    "already_left": pgettext_lazy("desk", "Too late: people have received it."),
}


# Why a message did not arrive, by whose it is to mend.
_THEIRS = pgettext_lazy("desk", "The address or the number is refused: this person hears nothing.")
_OURS = pgettext_lazy(
    "desk", "The sending is not set up well on our side: tell who administers the site."
)
_NOBODYS = pgettext_lazy("desk", "The sending service does not answer.")
UNDELIVERED = {
    Reason.BAD_RECIPIENT: _THEIRS,
    Reason.BLOCKED_BY_RECIPIENT: _THEIRS,
    Reason.COUNTRY_NOT_ALLOWED: _THEIRS,
    Reason.BAD_CREDENTIALS: _OURS,
    Reason.BAD_SENDER: _OURS,
    Reason.BAD_MESSAGE: _OURS,
    Reason.NO_CREDIT: _OURS,
    Reason.NO_ENCRYPTION: _OURS,
    Reason.NOT_CONFIGURED: _OURS,
    Reason.PROVIDER_FAULT: _NOBODYS,
    Reason.TIMED_OUT: _NOBODYS,
    Reason.TRY_LATER: _NOBODYS,
    Reason.UNREACHABLE: _NOBODYS,
}
BY_CHANNEL = {
    "email": pgettext_lazy("desk", "A message by e-mail could not be delivered."),
    "sms": pgettext_lazy("desk", "A text message could not be delivered."),
}
# Who has stopped the news since has no channel any more.
BY_NONE = pgettext_lazy("desk", "A message could not be delivered.")
GIVEN_UP = pgettext_lazy("desk", "We no longer try.")
KEPT_TRYING = pgettext_lazy("desk", "We keep trying.")


def undelivered(problems: Iterable[Problem]) -> list[str]:
    """What could not be told to those who follow, each once."""
    said = {
        f"{BY_CHANNEL.get(one.channel, BY_NONE)} {UNDELIVERED[Reason(one.reason)]} "
        f"{GIVEN_UP if one.final else KEPT_TRYING}": None
        for one in problems
    }
    return list(said)


def unsent(letters: Iterable[Letter]) -> list[str]:
    """What could not be passed on yet, and is still tried."""
    return [
        pgettext("desk", "The letter to %(name)s has not left yet. %(why)s %(then)s")
        % {
            "name": operator(one.to),
            "why": UNDELIVERED[Reason(one.problem)],
            "then": KEPT_TRYING,
        }
        for one in letters
        if one.problem
    ]


def operator(number: int) -> str:
    """An outside operator's name."""
    row = authorities.third_parties().get(number)
    return row.name if row else ""


def state(code: str) -> str:
    """A state as the town says it, else as the desk does."""
    return states.own_word(code) or str(STATES.get(code, code))


def refusal(problem: str) -> str:
    """The sentence of a refusal's code."""
    return str(REFUSALS.get(problem, REFUSALS["not_allowed"]))


def reference_count(number: int, most: int) -> str:
    """A count, exact up to `most`: "128", "500+"."""
    if number <= most:
        return str(number)
    # Translators: "more than five hundred"; the number is 500 as people write it
    return pgettext("desk", "%(number)s+") % {"number": f"{most:,}".replace(",", "\u202f")}


def day(moment: date | datetime) -> str:
    """A date short enough for a list: "today", "tomorrow", "3 December", with its year if other."""
    zone = authorities.calendar().zone
    of, today = told.local_day(moment, zone), told.local_day(now(), zone)
    return _day(of, (of - today).days, of.year == today.year, get_language() or "")


def full_day(moment: datetime) -> str:
    """A date for what is kept: "vendredi 28 novembre 2026"."""
    return told.full_day(moment, authorities.calendar().zone)


@lru_cache(maxsize=2048)
def _day(of: date, ahead: int, same_year: bool, language: str) -> str:
    near = {
        -1: pgettext("desk", "yesterday"),
        0: pgettext("desk", "today"),
        1: pgettext("desk", "tomorrow"),
    }
    if ahead in near:
        return near[ahead]
    # Translators: a date without, then with its year, as Django's date formats
    pattern = pgettext("date", "j F") if same_year else pgettext("date", "j F Y")
    return date_format(of, pattern)


def moment(when: datetime) -> str:
    """A date and its hour: "yesterday at 6:02 pm"; the date alone where it is all that is known."""
    zone = authorities.calendar().zone
    if told.is_day_alone(when, zone):
        return day(when)
    return pgettext("desk", "%(day)s at %(hour)s") % {
        "day": day(when),
        "hour": told.hour(when, zone),
    }


def late_since(due_at: datetime) -> str:
    """Since when a deadline is over, of one that passed within the last working days."""
    zone = authorities.calendar().zone
    of, today = told.local_day(due_at, zone), told.local_day(now(), zone)
    if of == today:
        return pgettext("desk", "Late since %(hour)s") % {"hour": told.hour(due_at, zone)}
    if (today - of).days == 1:
        return pgettext("desk", "Late since yesterday")
    return pgettext("desk", "Late since %(day)s") % {"day": day(due_at)}


_WHY = {
    "urgent": pgettext_lazy("desk", "urgent"),
    "high": pgettext_lazy("desk", "high priority"),
    "low": pgettext_lazy("desk", "low priority"),
    "danger": pgettext_lazy("desk", "possible danger"),
    "reopened": pgettext_lazy("desk", "reopened"),
    "news": pgettext_lazy("desk", "the person wrote"),
    "waiting": pgettext_lazy("desk", "can wait"),
    "planned": pgettext_lazy("desk", "already planned"),
}


def why(factor: Factor) -> str:
    """What moves a request in the queue, in a word or two."""
    return _why(factor.code, factor.count, get_language() or "")


@lru_cache(maxsize=512)
def _why(code: str, count: int, _language: str) -> str:
    if code == "follower":
        return npgettext("desk", "%(count)d person", "%(count)d people", count) % {"count": count}
    return str(_WHY[code])
