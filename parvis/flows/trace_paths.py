"""Where requests get stuck, worked out apart (`flows/studies.py`): the rows read, and handed to who
traces their paths."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from parvis.act.cases import travelled
from parvis.act.cases.queries import start_of
from parvis.authorities import queries as authorities
from parvis.flows.studied_span import studied_span
from parvis.flows.studies import Result, Tell
from parvis.foundation.clock import now, today
from parvis.foundation.db.scope import acting_for
from parvis.understand.paths.stored import PATHS
from parvis.understand.paths.tracing import trace


def study(authority: int, asked: Mapping[str, Any], tell: Tell) -> Result:
    """Trace the paths of the requests received in the period asked for (`studied_span`), of one
    `department` where it is named."""
    with acting_for(authority, read_only=True):
        moment, calendar = now(), authorities.calendar()
        elsewhere = tuple(authorities.other_authorities())
        choice = _choice(asked, today(calendar.zone))
        cases = travelled.cases(choice)
    tell(0.1, "cases")
    with acting_for(authority, read_only=True):
        steps, said = travelled.steps(choice), travelled.said(choice)
    tell(0.6, "steps")
    found = trace(cases, steps, said, calendar, now=moment, authorities=elsewhere)
    return Result(PATHS.to_json(found), PATHS.versions)


def _choice(asked: Mapping[str, Any], today: date) -> travelled.Choice:
    span = studied_span(asked, today)
    return travelled.Choice(
        start_of(span.since), start_of(span.until + timedelta(1)), asked.get("department")
    )
