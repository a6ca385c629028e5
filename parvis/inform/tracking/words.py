"""Where a report stands, in the words of a good neighbour: the same on the page, in the mail, in
the text message and on paper."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parvis.act.cases.rules import filled, unknown_variables
from parvis.authorities import queries as authorities
from parvis.foundation.calendars import add_months
from parvis.foundation.clock import today
from parvis.foundation.wording import worded
from parvis.inform.tracking.facts import Facts
from parvis.inform.tracking.rules import ended_at
from parvis.offer.catalogue import queries as offer
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows import words as states
from parvis.offer.workflows.rules import CLOSED

# Within this, nobody wonders which year is meant.
_SAME_YEAR_DAYS = 150

_LABELS = {
    "received": _("Received"),
    "acknowledged": _("Taken in"),
    "assigned": _("Given to a team"),
    "in_progress": _("In progress"),
    "planned": _("Planned"),
    "waiting_resident": _("Waiting for you"),
    "waiting_third_party": _("Waiting"),
    "resolved": _("Done"),
    "declined": _("Declined"),
    "transmitted": _("Passed on"),
    "withdrawn": _("Withdrawn"),
    "duplicate": _("Already reported"),
    "reopened": _("Looked at again"),
}
_TAKEN_CARE_OF = _("%(who)s is taking care of it.")
_STANDING = {
    "received": _("We have received it. %(who)s will look at it."),
    "in_progress": _("%(who)s is working on it."),
    "waiting_resident": _("We need an answer from you to go on."),
    "reopened": _("We are looking at it again. %(who)s is taking care of it."),
}
_ENDED = {
    "resolved": _("It is done, since %(day)s."),
    "declined": _("We will not be able to do it."),
    "transmitted": _("We passed it on to %(name)s on %(day)s: it is theirs to answer."),
    "withdrawn": _("Withdrawn on %(day)s, as was asked."),
    "duplicate": _("Somebody had told us already: both are dealt with together."),
}


def day(moment: date | datetime | float, zone: ZoneInfo) -> str:
    """A date as one says it: "vendredi 28 novembre"; with its year when it is far away."""
    of = local_day(moment, zone)
    near = abs((of - today(zone)).days) < _SAME_YEAR_DAYS
    return _day(of, get_language() or "fr", not near)


def full_day(moment: date | datetime | float, zone: ZoneInfo) -> str:
    """A date with its year, for what is kept: "vendredi 28 novembre 2026"."""
    return _day(local_day(moment, zone), get_language() or "fr", True)


def local_day(moment: date | datetime | float, zone: ZoneInfo) -> date:
    """The date of a moment where the authority is."""
    if isinstance(moment, float | int):
        return datetime.fromtimestamp(moment, zone).date()
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def hour(moment: datetime | float, zone: ZoneInfo) -> str:
    """A time of day: "8 h 12"."""
    local = (
        datetime.fromtimestamp(moment, zone)
        if isinstance(moment, float | int)
        else moment.astimezone(zone)
    )
    # Translators: hour and minute of a time of day
    return gettext("%(hour)d:%(minute)02d") % {"hour": local.hour, "minute": local.minute}


def moment(
    at: datetime | float, zone: ZoneInfo, said: Callable[[datetime | float, ZoneInfo], str] = day
) -> str:
    """A day and its hour: "vendredi 28 novembre à 8 h 12"; the day alone where it is all that is
    known."""
    if is_day_alone(at, zone):
        return said(at, zone)
    return gettext("%(day)s at %(hour)s") % {"day": said(at, zone), "hour": hour(at, zone)}


def is_day_alone(at: datetime | float, zone: ZoneInfo) -> bool:
    """Whether nobody noted the hour: midnight to the microsecond is the day that a letter came."""
    local = datetime.fromtimestamp(at, zone) if isinstance(at, float | int) else at.astimezone(zone)
    return local.time() == time.min


@lru_cache(maxsize=2048)
def _day(of: date, language: str, with_year: bool) -> str:
    text = date_format(of, "l j F Y" if with_year else "l j F", use_l10n=True)
    return text.replace(" 1 ", " 1er ", 1) if language.startswith("fr") else text


def title(facts: Facts) -> str:
    """What it is about, in the person's language."""
    return worded(offer.version(facts.version).name) or facts.title


def where(facts: Facts, *, is_author: bool) -> str:
    """The place in words; empty when there is none. Who did not say it reads its address alone,
    and only where the public may see the place itself."""
    if is_author:
        return facts.address or facts.place_words
    return facts.address if offer.version(facts.version).public_precision == 0 else ""


def department(facts: Facts) -> str:
    """The name of the department in charge."""
    return authorities.departments()[facts.department].name


def standing(facts: Facts, now: datetime, zone: ZoneInfo) -> str:
    """One sentence of where it stands: the town's own where it has one that says all it names."""
    if facts.state == "waiting_resident" and not facts.for_author:
        if facts.is_main:
            return gettext("We are waiting for an answer from the other person who reported it.")
        return gettext("We are waiting for an answer from whoever reported it.")
    own = states.own_sentence(facts.state)
    if own:
        said = filled(own, _values(facts, now, zone))
        if not unknown_variables(said):
            return said
    return _usual_standing(facts, now, zone)


