"""Filters that agents keep."""

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Refused
from parvis.flows.work_on_case import actor
from parvis.web.desk import asked, words
from parvis.web.numbers import number


def save(request: HttpRequest) -> HttpResponse:
    """Keep the filters of the address under a name."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    agent, query = request.agent, request.POST.get("query", "")  # type: ignore[attr-defined]
    given = QueryDict(query)
    shared = request.POST.get("team") == "1" and agent.teams
    try:
        view = cases.save_view(
            agent=agent.pk,
            name=request.POST.get("name", ""),
            query=asked.view_query(given),
            team=agent.teams[0] if shared else None,
            by=actor(agent),
        )
        kept = pgettext("desk", "The view “%(name)s” is kept.") % {"name": view.name}
        if given.get(asked.WORDS):
            kept += " " + pgettext("desk", "The words sought are not part of it.")
        messages.success(request, kept)
    except Refused as refusal:
        messages.warning(request, words.refusal(refusal.problem))
    return HttpResponseRedirect(f"{reverse('desk:queue')}?{query}")


def drop(request: HttpRequest) -> HttpResponse:
    """Forget one's own view."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    agent, view = request.agent, request.POST.get("view", "")  # type: ignore[attr-defined]
    try:
        cases.drop_view(view=number(view) or 0, agent=agent.pk, by=actor(agent))
    except Refused as refusal:
        messages.warning(request, words.refusal(refusal.problem))
    return HttpResponseRedirect(reverse("desk:queue"))
