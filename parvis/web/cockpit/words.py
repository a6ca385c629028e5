"""Names and dates of the cockpit."""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext, pgettext_lazy

from parvis.authorities import queries as authorities
from parvis.inform.dashboards.indicators import Span
from parvis.offer.catalogue import queries as offer
from parvis.offer.workflows import words as states

PERIODS = {
    "semaine": pgettext_lazy("cockpit", "Week (7 days)"),
    "mois": pgettext_lazy("cockpit", "Month (4 weeks)"),
    "trimestre": pgettext_lazy("cockpit", "Quarter (13 weeks)"),
    "annee": pgettext_lazy("cockpit", "Year (52 weeks)"),
    "libre": pgettext_lazy("cockpit", "From a date to another"),
}
TABS = {
    "": pgettext_lazy("cockpit", "Overview"),
    "service": pgettext_lazy("cockpit", "Services"),
    "quartier": pgettext_lazy("cockpit", "Districts"),
    "direction": pgettext_lazy("cockpit", "Departments"),
    "equipe": pgettext_lazy("cockpit", "Teams"),
    "canal": pgettext_lazy("cockpit", "Channels"),
    "temps": pgettext_lazy("cockpit", "Over time"),
}
DIMENSIONS = {
    "service": pgettext_lazy("cockpit", "Service"),
    "district": pgettext_lazy("cockpit", "District"),
    "department": pgettext_lazy("cockpit", "Department"),
    "team": pgettext_lazy("cockpit", "Team"),
    "channel": pgettext_lazy("cockpit", "Channel"),
}
CHANNELS = {
    "web": pgettext_lazy("cockpit", "On the site"),
    "phone": pgettext_lazy("cockpit", "By phone"),
    "counter": pgettext_lazy("cockpit", "At the counter"),
    "mail": pgettext_lazy("cockpit", "By letter"),
    "kiosk": pgettext_lazy("cockpit", "At the kiosk"),
    "field": pgettext_lazy("cockpit", "In the field"),
    "api": pgettext_lazy("cockpit", "From a partner"),
    "import": pgettext_lazy("cockpit", "From another software"),
}
STATES = {
    "received": pgettext_lazy("cockpit", "Received"),
    "acknowledged": pgettext_lazy("cockpit", "Acknowledged"),
    "assigned": pgettext_lazy("cockpit", "Assigned"),
    "in_progress": pgettext_lazy("cockpit", "In progress"),
    "planned": pgettext_lazy("cockpit", "Planned"),
    "waiting_resident": pgettext_lazy("cockpit", "Waiting for the resident"),
    "waiting_third_party": pgettext_lazy("cockpit", "Waiting for a third party"),
    "resolved": pgettext_lazy("cockpit", "Resolved"),
    "declined": pgettext_lazy("cockpit", "Closed without action"),
    "transmitted": pgettext_lazy("cockpit", "Passed on to another authority"),
    "withdrawn": pgettext_lazy("cockpit", "Withdrawn"),
    "duplicate": pgettext_lazy("cockpit", "Duplicate"),
    "reopened": pgettext_lazy("cockpit", "Reopened"),
}
QUICK = {
    "semaine": pgettext_lazy("cockpit", "7 days"),
    "mois": pgettext_lazy("cockpit", "4 weeks"),
    "trimestre": pgettext_lazy("cockpit", "13 weeks"),
    "annee": pgettext_lazy("cockpit", "52 weeks"),
}


def state(code: str) -> str:
    """A state as the town says it, else as the cockpit does."""
    return states.own_word(code) or str(STATES[code])


def service(number: int) -> str:
    """A service type's name, its parent's before it."""
    try:
        return offer.full_name(number)
    except KeyError:
        return pgettext("cockpit", "Closed service no. %(number)s") % {"number": number}


def name(dimension: str, key: str) -> str:
    """What people call a value of a dimension; "" is none of them."""
    if dimension == "channel":
        return str(CHANNELS.get(key, key))
    if not key:
        return {
            "district": pgettext("cockpit", "Without a place in a district"),
            "team": pgettext("cockpit", "Without a team"),
        }.get(dimension, pgettext("cockpit", "Others"))
    if dimension == "service":
        return service(int(key))
    rows: Any = {
        "district": authorities.districts,
        "department": authorities.departments,
        "team": authorities.teams,
    }[dimension]()
    row = rows.get(int(key))
    return row.name if row else pgettext("cockpit", "Others")


def clock(moment: datetime) -> str:
    """The time of day to the second, where the authority is."""
    return moment.astimezone(authorities.calendar().zone).strftime("%H:%M:%S")


def day(of: date, with_year: bool = False) -> str:
    """ "16 novembre", with its year where asked."""
    # Translators: a date without, then with its year, as Django's date formats
    pattern = pgettext("cockpit date", "j F Y") if with_year else pgettext("cockpit date", "j F")
    text = date_format(of, pattern)
    return f"1er{text[1:]}" if text.startswith("1 ") and _is_french() else text


def _is_french() -> bool:
    return (get_language() or "fr").startswith("fr")


def span(of: Span) -> str:
    """ "du 16 au 22 novembre 2026"."""
    if of.days == 1:
        return day(of.since, True)
    since = day(of.since, of.since.year != of.until.year)
    if _is_french() and (of.since.year, of.since.month) == (of.until.year, of.until.month):
        since = since.split(" ")[0]
    return pgettext("cockpit", "%(since)s to %(until)s") % {
        "since": since,
        "until": day(of.until, True),
    }


def step(of: Span) -> str:
    """A step of a line: the day that it begins on, as short as can be."""
    # Translators: a day and month in figures, as a Django date format
    return date_format(of.since, pgettext("cockpit date", "m/d"))
