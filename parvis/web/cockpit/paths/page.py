"""The page of what gets stuck: sentences, what waits now, the paths, delays, second contacts."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.flows.blocked_now import blocked_now
from parvis.inform.dashboards.wording import count
from parvis.people.permissions import may
from parvis.understand.paths.blocking import Blocked
from parvis.understand.paths.figures import Found
from parvis.understand.studies import queries as studies
from parvis.web.cockpit import tabs, words
from parvis.web.cockpit.asked import CUSTOM
from parvis.web.cockpit.doors import Doors, doors
from parvis.web.cockpit.paths import asked, blocks, telling, traces
from parvis.web.cockpit.paths.asked import STUDY, Wanted
from parvis.web.cockpit.paths.blocks import Places
from parvis.web.cockpit.paths.kept import traced
from parvis.web.cockpit.studied import PERIODS
from parvis.web.cockpit.surveys import listing

SAID_FIRST = 3


def shown(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page says."""
    wanted, roles = asked.read(request.GET), request.agent.roles  # type: ignore[attr-defined]
    exits = doors(wanted.asked, roles)
    now, places = blocked_now(wanted.department), Places(exits.cases, wanted.department)
    found = traced(wanted.study)
    return {
        **_sentences(now, found[1] if found else None, (exits, places)),
        "blocks": blocks.lines(now, places),
        "small": count(now.small) if now.small else "",
        "open": count(now.count),
        **(traces.shown(found[1], exits) if found else {}),
        "worked_out": telling.day(found[0].ended_at) if found and found[0].ended_at else "",
        "running": studies.under_way(STUDY, wanted.study),
        "may_export": may(roles, "cockpit.export"),
        "has_closed": bool(authorities.compartmented()),
        **_form(wanted),
        **listing.tabs(tabs.LISTENING),
    }


def _sentences(now: Blocked, found: Found | None, doors_: tuple[Doors, Places]) -> dict[str, Any]:
    exits, places = doors_
    more = [(telling.late_with(one), blocks.late_door(one, places)) for one in now.late_with]
    growing = [
        (telling.growing(one), exits.to("open", "team", str(one.team)))
        for one in (found.flows if found else ())
        if one.is_growing
    ]
    return {
        "first": telling.first(now),
        "first_href": places.to([("vue", "late")]) if now.late else "",
        "more": [*more[: SAID_FIRST - bool(growing)], *growing[:1]],
    }


def _form(wanted: Wanted) -> dict[str, Any]:
    span = wanted.asked.span
    return {
        "periods": [
            (name, str(words.PERIODS[name]), name == wanted.asked.period) for name in PERIODS
        ],
        "departments": [
            ("", pgettext("paths", "All departments"), wanted.department is None),
            *((str(pk), name, pk == wanted.department) for pk, name in asked.offered().items()),
        ],
        "is_custom": wanted.asked.period == CUSTOM,
        "since": span.since.isoformat(),
        "until": span.until.isoformat(),
        "period_words": words.span(span),
        "kept": [*wanted.asked.kept, (asked.DEPARTMENT, str(wanted.department or ""))],
        "query": wanted.query,
    }
