"""The column on the left of the desk: tabs, filters, lines. Two statements."""

from dataclasses import dataclass
from html import escape
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import npgettext, pgettext

from parvis.act.cases import queue, search
from parvis.act.cases.queue import OPEN_TABS, Filters, Overview, Viewer
from parvis.people.models import Agent
from parvis.people.permissions import may
from parvis.web.desk import asked, choices, panel, rows, words

# What the panel of filters has no field for, and keeps.
_NOT_IN_PANEL = (asked.TAB, asked.WORDS, *asked.NOT_BESIDE_WORDS)


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
    kept, chips = asked.kept_query(request.GET), asked.chips(request.GET, filters.tab)
    if search.tsquery(filters.words):
        page = search.search(filters, viewer, after=after)
    else:
        page = queue.page(filters, viewer, after=after, counts=bool(chips))
    seen = queue.overview(filters, viewer, shown=page.count, with_tabs=not chips)
    given = asked.in_force(request.GET, filters.tab)
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
        "tabs": _tabs(request.GET, filters, seen, address=address, narrowed=bool(chips)),
        "tab": filters.tab,
        "tab_name": words.TABS[filters.tab],
        "shown": _count(seen.shown),
        "lines": rows.lines(page.rows, setting),
        "here": here,
        "kept": kept,
        "next": next_page(kept, page),
        "is_first": after is None,
        "chips": chips,
        "unfiltered": asked.address(given[:1]),
        "beside_words": [one for one in given if one[0] != asked.WORDS],
        "beside_filters": [one for one in given if one[0] in _NOT_IN_PANEL],
        "views": seen.views,
        "words": filters.words,
        "unread": _unread(filters, seen, viewer),
        "empty": _empty(filters, seen, narrowed=bool(chips)),
        "queue_url": address,
        "may_assign": may_assign,
    }


def beside_url(kept: str, case: int) -> str:
    """Where the list is that stands beside an open case: it comes once the case is shown."""
    own = f"{asked.HERE}={case}"
    return f"{reverse('desk:beside')}?{kept}&{own}" if kept else f"{reverse('desk:beside')}?{own}"


def choosing(request: HttpRequest, tab: str) -> dict[str, Any]:
    """What the filters of a tab and the acts on several offer."""
    return {
        "selects": panel.selects(
            request.GET, without=asked.NEEDS_ENDED if tab in OPEN_TABS else ()
        ),
        "since": request.GET.get("du", ""),
        "until": request.GET.get("au", ""),
        "news": request.GET.get("nouvelles") == "1",
        "bulk_options": panel.bulk(),
    }


def _tabs(
    query: QueryDict, filters: Filters, seen: Overview, *, address: str, narrowed: bool
) -> list[Tab]:
    """The tabs, each with the filters in force. What the others hold is counted without filters
    alone: a number beside a link says what the link shows."""
    found = []
    for code in queue.TABS:
        is_current, count = code == filters.tab, "" if narrowed else _count(seen.counts[code])
        found.append(
            Tab(
                code,
                str(words.TABS[code]),
                _count(seen.shown) if is_current else count,
                f"{address}{asked.address(asked.in_force(query, code))}",
                is_current,
                code == "late" and not narrowed and seen.counts[code] > 0,
            )
        )
    return found


def _unread(filters: Filters, seen: Overview, viewer: Viewer) -> tuple[str, str]:
    """What residents wrote after the end of their request: a sentence, and where to read it."""
    if not seen.unread or (filters.news and filters.which == "closed"):
        return "", ""
    sentence = npgettext(
        "desk",
        "%(count)s closed request has words that nobody has read",
        "%(count)s closed requests have words that nobody has read",
        seen.unread,
    ) % {"count": _count(seen.unread)}
    teams = [("equipe", str(team)) for team in viewer.teams]
    given = [(asked.TAB, "all"), *teams, ("nouvelles", "1"), ("quoi", "closes")]
    return sentence, asked.address(given)


def _count(number: int) -> str:
    return words.reference_count(number, queue.COUNTED)


def next_page(kept: str, page: queue.Page) -> str:
    """The query of the page after this one, with the filters `kept`; empty at the last."""
    if page.after is None:
        return ""
    key = f"{asked.AFTER}={page.after.moment.isoformat().replace('+', '%2B')}_{page.after.id}"
    return f"?{kept}&{key}" if kept else f"?{key}"


def _empty(filters: Filters, seen: Overview, *, narrowed: bool) -> tuple[str, str, str]:
    """What an empty list says: a sentence, and where else to look, with its address."""
    if filters.words:
        sentence = pgettext("desk", "No request says “%(words)s”.") % {"words": filters.words}
        if filters == Filters(tab="all", words=filters.words, which="every"):
            return sentence, "", ""
        everywhere = asked.address([(asked.TAB, "all"), (asked.WORDS, filters.words)])
        sentence = pgettext("desk", "No request here says “%(words)s”.") % {"words": filters.words}
        return sentence, pgettext("desk", "Search in all requests"), everywhere
    if narrowed:
        whole = asked.address([(asked.TAB, filters.tab)])
        sentence = pgettext("desk", "No request passes these filters.")
        return sentence, pgettext("desk", "Take all filters away"), whole
    first = {
        "mine": pgettext("desk", "Nothing is waiting for you."),
        "team": pgettext("desk", "Nothing to work on in your team."),
        "unassigned": pgettext("desk", "Every request is in somebody's hands."),
        "late": pgettext("desk", "Nothing is late."),
        "waiting": pgettext("desk", "Nothing is waiting for somebody else."),
    }.get(filters.tab, pgettext("desk", "No request here."))
    unassigned = seen.counts["unassigned"]
    if unassigned and filters.tab in {"mine", "team"}:
        waiting = pgettext("desk", "%(count)s requests wait to be assigned.")
        address = asked.address([(asked.TAB, "unassigned")])
        return first, waiting % {"count": _count(unassigned)}, address
    return first, "", ""
