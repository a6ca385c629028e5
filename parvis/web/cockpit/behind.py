"""The requests behind a figure, for who reads figures and opens no request: their kind, district,
state and days; never a word, an address or a person."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from parvis.act.cases import queue
from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.web.cockpit import page, words
from parvis.web.desk import asked, listing, rows
from parvis.web.desk import words as desk_words

# What would look for a person: the words of a request, or the work of one agent.
_ABOUT_SOMEBODY = (asked.WORDS, "agent", "nouvelles")


@dataclass(frozen=True, slots=True)
class Line:
    """A request as the list shows it; `days` are named: reception, then its end or the one
    promised."""

    reference: str
    title: str
    icon: str
    district: str
    department: str
    status: SafeString
    days: tuple[tuple[str, str], ...]


def show(request: HttpRequest) -> HttpResponse:
    """The list that a figure's door asks for, fifty at a time."""
    agent, query = request.agent, _without_persons(request.GET)  # type: ignore[attr-defined]
    viewer, filters = asked.viewer(agent), asked.filters(query, agent)
    filters = replace(filters, tab=filters.tab if filters.tab in queue.OPEN_TABS else "all")
    found = queue.page(filters, viewer, after=asked.key(query), counts=True)
    kept = asked.kept_query(query)
    return render(
        request,
        "cockpit/behind.html",
        {
            **page.frame(request, page.asked_of(request)),
            "title": _title(found.count, filters, viewer),
            "asks": [text for text, _address in asked.chips(query, filters.tab)],
            "tab": desk_words.TABS[filters.tab] if filters.tab in queue.OPEN_TABS else "",
            "lines": _lines(found.rows, viewer.moment),
            "next": listing.next_page(kept, found),
            "overview": f"{reverse('cockpit:home')}?{page.asked_of(request).query}",
        },
    )


def _without_persons(query: QueryDict) -> QueryDict:
    kept = query.copy()
    for name in _ABOUT_SOMEBODY:
        kept.pop(name, None)
    return kept


def _title(number: int | None, filters: queue.Filters, viewer: queue.Viewer) -> str:
    """How many there are: counted with the first page, again for the others."""
    if number is None:
        number = queue.matching(filters, viewer).order_by()[: queue.COUNTED + 1].count()
    return page.counted(number)


def _lines(found: list[queue.Row], moment: datetime) -> list[Line]:
    received: dict[int, Any] = dict(
        Case.objects.filter(pk__in=[row.id for row in found]).values_list("id", "received_at")
    )
    departments = authorities.departments()
    return [
        Line(
            reference=row.reference,
            title=row.title,
            icon=row.icon or "message-square",
            district=words.name("district", str(row.district_id or "")),
            department=departments[row.department_id].name,
            status=rows.status(row, moment),
            days=_days(row, received[row.id]),
        )
        for row in found
    ]


def _days(row: queue.Row, received: datetime) -> tuple[tuple[str, str], ...]:
    end = (
        (pgettext("cockpit", "Closed on"), desk_words.day(row.closed_at))
        if row.closed_at
        else (pgettext("cockpit", "Promised for"), desk_words.day(row.due_at))
    )
    return (pgettext("cockpit", "Received on"), desk_words.day(received)), end
