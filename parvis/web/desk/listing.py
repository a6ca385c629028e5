"""The column on the left of the desk: tabs, filters, lines. Two statements."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from parvis.act.cases import queue, search
from parvis.act.cases.queue import Filters, Overview, Viewer
from parvis.people.models import Agent
from parvis.people.permissions import may
from parvis.web.components.templatetags.components import icon
from parvis.web.desk import asked, choices, rows, words


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
    seen = queue.overview(filters, viewer)
    after = asked.key(request.GET)
    if search.tsquery(filters.words):
        page = search.search(filters, viewer, after=after)
        shown = page.count or 0
    else:
        page, shown = queue.page(filters, viewer, after=after), seen.shown
    kept = asked.kept_query(request.GET)
    return {
        "tabs": _tabs(request, filters, seen),
        "tab_name": words.TABS[filters.tab],
        "shown": words.reference_count(shown, queue.COUNTED),
        "lines": rows.lines(page.rows, viewer.moment, choices.agent_names()),
        "here": here,
        "kept": kept,
        "next": _next(kept, page),
        "is_first": after is None,
        "chips": asked.chips(request.GET),
        "views": seen.views,
        "words": filters.words,
        "empty": _empty(filters, seen, viewer),
        "queue_url": reverse("desk:queue"),
        "select_word": pgettext("desk", "Select:"),
        "why_icon": icon("arrow-up-wide-narrow"),
        "may_assign": may(agent.roles, "case.assign"),
        "has_filters": bool(asked.chips(request.GET)),
    }


@dataclass(frozen=True, slots=True)
class Select:
    """One list of a filter; `options` is its choices as markup, under their heads."""

    name: str
    label: str
    options: SafeString


def filter_choices(request: HttpRequest) -> dict[str, Any]:
    """What the filters and the acts on several offer."""

    def select(name: str, label: str, heads: list[tuple[str, choices.Choices]]) -> Select:
        return Select(name, label, _options(heads, set(request.GET.getlist(name))))

    return {
        "selects": [
            select("groupe", pgettext("desk", "Group"), [("", choices.groups())]),
            select("service", pgettext("desk", "Service"), choices.services()),
            select("quartier", pgettext("desk", "District"), [("", choices.districts())]),
            select("direction", pgettext("desk", "Department"), [("", choices.departments())]),
            select("equipe", pgettext("desk", "Team"), choices.teams()),
            select("agent", pgettext("desk", "Assigned to"), [("", choices.agents())]),
            select("etat", pgettext("desk", "State"), [("", choices.states())]),
            select("priorite", pgettext("desk", "Priority"), [("", choices.priorities())]),
            select("canal", pgettext("desk", "Channel"), [("", choices.channels())]),
            select("quoi", pgettext("desk", "Open or closed"), [("", choices.which())]),
        ],
        "since": request.GET.get("du", ""),
        "until": request.GET.get("au", ""),
        "news": request.GET.get("nouvelles") == "1",
        "bulk_agents": choices.agents(),
        "bulk_teams": choices.teams(),
        "bulk_priorities": choices.priorities(),
    }


def _options(heads: list[tuple[str, choices.Choices]], chosen: set[str]) -> SafeString:
    """Choices under heads ("" for none). Some hundred on each page: a template takes half of the
    page's time for them."""
    parts = []
    for head, found in heads:
        options = "".join(
            f'<option value="{escape(value)}"{" selected" if value in chosen else ""}>'
            f"{escape(text)}</option>"
            for value, text in found
        )
        parts.append(f'<optgroup label="{escape(head)}">{options}</optgroup>' if head else options)
    return mark_safe("".join(parts))  # noqa: S308 - every word escaped above


def _tabs(request: HttpRequest, filters: Filters, seen: Overview) -> list[Tab]:
    return [
        Tab(
            code,
            str(words.TABS[code]),
            words.reference_count(seen.counts[code], queue.COUNTED),
            f"{reverse('desk:queue')}?{asked.TAB}={code}",
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
