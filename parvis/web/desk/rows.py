"""Lines of a queue as markup. Fifty on each page: what a template's loop costs for them is more
than everything else of the page together, so they are written here, every word escaped."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, npgettext, pgettext

from parvis.act.cases.models import Case
from parvis.act.cases.queries import Neighbour, working_days_late
from parvis.act.cases.queue import Place, Row
from parvis.act.cases.rules import Factor, factors
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.web.components.templatetags.components import STATES as LOOKS
from parvis.web.components.templatetags.components import chip, icon
from parvis.web.desk import words

MOST_REASONS = 3
SOON_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines of one page share: the moment, agents' names by id, the address of the queue,
    the filters kept ("?…" as markup), the case open beside, whether lines can be ticked."""

    moment: datetime
    agents: dict[int, str]
    address: str
    kept: str
    here: int | None = None
    may_pick: bool = False


def lines(rows: list[Row], setting: Setting) -> SafeString:
    """Rows as the queue shows them, one `li` each."""
    districts = {pk: district.name for pk, district in authorities.districts().items()}
    teams = {pk: team.name for pk, team in authorities.teams().items()}
    select = escape(pgettext("desk", "Select:")) if setting.may_pick else ""
    language = get_language() or ""
    made = []
    for row in rows:
        title, pick, here, current = escape(row.title), "", "", ""
        if setting.may_pick:
            pick = (
                '<input class="queue__pick" type="checkbox" form="bulk" name="case"'
                f' value="{row.id}:{row.revision}" aria-label="{select} {title}, {row.reference}">'
            )
        if row.id == setting.here:
            here, current = " is-here", ' aria-current="true"'
        place = [row.address, districts.get(row.district_id or 0, "")]
        who = setting.agents.get(row.assignee_id or 0) or teams.get(row.team_id or 0, "")
        made.append(
            f'<li class="queue__item{here}" data-id="{row.id}">{pick}'
            f'<span class="tile">{icon(row.icon or "message-square")}</span>'
            f'<div><a class="queue__title" href="{setting.address}demandes/{row.id}/{setting.kept}"'
            f"{current}>{title}</a>"
            f'<div class="queue__place">{escape(", ".join(filter(None, place)))}</div>'
            f"{_why(tuple(factors(row)), language)}</div>"
            f'<div class="queue__side">{status(row, setting.moment)}'
            f"<span>{escape(who)}</span></div></li>"
        )
    return mark_safe("\n".join(made))  # noqa: S308 - every word escaped above


# Many lines have the same reasons; a language has its own words for them.
@lru_cache(maxsize=512)
def _why(moved_by: tuple[Factor, ...], _language: str) -> str:
    reasons = " · ".join(words.why(factor) for factor in moved_by[:MOST_REASONS])
    if not reasons:
        return ""
    return f'<div class="queue__why">{icon("arrow-up-wide-narrow")}{escape(reasons)}</div>'


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
    return tone, picture, words.state(row.state)


def _late(due_at: datetime, moment: datetime) -> str:
    days = working_days_late(due_at, moment)
    return _days_late(days, get_language() or "") if days else words.late_since(due_at)


@lru_cache(maxsize=512)
def _days_late(days: int, _language: str) -> str:
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


def tone_on_map(place: Place | Neighbour | Case, moment: datetime | None = None) -> str:
    """The mark of a case on the map."""
    if place.closed_at is not None:
        return "done"
    if place.state.startswith("waiting_"):
        return "waiting"
    if place.due_at < (moment or now()):
        return "late"
    return "planned" if place.state == "planned" else "open"
