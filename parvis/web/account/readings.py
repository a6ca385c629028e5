"""For the data protection officer: who read whose contact details, when, and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parvis.flows import identity_readings
from parvis.people import queries
from parvis.web.account.forms import Person
from parvis.web.account.pages import page

ROWS = 50


def show(request: HttpRequest) -> HttpResponse:
    """Everything, the latest first; by POST (an address does not go into a page's own), what
    concerns one person."""
    form = Person(request.POST or None)
    objects = None
    if request.method == "POST" and form.is_valid():
        objects = identity_readings.look_up(
            contact=form.cleaned_data["contact"],
            officer=request.agent,  # type: ignore[attr-defined]
        )
    before = request.GET.get("before", "")
    found = queries.identity_readings(
        objects=objects, before=int(before) if before.isdecimal() else None, limit=ROWS
    )
    rows: list[dict[str, Any]] = [
        {"reading": reading, "what": what(reading), "why": why(reading.purpose)}
        for _number, reading in found
    ]
    return page(
        request,
        "readings",
        422 if form.errors else 200,
        form=form,
        rows=rows,
        searched=objects is not None,
        older=found[-1][0] if len(found) == ROWS and objects is None else None,
    )


def what(reading: queries.Reading) -> str:
    """What was looked at."""
    if reading.object_kind == "report":
        return _("Report %(number)d") % {"number": reading.object_id}
    if reading.object_kind == "search":
        return _("A search for a person")
    return f"{reading.object_kind} {reading.object_id}"


def why(purpose: str) -> str:
    """The reason that was given."""
    reasons = {
        "casework": _("to deal with the case"),
        "counter": _("at the counter or on the phone"),
        "transmission": _("to pass a request on to the authority in charge"),
        "trust": _("for a request about personal data"),
    }
    return reasons.get(purpose, purpose)
