"""Putting departments and teams in order, withdrawing them and bringing them back: one press each,
without any script."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parvis.authorities import organising
from parvis.authorities.models import Department, Team
from parvis.flows import withdraw
from parvis.foundation.db.operation import Refusal
from parvis.web.numbers import number
from parvis.web.studio.pages import actor, saved
from parvis.web.studio.words import REFUSALS


@require_POST
def move_department(request: HttpRequest, department: int) -> HttpResponse:
    row = get_object_or_404(Department, pk=department, is_open=True)
    organising.move_department(department=row, up=_is_up(request), by=actor(request))
    return _moved("department", row.pk)


@require_POST
def move_team(request: HttpRequest, team: int) -> HttpResponse:
    row = get_object_or_404(Team, pk=team, is_open=True)
    organising.move_team(team=row, up=_is_up(request), by=actor(request))
    return _moved("team", row.pk)


def _is_up(request: HttpRequest) -> bool:
    return request.POST.get("move") == "up"


def _moved(kind: str, number: int) -> HttpResponse:
    """Back to the list, where the row that moved is: one presses again from there."""
    return HttpResponseRedirect(f"{reverse('studio:organisation')}#{kind}-{number}")


@require_POST
def offer_department(request: HttpRequest, department: int) -> HttpResponse:
    row = get_object_or_404(Department, pk=department)
    if request.POST.get("offered") == "yes":
        organising.restore_department(department=row, by=actor(request))
        return saved(request, reverse("studio:organisation"))
    try:
        withdraw.withdraw_department(
            department=row,
            entered=request.agent.compartments,
            by=actor(request),  # type: ignore[attr-defined]
        )
    except Refusal as refusal:
        return _refused(request, refusal, reverse("studio:department", args=[row.pk]))
    return saved(request, reverse("studio:organisation"))


@require_POST
def offer_team(request: HttpRequest, team: int) -> HttpResponse:
    row = get_object_or_404(Team.objects.select_related("department"), pk=team)
    try:
        if request.POST.get("offered") == "yes":
            organising.restore_team(team=row, by=actor(request))
        else:
            withdraw.withdraw_team(
                team=row,
                entered=request.agent.compartments,
                by=actor(request),  # type: ignore[attr-defined]
            )
    except Refusal as refusal:
        return _refused(request, refusal, reverse("studio:team", args=[row.pk]))
    return saved(request, reverse("studio:organisation"))


@require_POST
def hand_services(request: HttpRequest, team: int) -> HttpResponse:
    """Send the types of requests of a team to another one."""
    teams = Team.objects.select_related("department")
    row = get_object_or_404(teams, pk=team)
    to = get_object_or_404(teams, pk=number(request.POST.get("to", "")) or 0)
    page = reverse("studio:team", args=[row.pk])
    try:
        count = withdraw.hand_services(team=row, to=to, by=actor(request))
    except Refusal as refusal:
        return _refused(request, refusal, page)
    sentence = ngettext(
        "{n} type of request now goes to {team}.", "{n} types of requests now go to {team}.", count
    )
    return saved(request, page, sentence.format(n=count, team=to.name))


def _refused(request: HttpRequest, refusal: Refusal, page: str) -> HttpResponse:
    messages.error(request, str(REFUSALS.get(refusal.problem, _("This can't be done."))))
    return HttpResponseRedirect(page)
