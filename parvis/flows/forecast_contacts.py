"""Each night: how many contacts and requests the next hours, days, weeks and season will bring, and
how often earlier forecasts held."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import isnan
from typing import Any

import numpy as np

from parvis.capture.visits import queries as visited
from parvis.flows.known_days import known_days
from parvis.flows.studies import Result, Tell
from parvis.foundation.calendars import WorkingCalendar
from parvis.foundation.clock import today
from parvis.foundation.db.scope import acting_for
from parvis.inform.dashboards import daily
from parvis.understand.forecasts.forecast import forecast
from parvis.understand.forecasts.history import History, Step
from parvis.understand.seasons.days import Almanac, Numbers

CODE = "forecasts"
VERSION = "3"
LOOKED_BACK = timedelta(3 * 365)
LONGEST_AHEAD = timedelta(120)
FEWEST_A_DAY = 2.0
"""A channel with fewer has no bounds that whole numbers could keep to (four in five)."""
WELCOME = ("counter", "phone")
"""Channels on which somebody must be there when people come."""
DRAWN_DAYS = 84


def study(authority: int, asked: Mapping[str, Any], tell: Tell) -> Result:
    """Every step of contacts, of requests, and of those taken at the counter or by phone; each busy
    channel by day. Contacts are requests and what people say of them after."""
    with acting_for(authority):
        known = known_days()
        zone = known.calendar.zone
        until = today(zone) - timedelta(1)
        since = max(until - LOOKED_BACK, daily.first_day() or until)
        cases = daily.cases_by_hour(since, until, zone)
        welcome = daily.cases_by_hour(since, until, zone, channels=WELCOME)
        contacts = cases + daily.said_after_by_hour(since, until, zone)
        came = daily.came(since, until)
        visits = _visits(until, known.calendar)
    almanac = known.almanac(since, until + LONGEST_AHEAD)
    counted = {"contacts": _same(since, contacts), "cases": _same(since, cases)}
    if welcome.sum(axis=1).mean() >= FEWEST_A_DAY:
        counted["welcome"] = _same(since, welcome)
    if visits:
        counted["visits"] = visits
    subjects = {}
    for place, (name, histories) in enumerate(counted.items()):
        tell(place / (len(counted) + 1), "forecasting")
        subjects[name] = _subject(*histories, almanac)
    tell(len(counted) / (len(counted) + 1), "forecasting")
    channels = {
        name: forecast(History(since, counts[:, None]), almanac, Step.DAY).to_json()
        for name, counts in _by_channel(came, since, until).items()
    }
    found = {"until": until.isoformat(), "subjects": subjects, "channels": channels}
    return Result({**found, "school": known.school}, {"forecasts": VERSION})


# What was counted by the hour, and by the day.
Histories = tuple[History, History]


def _same(since: date, table: Numbers) -> Histories:
    """Of what is known by the moment at which it came."""
    return History(since, table), History(since, table.sum(axis=1, keepdims=True))


def _visits(until: date, calendar: WorkingCalendar) -> Histories | None:
    """Visits as the town counts them; None where it counted none up to `until`."""
    first = visited.first_day()
    if first is None or first > until:
        return None
    since = max(first, until - LOOKED_BACK)
    hours, days = daily.visits_by_hour(since, until, lambda day: bool(calendar.openings(day)))
    return History(since, hours), History(since, days)


def _subject(hours: History, days: History, almanac: Almanac) -> dict[str, Any]:
    """Its forecasts, step by step, and how many came each of the last days (None: unknown)."""
    return {
        "steps": [
            forecast(hours if step is Step.SLOT else days, almanac, step).to_json() for step in Step
        ],
        "seen": [None if isnan(one) else one for one in days.counts[-DRAWN_DAYS:, 0].tolist()],
    }


def _by_channel(came: daily.Came, since: date, until: date) -> dict[str, Numbers]:
    """Daily counts of each channel that has enough of them."""
    days = (until - since).days + 1
    found: dict[str, Numbers] = {}
    for code, name in enumerate(came.values["channel"]):
        mine = came.codes["channel"] == code
        counts = np.bincount(came.when[mine], came.counts[mine], minlength=days)
        if counts.mean() >= FEWEST_A_DAY:
            found[str(name)] = counts.astype(np.float64)
    return found
