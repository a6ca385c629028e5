"""Erasing what a person said and left: what would go and what stays first, then the act."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.flows import answer_demand
from parvis.flows.held import Held, held_on, requests_of
from parvis.flows.person import Person, find, look_up
from parvis.foundation.db.operation import Refusal
from parvis.people import demands, queries
from parvis.web.trust.answering import came_of
from parvis.web.trust.forms import Came, came
from parvis.web.trust.pages import officer, page, sentence
from parvis.web.trust.person import lines, person_page

# What is counted and stays: who looked, for a year.
STAYS = ("people_identity_reading",)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What an erasure would take, and what it would leave."""
    contact = request.POST.get("contact", "").strip()
    found = look_up(typed=contact, officer=officer(request))
    if found is None:
        return person_page(request, contact, None, 404)
    return _preview(request, found, came(demands.ERASURE, contact))


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Erase, and go on to the demand's page, which says what was done."""
    contact = request.POST.get("contact", "").strip()
    known = queries.demand_by_key(request.POST.get("key", ""))
    if known is not None and known.outcome:
        messages.info(request, _("This was done already: nothing was erased twice."))
        return HttpResponseRedirect(reverse("trust:demand", args=[known.number]))
    form = Came(request.POST, kind=demands.ERASURE)
    found = find(contact)
    if found is None:
        return person_page(request, contact, None, 404)
    if not form.is_valid():
        return _preview(request, found, form, 422)
    try:
        done = answer_demand.erase(person=found, came=came_of(form), officer=officer(request))
    except Refusal as refusal:
        return _preview(request, found, form, 409, problem=sentence(refusal.problem))
    return HttpResponseRedirect(reverse("trust:demand", args=[done.number]))


def _preview(
    request: HttpRequest, found: Person, form: Came, status: int = 200, **more: Any
) -> HttpResponse:
    held = held_on(found, requests_of(found))
    would = answer_demand.preview(found)
    known = {
        "person": found,
        "form": form,
        "goes": lines(_goes(held, would)),
        "readings": sum(one.count for one in held if one.store.place in STAYS),
        "preview": would,
        "works_here": found.works_here,
        "contact": form["contact"].value(),
    }
    return page(request, "erase", "home", status, **(known | more))


def _goes(held: list[Held], would: answer_demand.Preview) -> list[Held]:
    """What is counted and goes. The public point of an open request stays with its place."""
    left = {"public_map_point": would.places_kept}
    going = [
        replace(one, count=one.count - left.get(one.store.place, 0))
        for one in held
        if one.store.place not in STAYS
    ]
    return [one for one in going if one.count > 0]