def _values(facts: Facts, now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """What the {variables} of a town's sentence say; those without a value are left out."""
    moment = facts.planned_on if facts.state == "planned" else facts.closed_at
    operator = authorities.third_parties().get(facts.waiting_for or 0)
    days = _days_waiting(facts, now, zone)
    values = {
        states.DEPARTMENT: department(facts),
        states.DAY: day(moment, zone) if moment else "",
        states.PARTNER: operator.name if operator else "",
        # Translators: a duration, "we have been waiting for ..."
        states.DURATION: ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
        if days
        else gettext("less than a day"),
    }
    return {name: value for name, value in values.items() if value}


def _usual_standing(facts: Facts, now: datetime, zone: ZoneInfo) -> str:
    if facts.state == "waiting_third_party":
        return _waiting(facts, now, zone)
    if facts.state == "planned" and facts.planned_on:
        return gettext("It is planned for %(day)s.") % {"day": day(facts.planned_on, zone)}
    if facts.state in CLOSED:
        return _ended(facts, zone)
    return _STANDING.get(facts.state, _TAKEN_CARE_OF) % {"who": department(facts)}


def _waiting(facts: Facts, now: datetime, zone: ZoneInfo) -> str:
    name = operator(facts.waiting_for)
    days = _days_waiting(facts, now, zone)
    if days < 1:
        return gettext("We have been waiting for %(name)s since today.") % {"name": name}
    return ngettext(
        "We have been waiting for %(name)s for %(days)d day.",
        "We have been waiting for %(name)s for %(days)d days.",
        days,
    ) % {"name": name, "days": days}


def _days_waiting(facts: Facts, now: datetime, zone: ZoneInfo) -> int:
    return (local_day(now, zone) - local_day(facts.waiting_since or now, zone)).days


def _ended(facts: Facts, zone: ZoneInfo) -> str:
    when = day(facts.closed_at, zone) if facts.closed_at else ""
    return _ENDED[facts.state] % {"day": when, "name": operator(facts.waiting_for)}


def operator(number: int | None) -> str:
    """Whom one waits for, or to whom it went."""
    row = authorities.third_parties().get(number or 0)
    return row.name if row else gettext("another organisation")


def promise(facts: Facts, now: datetime, zone: ZoneInfo, *, is_first: bool = False) -> str:
    """By when an answer is promised, and our regrets when that day is over; empty at the end. Who
    hears from us for the first time (`is_first`) was promised nothing yet."""
    if facts.state in CLOSED:
        return ""
    when = day(facts.due_at, zone)
    if facts.due_at < now and is_first:
        return gettext(
            "You should have had an answer by %(day)s: we are late, and sorry for it."
        ) % {"day": when}
    if facts.due_at < now:
        return gettext("We had promised an answer by %(day)s: we are late, and sorry for it.") % {
            "day": when
        }
    return gettext("Answer promised by %(day)s.") % {"day": when}


def reopening(facts: Facts, now: datetime, zone: ZoneInfo) -> str:
    """Until when who reported it may have it looked at again, or since when no longer; empty
    while it is open, and once it was withdrawn."""
    ended = ended_at(facts.closed_at, facts.main)
    if ended is None or facts.state == "withdrawn":
        return ""
    last = ended + timedelta(days=workflows.reopen_days())
    when = day(last, zone)
    if now <= last:
        return gettext("You can have it looked at again until %(day)s.") % {"day": when}
    return gettext(
        "It could be looked at again until %(day)s. You can still answer, or report it anew."
    ) % {"day": when}


def label(state: str) -> str:
    """A state in one or two words: the town's, else the usual ones."""
    return states.own_word(state) or str(_LABELS.get(state, state))


def usual_label(state: str) -> str:
    """The same as every town says it that has no word of its own."""
    return str(_LABELS[state])


def usual_sentence(state: str) -> str:
    """What `standing` usually says of a state, with the {variables} that a town's own may hold."""
    who, when = "{" + states.DEPARTMENT + "}", "{" + states.DAY + "}"
    if state == "planned":
        return gettext("It is planned for %(day)s.") % {"day": when}
    if state == "waiting_third_party":
        return gettext("We have been waiting for %(name)s for %(duration)s.") % {
            "name": "{" + states.PARTNER + "}",
            "duration": "{" + states.DURATION + "}",
        }
    if state in CLOSED:
        return _ENDED[state] % {"day": when, "name": "{" + states.PARTNER + "}"}
    return _STANDING.get(state, _TAKEN_CARE_OF) % {"who": who}


def reason(facts: Facts) -> str:
    """Why it was declined, in a sentence; empty when it was not."""
    if facts.decline_reason is None:
        return ""
    row = offer.decline_reasons().get(facts.decline_reason)
    return (worded(row.words) or worded(row.name)) if row else ""


def silence(version: int, received: datetime, zone: ZoneInfo) -> str:
    """What silence will mean, from when, by which text, and what one can do then: only where
    somebody declared it (CRPA R112-11-1; CJA R421-2 for the two months)."""
    declared = offer.version(version).silence
    effect, months = declared.get("effect"), declared.get("months")
    if effect not in {"acceptance", "rejection"} or not months:
        return ""
    when = full_day(add_months(local_day(received, zone), int(months)), zone)
    if effect == "acceptance":
        said = [
            gettext("Without an answer by %(day)s, your request is accepted.") % {"day": when},
            gettext("You can then ask us for a certificate that says so."),
        ]
    else:
        said = [
            gettext("Without an answer by %(day)s, your request is refused.") % {"day": when},
            gettext(
                "From that day you have two months to ask us to look at it again, or to go to the"
                " administrative court (telerecours.fr)."
            ),
        ]
    text = str(declared.get("text", "")).strip()
    return " ".join([*said, f"({text.rstrip('.')})" if text else ""]).strip()
