"""What the desk says: states, refusals, reasons of an order, dates."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from parvis.act.cases.rules import Factor
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.inform.tracking import words as told

STATES = {
    "received": _("Received"),
    "acknowledged": _("Acknowledged"),
    "assigned": _("Assigned"),
    "in_progress": _("In progress"),
    "planned": _("Planned"),
    "waiting_resident": _("Waiting for the resident"),
    "waiting_third_party": _("Waiting for a third party"),
    "resolved": _("Resolved"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
    "duplicate": _("Duplicate"),
    "reopened": _("Reopened"),
}
# What an agent does to get there.
MOVES = {
    "acknowledged": _("Acknowledge"),
    "assigned": _("Mark as assigned"),
    "in_progress": _("Start the work"),
    "planned": _("Plan a date"),
    "waiting_resident": _("Ask the resident"),
    "waiting_third_party": _("Wait for a third party"),
    "resolved": _("It is done"),
    "declined": _("Decline"),
    "withdrawn": _("Withdraw for the resident"),
    "duplicate": _("Join to another request"),
    "reopened": _("Reopen"),
}
PRIORITIES = {1: _("Low"), 2: _("Normal"), 3: _("High"), 4: _("Urgent")}
CHANNELS = {
    "web": _("on the site"),
    "phone": _("by phone"),
    "counter": _("at the counter"),
    "mail": _("by letter"),
    "kiosk": _("at the kiosk"),
    "field": _("in the field"),
    "api": _("from a partner"),
    "import": _("from another software"),
}
TABS = {
    "mine": _("Mine"),
    "team": _("My team"),
    "unassigned": _("Unassigned"),
    "late": _("Late"),
    "waiting": _("Waiting"),
    "all": _("All"),
}
REFUSALS = {
    "not_allowed": _("This change is not possible from here. Choose another one."),
    "needs_words": _("Write a few words first."),
    "needs_reason": _("Choose the reason: the person will read it."),
    "needs_date": _("Give the planned date."),
    "needs_third_party": _("Say whom we wait for."),
    "needs_case": _("Give the reference of the request that it joins."),
    "past_date": _("This date has passed. Give one to come."),
    "changed_meanwhile": _("A colleague changed this request in the meantime."),
    "itself": _("A request cannot join itself."),
    "no_such_case": _("No request that you can join has this reference."),
    "is_duplicate": _("That request is itself joined to another. Give the main one."),
    "is_grouped": _("Other requests are joined to this one. Separate them before handing it over."),
    "hand_over": _("This team belongs to a closed department: use “Hand over”."),
    "same_team": _("This team has the request already."),
    "outside_compartment": _("This colleague cannot see the requests of this department."),
    "unknown_variable": _("A variable in braces has no value here. Replace it with words."),
    "not_yours": _("Only the person who did this can undo it."),
    "nothing_to_undo": _("There is nothing left to undo."),
    "photo": _("We could not read this photo. Try another one, or go on without."),
    "gone": _("This request is not here any more."),
    "overtaken": _("Something else was done since: this cannot be undone any more."),
    "already_left": _("Too late: people have received it."),
}


def refusal(problem: str) -> str:
    """The sentence of a refusal's code."""
    return str(REFUSALS.get(problem, REFUSALS["not_allowed"]))


def reference_count(number: int, most: int) -> str:
    """A count, exact up to `most`: "128", "1 000+"."""
    if number <= most:
        return str(number)
    # Translators: "more than a thousand"; {} is 1000 as people write it
    return gettext("%(number)s+") % {"number": f"{most:,}".replace(",", "\u202f")}


def day(moment: date | datetime) -> str:
    """A date short enough for a list: "today", "tomorrow", "3 December", with its year if other."""
    zone = authorities.calendar().zone
    of, today = told.local_day(moment, zone), told.local_day(now(), zone)
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    known = near.get((of - today).days)
    if known:
        return known
    # Translators: a date without, then with its year, as Django's date formats
    pattern = (
        pgettext("date", "j F") if of.year == today.year else pgettext("date", "j F Y")
    )
    return date_format(of, pattern)


def moment(when: datetime) -> str:
    """A date and its hour: "yesterday at 6:02 pm"."""
    return gettext("%(day)s at %(hour)s") % {
        "day": day(when),
        "hour": told.hour(when, authorities.calendar().zone),
    }


def why(factor: Factor) -> str:
    """What moves a request in the queue, in a word or two."""
    words = {
        "urgent": gettext("urgent"),
        "high": gettext("high priority"),
        "low": gettext("low priority"),
        "danger": gettext("possible danger"),
        "reopened": gettext("reopened"),
        "news": gettext("the person wrote"),
        "waiting": gettext("can wait"),
        "planned": gettext("already planned"),
    }
    if factor.code == "follower":
        return ngettext("%(count)d person", "%(count)d people", factor.count) % {
            "count": factor.count
        }
    return words[factor.code]


lazy_day = lazy(day, str)
