"""Who read whose contact details: each by the request's reference, by whom, when, in which role,
and why."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.act.cases.queries import start_of
from parvis.authorities.queries import departments
from parvis.flows.attention_looks import SIGNALS
from parvis.flows.identity_readings import Request, requests_read
from parvis.people import queries
from parvis.people.permissions import ROLES, may
from parvis.people.queries import Reading
from parvis.web.account.readings import why
from parvis.web.numbers import number
from parvis.web.trust.pages import officer, page

ROWS = 50
_FILES = gettext_lazy("Files given in answer to a survey")
_NAMES = {
    "search": gettext_lazy("A search for a person"),
    "survey": _FILES,
    "answer": _FILES,
    "account": gettext_lazy("A resident's account"),
}


def show(request: HttpRequest) -> HttpResponse:
    """The latest first; of one agent, of a period."""
    asked = request.GET
    agent, before = number(asked.get("agent", "")), number(asked.get("avant", ""))
    since, until = _day(asked.get("du", "")), _day(asked.get("au", ""))
    found = queries.identity_readings(
        agent=agent, since=_start(since), until=_start(until and until + timedelta(days=1)),
        before=before, limit=ROWS,
    )  # fmt: skip
    kept = {key: asked[key] for key in ("agent", "du", "au") if asked.get(key)}
    older = urlencode({**kept, "avant": found[-1][0]}) if len(found) == ROWS else ""
    return page(
        request, "readings", "readings",
        rows=rows_of(request, [reading for _pk, reading in found]),
        agents=queries.agents(), agent=agent, since=since, until=until, older=older,
        is_filtered=bool(kept),
    )  # fmt: skip


def rows_of(
    request: HttpRequest, readings: list[Reading], *, of_person: bool = False
) -> list[dict[str, Any]]:
    """Readings in words. A request leads to its page where the officer may open it. On the page of
    one person (`of_person`), a closed department's is not named: it would say whose it is."""
    known = requests_read({one.object_id for one in readings if one.object_kind == "report"})
    opened, reads = officer(request).compartments, may(officer(request).roles, "case.read")
    return [
        {
            "reading": one,
            "roles": ", ".join(_(ROLES[role]) for role in one.roles if role in ROLES),
            "why": why(one.purpose),
            **_what(one, known.get(one.object_id), opened, reads, of_person),
        }
        for one in readings
    ]


def _what(
    one: Reading, found: Request | None, opened: list[int], reads: bool, of_person: bool
) -> dict[str, Any]:
    """What was looked at: its name, the way to it, and whether a closed department holds it."""
    if one.object_kind == "report" and found is not None:
        is_closed = found.lock is not None
        is_open = found.lock is None or found.lock in opened
        if of_person and not is_open:
            return {"what": _("A request"), "is_closed": True}
        way = reverse("desk:case", args=[found.case]) if reads and is_open else ""
        return {"what": found.reference, "href": way, "is_closed": is_closed}
    if one.object_kind == SIGNALS:
        department = departments().get(one.object_id)
        return {"what": _("Attention signals: %s") % (department.name if department else "—")}
    return {"what": _NAMES.get(one.object_kind, _("A request that is not there any more"))}


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _start(day: date | None) -> datetime | None:
    return start_of(day) if day else None
