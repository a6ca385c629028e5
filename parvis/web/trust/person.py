"""Looking a person up, and what the authority holds about them: counted, not told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from parvis.flows import identity_readings
from parvis.flows.held import Followed, Held, held_on, requests_of
from parvis.flows.person import Person, is_hidden, look_up
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.people import demands, queries
from parvis.web.trust import words
from parvis.web.trust.forms import Find, came
from parvis.web.trust.pages import officer, page
from parvis.web.trust.readings import rows_of

# The newest looks at somebody's contact details; the whole list is a page of its own.
MOST_READINGS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One store on the page."""

    name: str
    count: int
    purpose: str
    basis: str
    kept: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Request:
    """One request on the page."""

    reference: str
    title: str
    said_on: date
    is_author: bool
    is_confirmed: bool
    is_disowned: bool
    until: date | None
    months: str


def home(request: HttpRequest) -> HttpResponse:
    """The question, and what waits for an answer."""
    return _home(request, Find())


def show(request: HttpRequest) -> HttpResponse:
    """Whoever an address, a number, a reference or a code leads to. By POST: an address goes into
    no page's own, and the look is written down."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("trust:home"))
    form = Find(request.POST)
    if not form.is_valid():
        return _home(request, form, 422)
    contact = form.cleaned_data["contact"].strip()
    found = look_up(typed=contact, officer=officer(request))
    return person_page(request, contact, found)


def person_page(
    request: HttpRequest, contact: str, found: Person | None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of one person, or that nothing leads to anybody."""
    known: dict[str, Any] = {"contact": contact, "person": found}
    if found is not None:
        known |= _about(request, found)
        known["form"] = came(demands.ACCESS, contact)
    return page(request, "person", "home", status, **(known | more))


def lines(held: list[Held]) -> list[Line]:
    """Each store in words."""
    return [
        Line(
            str(words.PLACES[one.store.place][0]),
            one.count,
            str(words.PLACES[one.store.place][1]),
            str(words.BASES[one.store.basis]),
            words.kept(one.store),
            one.until,
        )
        for one in held
    ]


def _home(request: HttpRequest, form: Find, status: int = 200) -> HttpResponse:
    waiting = queries.demands(waiting=True)
    return page(request, "home", "home", status, form=form, waiting=waiting, today=now().date())


def _about(request: HttpRequest, found: Person) -> dict[str, Any]:
    opened = officer(request).compartments
    requests = requests_of(found)
    shown = [one for one in requests if not is_hidden(one.row, opened)]
    held = held_on(found, requests)
    readings = queries.identity_readings(
        objects=identity_readings.objects_of(found), limit=MOST_READINGS
    )
    return {
        "lines": lines(held),
        "requests": [_request(one) for one in shown],
        "hidden": len(requests) - len(shown),
        "names": _distinct(one.row.name for one in shown),
        "emails": _distinct(one.row.email for one in shown),
        "phones": _distinct(one.row.phone for one in shown),
        "readings": rows_of(request, [reading for _number, reading in readings], of_person=True),
        "is_empty": not held,
    }


def _request(one: Followed) -> Request:
    return Request(
        reference=one.case.reference if one.case else "",
        title=worded(one.title, translation.get_language() or "fr"),
        said_on=one.row.report.occurred_at.date(),
        is_author=one.row.is_author,
        is_confirmed=one.row.confirmed_at is not None,
        is_disowned=one.row.disowned_at is not None,
        until=one.until,
        months=words.months(one.months),
    )


def _distinct(values: Any) -> list[str]:
    return list(dict.fromkeys(str(value) for value in values if value))
