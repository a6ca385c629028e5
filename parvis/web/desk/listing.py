"""The column on the left of the desk: tabs, filters, lines. Two statements."""

from dataclasses import dataclass
from html import escape
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.act.cases import queue, search
from parvis.act.cases.queue import Filters, Overview, Viewer
from parvis.people.models import Agent
from parvis.people.permissions import may
from parvis.web.desk import asked, choices, panel, rows, words


@dataclass(frozen=True, slots=True)
class Tab:
    code: str
    name: str
    count: str
    address: str
    is_current: bool
    is_late: bool


def listing(request: HttpRequest, *, here: int | None = None) -> dict[str, Any]:
    """What `desk/list.html` shows; `here` is the case that is open beside it."""
    agent: Agent = request.agent  # type: ignore[attr-defined]
    filters, viewer = asked.filters(request.GET, agent), asked.viewer(agent)
    after = asked.key(request.GET)
    if search.tsquery(filters.words):
        seen = queue.overview(Filters(tab=filters.tab), viewer)
        page = search.search(filters, viewer, after=after)
        shown = page.count or 0
    else:
        seen = queue.overview(filters, viewer)
        page, shown = queue.page(filters, viewer, after=after), seen.shown
    kept, chips = asked.kept_query(request.GET), asked.chips(request.GET)
    may_assign, address = may(agent.roles, "case.assign"), reverse("desk:queue")
    setting = rows.Setting(
        viewer.moment,
        choices.agent_names(),
        address,
        escape(f"?{kept}") if kept else "",
        here,
        may_pick=may_assign and here is None,
    )
    return {
        "tabs": _tabs(address, filters, seen),
        "tab_name": words.TABS[filters.tab],
        "shown": words.reference_count(shown, queue.COUNTED),
        "lines": rows.lines(page.rows, setting),
        "here": here,
        "kept": kept,
        "next": _next(kept, page),
        "is_first": after is None,
        "chips": chips,
        "views": seen.views,
        "words": filters.words,
        "empty": _empty(filters, seen, viewer),
        "queue_url": address,
        "may_assign": may_assign,
    }


def beside_url(kept: str, case: int) -> str:
    """Where the list is that stands beside an open case: it comes once the case is shown."""
    own = f"{asked.HERE}={case}"
    return f"{reverse('desk:beside')}?{kept}&{own}" if kept else f"{reverse('desk:beside')}?{own}"


def choosing(request: HttpRequest) -> dict[str, Any]:
    """What the filters and the acts on several offer."""
    return {
        "selects": panel.selects(request.GET),
        "since": request.GET.get("du", ""),
        "until": request.GET.get("au", ""),
        "news": request.GET.get("nouvelles") == "1",
        "bulk_options": panel.bulk(),
    }


def _tabs(address: str, filters: Filters, seen: Overview) -> list[Tab]:
    return [
        Tab(
            code,
            str(words.TABS[code]),
            words.reference_count(seen.counts[code], queue.COUNTED),
            f"{address}?{asked.TAB}={code}",
            code == filters.tab,
            code == "late" and seen.counts[code] > 0,
        )
        for code in queue.TABS
    ]


def _next(kept: str, page: queue.Page) -> str:
    if page.after is None:
        return ""
    key = f"{asked.AFTER}={page.after.moment.isoformat().replace('+', '%2B')}_{page.after.id}"
    return f"?{kept}&{key}" if kept else f"?{key}"


def _empty(filters: Filters, seen: Overview, viewer: Viewer) -> tuple[str, str]:
    """What an empty list says: a sentence, and what else waits."""
    unassigned = seen.counts["unassigned"]
    first = {
        "mine": pgettext("desk", "Nothing is waiting for you."),
        "team": pgettext("desk", "Nothing to work on in your team."),
        "unassigned": pgettext("desk", "Every request is in somebody's hands."),
        "late": pgettext("desk", "Nothing is late."),
        "waiting": pgettext("desk", "Nothing is waiting for somebody else."),
    }.get(filters.tab, pgettext("desk", "No request here."))
    if filters.words:
        return pgettext("desk", "No request says “%(words)s”.") % {"words": filters.words}, ""
    if unassigned and filters.tab in {"mine", "team"}:
        waiting = pgettext("desk", "%(count)s requests wait to be assigned.") % {
            "count": words.reference_count(unassigned, queue.COUNTED)
        }
        return first, waiting
    return first, ""
