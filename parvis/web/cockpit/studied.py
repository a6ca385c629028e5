"""The period of a page whose figures a study works out: a year, a quarter, four weeks, any days."""

from datetime import date
from typing import Any

from django.http import QueryDict

from parvis.web.cockpit import asked
from parvis.web.cockpit.asked import Asked

# A week is too short for what such pages tell.
PERIODS = ("mois", "trimestre", "annee", asked.CUSTOM)
DEFAULT = "annee"


def read_period(given: QueryDict, today: date) -> Asked:
    """The period that an address asks for, without filters; what it can't mean is the usual."""
    query = given.copy()
    if query.get("periode") not in PERIODS:
        query["periode"] = DEFAULT
    for name in asked.FILTERS:
        query.pop(name, None)
    period = asked.read(query, today)
    if period.period == asked.DEFAULT:
        # Dates that can't be read.
        query["periode"] = DEFAULT
        period = asked.read(query, today)
    return period


def question(period: Asked) -> dict[str, Any]:
    """What its study is asked for (`flows/studied_span`): nothing for the usual one, as the night
    asks it."""
    if period.period == DEFAULT:
        return {}
    if period.period == asked.CUSTOM:
        return {"since": period.span.since.isoformat(), "until": period.span.until.isoformat()}
    return {"period": asked.PERIODS[period.period]}
