"""Lines of a queue, ready to print: dates, words and icons are made here, once per row."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import npgettext, pgettext

from parvis.act.cases.models import Case
from parvis.act.cases.queries import working_days_late
from parvis.act.cases.queue import Place, Row
from parvis.act.cases.rules import factors
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.web.components.templatetags.components import STATES as LOOKS
from parvis.web.components.templatetags.components import chip, icon
from parvis.web.desk import words

MOST_REASONS = 3
SOON_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    id: int
    reference: str
    title: str
    place: str
    why: str
    icon: SafeString
    state: SafeString
    who: str


def lines(rows: list[Row], moment: datetime, agents: dict[int, str]) -> list[Line]:
    """Rows as the queue shows them."""
    districts, teams = authorities.districts(), authorities.teams()
    made = []
    for row in rows:
        district = districts.get(row.district_id) if row.district_id else None
        team = teams.get(row.team_id) if row.team_id else None
        who = agents.get(row.assignee_id or 0) or (team.name if team else "")
        place = ", ".join(part for part in (row.address, district.name if district else "") if part)
        made.append(
            Line(
                row.id,
                row.reference,
                row.title,
                place,
                " · ".join(words.why(factor) for factor in factors(row)[:MOST_REASONS]),
                icon(row.icon or "message-square"),
                status(row, moment),
                who,
            )
        )
    return made


def status(row: Row, moment: datetime) -> SafeString:
    """The one thing to know of a case: closed, waiting, late, due soon, or its state."""
    tone, picture, text = standing(row, moment)
    return chip(tone, text, picture)


def standing(row: Row, moment: datetime) -> tuple[str, str, str]:
    """The tone, icon and words of where a case stands."""
    if row.closed_at is None:
        if row.state.startswith("waiting_"):
            return "waiting", "hourglass", _waiting(row, moment)
        if row.due_at < moment:
            return "late", "clock", _late(row.due_at, moment)
        if row.state == "planned" and row.planned_on:
            day = pgettext("desk", "Planned %(day)s") % {"day": words.day(row.planned_on)}
            return "planned", "calendar", day
        if (row.due_at - moment).total_seconds() < SOON_SECONDS:
            due = pgettext("desk", "Due %(moment)s") % {"moment": words.moment(row.due_at)}
            return "late", "clock", due
    tone, picture = LOOKS[row.state]
    return tone, picture, str(words.STATES[row.state])


def _late(due_at: datetime, moment: datetime) -> str:
    days = working_days_late(due_at, moment)
    if not days:
        return pgettext("desk", "Late since %(moment)s") % {"moment": words.moment(due_at)}
    return npgettext("desk", "%(count)d day late", "%(count)d days late", days) % {"count": days}


def _waiting(row: Row, moment: datetime) -> str:
    if row.state == "waiting_resident":
        return pgettext("desk", "Waiting for the resident")
    party = authorities.third_parties().get(row.waiting_for_id or 0)
    name = party.name if party else pgettext("desk", "a third party")
    days = (moment - row.waiting_since).days if row.waiting_since else 0
    if not days:
        return pgettext("desk", "Waiting for %(name)s") % {"name": name}
    return npgettext(
        "desk", "Waiting for %(name)s, %(count)d day", "Waiting for %(name)s, %(count)d days", days
    ) % {"name": name, "count": days}


def tone_on_map(place: Place | Case, moment: datetime | None = None) -> str:
    """The mark of a case on the map."""
    if place.closed_at is not None:
        return "done"
    if place.state.startswith("waiting_"):
        return "waiting"
    if place.due_at < (moment or now()):
        return "late"
    return "planned" if place.state == "planned" else "open"
