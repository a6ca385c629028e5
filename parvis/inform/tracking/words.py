"""Where a report stands, in the words of a good neighbour: the same on the page, in the mail, in
the text message and on paper."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parvis.authorities import queries as authorities
from parvis.foundation.calendars import add_months
from parvis.foundation.clock import today
from parvis.inform.tracking.facts import Facts, StepFact
from parvis.offer.catalogue import queries as offer
from parvis.offer.workflows.rules import CLOSED

# Within this, nobody wonders which year is meant.
_SAME_YEAR_DAYS = 150

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
    "withdrawn": _("Withdrawn on %(day)s, as was asked."),
    "duplicate": _("Somebody had told us already: both are dealt with together."),
}
_NEWS = _("News")
_STEPS = {
    "acknowledged": _("%(who)s is taking care of it"),
    "assigned": _("%(who)s is taking care of it"),
    "in_progress": _("Work has begun"),
    "planned": _("Planned"),
    "waiting_resident": _("We asked you something"),
    "resolved": _("Done"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
    "duplicate": _("Joined to the same report by somebody else"),
    "reopened": _("Looked at again"),
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


@lru_cache(maxsize=2048)
def _day(of: date, language: str, with_year: bool) -> str:
    text = date_format(of, "l j F Y" if with_year else "l j F", use_l10n=True)
    return text.replace(" 1 ", " 1er ", 1) if language.startswith("fr") else text


def title(facts: Facts) -> str:
    """What it is about, in the person's language."""
    return offer.worded(offer.version(facts.version).name) or facts.title


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
    """One sentence of where it stands."""
    if facts.state == "waiting_third_party":
        return _waiting(facts, now, zone)
    if facts.state == "planned" and facts.planned_on:
        return gettext("It is planned for %(day)s.") % {"day": day(facts.planned_on, zone)}
    if facts.state in CLOSED:
        return _ended(facts, zone)
    return _STANDING.get(facts.state, _TAKEN_CARE_OF) % {"who": department(facts)}


def _waiting(facts: Facts, now: datetime, zone: ZoneInfo) -> str:
    operator = authorities.third_parties().get(facts.waiting_for or 0)
    name = operator.name if operator else gettext("another organisation")
    since = facts.waiting_since or now
    days = (local_day(now, zone) - local_day(since, zone)).days
    if days < 1:
        return gettext("We have been waiting for %(name)s since today.") % {"name": name}
    return ngettext(
        "We have been waiting for %(name)s for %(days)d day.",
        "We have been waiting for %(name)s for %(days)d days.",
        days,
    ) % {"name": name, "days": days}


def _ended(facts: Facts, zone: ZoneInfo) -> str:
    when = day(facts.closed_at, zone) if facts.closed_at else ""
    return _ENDED[facts.state] % {"day": when}


def promise(facts: Facts, now: datetime, zone: ZoneInfo) -> str:
    """By when an answer is promised, and our regrets when that day is over; empty at the end."""
    if facts.state in CLOSED:
        return ""
    when = day(facts.due_at, zone)
    if facts.due_at < now:
        return gettext("We had promised an answer by %(day)s: we are late, and sorry for it.") % {
            "day": when
        }
    return gettext("Answer promised by %(day)s.") % {"day": when}


def step_title(step: StepFact, who: str, zone: ZoneInfo) -> str:
    """A step in a few words."""
    if step.kind == "answer":
        return gettext("%(who)s answered") % {"who": who}
    planned = step.data.get("planned_on")
    if step.to_state == "planned" and planned:
        when = day(date.fromisoformat(planned), zone)
        return gettext("Planned for %(day)s") % {"day": when}
    if step.to_state == "waiting_third_party":
        operator = authorities.third_parties().get(step.data.get("third_party", 0))
        name = operator.name if operator else gettext("another organisation")
        return gettext("We are waiting for %(name)s") % {"name": name}
    return _STEPS.get(step.to_state, _NEWS) % {"who": who}


def reason(facts: Facts) -> str:
    """Why it was declined, in a sentence; empty when it was not."""
    if facts.decline_reason is None:
        return ""
    row = offer.decline_reasons().get(facts.decline_reason)
    return (offer.worded(row.words) or offer.worded(row.name)) if row else ""


def silence(version: int, received: datetime, zone: ZoneInfo) -> str:
    """What silence will mean, and from when: only where somebody declared it."""
    declared = offer.version(version).silence
    effect, months = declared.get("effect"), declared.get("months")
    if effect not in {"acceptance", "rejection"} or not months:
        return ""
    when = full_day(add_months(local_day(received, zone), int(months)), zone)
    if effect == "acceptance":
        return gettext("Without an answer by %(day)s, your request is accepted.") % {"day": when}
    return gettext("Without an answer by %(day)s, your request is refused.") % {"day": when}
