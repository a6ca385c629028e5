"""What an address of the queue asks for: its filters, read and written back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from parvis.act.cases.queries import start_of
from parvis.act.cases.queue import OPEN_TABS, TABS, Filters, Key, Viewer
from parvis.capture.reports.rules import CHANNELS
from parvis.foundation.clock import now
from parvis.offer.catalogue import queries as offer
from parvis.offer.workflows.rules import STATES
from parvis.people.models import Agent
from parvis.web.numbers import number

# Names in the address, as people read them there.
TAB, WORDS, AFTER, HERE = "vue", "q", "apres", "ici"
LISTS = {
    "service": "services",
    "quartier": "districts",
    "direction": "departments",
    "equipe": "teams",
    "agent": "assignees",
    "etat": "states",
    "priorite": "priorities",
    "canal": "channels",
    "tiers": "third_parties",
}
# How cases ended, as the cockpit's figures count them.
ENDINGS = ("clos_du", "clos_au", "issue")
NOT_BESIDE_WORDS = (*ENDINGS, "tiers")
# Not looked at on tabs of what is still to be worked.
NEEDS_ENDED = ("quoi", *ENDINGS)
OUTCOMES = {
    "a-temps": "on_time",
    "en-retard": "late",
    "rouverte": "reopened",
    "avis": "answered",
    "content": "satisfied",
}
NAMES = (TAB, WORDS, *LISTS, "groupe", "du", "au", "nouvelles", "quoi", *ENDINGS)
_KNOWN = {"states": STATES, "channels": CHANNELS}
WHICH = {"ouvertes": "open", "closes": "closed", "toutes": "every"}


def viewer(agent: Agent) -> Viewer:
    """Who looks, now."""
    return Viewer(agent.pk, tuple(agent.teams), now())


def filters(query: QueryDict, agent: Agent) -> Filters:
    """The filters of an address; what it can't mean is left out."""
    words = query.get(WORDS, "").strip()[:200]
    given = {field: _many(query, name, field) for name, field in LISTS.items()}
    services = given.pop("services")
    if words:
        given["third_parties"] = ()
    group = number(query.get("groupe", ""))
    if group is not None:
        services = services or tuple(
            pk for pk, kind in offer.catalogue().services.items() if kind.group_id == group
        ) or (0,)  # fmt: skip
    since, until = _day(query.get("du")), _day(query.get("au"))
    ended = {} if words else _endings(query)
    which = WHICH.get(query.get("quoi", ""), "every" if words else "open")
    return Filters(
        tab=_tab(query, agent),
        words=words,
        services=services,
        since=start_of(since) if since else None,
        until=start_of(until + timedelta(days=1)) if until else None,
        news=query.get("nouvelles") == "1",
        which=which,
        **ended,
        **given,
    )


def _endings(query: QueryDict) -> dict[str, Any]:
    since, until = _day(query.get("clos_du")), _day(query.get("clos_au"))
    return {
        "ended_since": start_of(since) if since else None,
        "ended_until": start_of(until + timedelta(days=1)) if until else None,
        "outcome": OUTCOMES.get(query.get("issue", ""), ""),
    }


def _tab(query: QueryDict, agent: Agent) -> str:
    """The tab asked for, else where the queue opens: on one's team's; on everything for who looks
    for something, is in no team, or answers for all of them."""
    asked = query.get(TAB, "")
    if asked in TABS:
        return asked
    if any(query.get(name) for name in NAMES) or not agent.teams or "director" in agent.roles:
        return "all"
    return "team"


def _many(query: QueryDict, name: str, field: str) -> tuple:
    values = [value for value in query.getlist(name) if value]
    if field in _KNOWN:
        return tuple(value for value in values if value in _KNOWN[field])
    return tuple(one for value in values[:200] if (one := number(value)) is not None)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def key(query: QueryDict) -> Key | None:
    """Where the page begins; None at the first."""
    moment, _, last = query.get(AFTER, "").partition("_")
    before = number(last)
    try:
        return None if before is None else Key(datetime.fromisoformat(moment), before)
    except ValueError:
        return None


def here(query: QueryDict) -> int:
    """The case that the list stands beside; 0 for none."""
    return number(query.get(HERE, "")) or 0


def in_force(query: QueryDict, tab: str) -> list[tuple[str, str]]:
    """Names and values of an address that mean something on a tab, which is named first."""
    unused = (TAB, *(NEEDS_ENDED if tab in OPEN_TABS else ()))
    return [(TAB, tab), *(one for one in _given(query) if one[0] not in unused)]


def address(given: Iterable[tuple[str, str]]) -> str:
    """The query of an address, from its names and values."""
    return f"?{urlencode(list(given))}"


def kept_query(query: QueryDict) -> str:
    """The filters of an address, without page."""
    return urlencode(_given(query))


def _given(query: QueryDict) -> list[tuple[str, str]]:
    """The names that we know and their values, in our order."""
    names = [name for name in NAMES if name in query]
    return [(name, value) for name in names for value in query.getlist(name) if value]


def view_query(query: QueryDict) -> str:
    """What a saved view holds: filters, never the words sought, which may name somebody."""
    kept = query.copy()
    kept.pop(WORDS, None)
    return kept_query(kept)


def return_to(request: HttpRequest) -> str:
    """The filters that a page was opened with, to go back to the same list."""
    return kept_query(request.GET)


def chips(query: QueryDict, tab: str) -> list[tuple[str, str]]:
    """Each filter in force: its words, and the address without it."""
    from parvis.web.desk.choices import labels

    known, given = labels(), in_force(query, tab)
    unused = NOT_BESIDE_WORDS if query.get(WORDS) else ()
    found = []
    for name, value in given:
        words = known.get(name, {}).get(value) or _free(name, value)
        if words and name not in unused:
            found.append((words, address(one for one in given if one != (name, value))))
    return found


def _free(name: str, value: str) -> str:
    from parvis.web.desk.choices import free_label

    return free_label(name, value)
