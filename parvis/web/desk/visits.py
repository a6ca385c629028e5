"""Asking visitors: an agent hands over a card of the department, or opens the questions for them.
Each is one click, and one of those who were asked."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.capture.answers import visits as cards
from parvis.flows.work_on_case import actor
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.queries import asked_departments
from parvis.people.models import Agent
from parvis.web.desk.drawing import qr_code
from parvis.web.numbers import number
from parvis.web.portal.surveys import shell
from parvis.web.portal.surveys.visits import card_address, visited_at

DEPARTMENT = "direction"


@shell.taking_answers
def show(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The code to show, how many were asked today; a POST asks one more (`do` = card, type), or
    takes the last one back (undo)."""
    asked = asked_departments(survey)
    if survey.asked_after != "visit" or not asked:
        raise Http404
    department = _chosen(request, asked)
    if request.method == "POST":
        return _act(request, survey, department)
    shown = {
        "face": "surveys",
        "title": shell.title_of(survey),
        "departments": sorted(asked.values(), key=lambda one: (one.position, one.name)),
        "department": department,
        "qr": qr_code(card_address(survey, department)),
        "today": cards.handed_today(survey, department.pk),
        "who_knows": shell.who_knows(survey),
    }
    return render(request, "desk/visits.html", shown)


def _chosen(request: HttpRequest, asked: dict[int, Department]) -> Department:
    """The department of the address, else the agent's own, else the first."""
    wanted = number(request.GET.get(DEPARTMENT, ""))
    if wanted is not None and wanted not in asked:
        raise Http404
    agent: Agent = request.agent  # type: ignore[attr-defined]
    teams = authorities.teams()
    own = [teams[pk].department_id for pk in agent.teams if pk in teams]
    return next(asked[pk] for pk in [wanted, *own, *asked] if pk in asked)


def _act(request: HttpRequest, survey: Survey, department: Department) -> HttpResponse:
    by = actor(request.agent)  # type: ignore[attr-defined]
    if request.POST.get("do") == "undo":
        cards.take_card_back(survey=survey, department=department.pk, by=by)
    else:
        cards.hand_card(survey=survey, department=department.pk, by=by)
    if request.POST.get("do") == "type":
        typing = reverse("desk:survey", args=[survey.code])
        return HttpResponseRedirect(f"{visited_at(typing, survey, department)}&par=counter")
    here = reverse("desk:survey_visits", args=[survey.code])
    return HttpResponseRedirect(f"{here}?{DEPARTMENT}={department.pk}")
