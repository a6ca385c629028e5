"""Files that people gave in answer to a survey: for who may see identities, each look written
down."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.capture.answers.models import Answer
from parvis.foundation.wording import worded
from parvis.inform.tracking.answered import Line, lines_of
from parvis.offer.forms import queries as forms
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.parting import joined
from parvis.offer.surveys.models import Survey
from parvis.people.operations import audit_identity_reading
from parvis.people.permissions import may
from parvis.web.answering.handing import handed
from parvis.web.cockpit.surveys import listing
from parvis.web.cockpit.surveys.views import survey_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class Given:
    """One answer with files: `said` are the questions that they answer."""

    answer: int
    day: date
    said: list[Line]


def are_asked(form: CompiledForm) -> bool:
    """Whether a form has a question that a file answers."""
    return any(isinstance(node.field, StoredField) for node in form.fields)


def listed(request: HttpRequest, number: int) -> HttpResponse:
    """What was given, fifty answers at a time. What people call a file may say who they are: the
    names are shown when asked for, and that look is written down."""
    survey, agent = survey_of(request, number), request.agent
    if not may(agent.roles, "case.identity"):
        return HttpResponseForbidden()
    shown: dict[str, Any] = {
        "survey": survey,
        "title": worded(survey.title),
        "back": reverse("cockpit:survey", args=[survey.pk]),
        "is_shown": request.method == "POST",
    }
    if request.method == "POST":
        _write_down(request, "survey", survey.pk)
        found = _given(survey, _number(request.POST.get("apres", "")))
        shown["given"] = found[:PAGE]
        shown["next"] = found[PAGE - 1].answer if len(found) > PAGE else None
    return render(request, "cockpit/surveys/given.html", shown | listing.tabs())


@require_POST
def show(request: HttpRequest, number: int, answer: str, place: int) -> HttpResponse:
    """One of them; `place` is its place among the files of the answer, from 0."""
    survey = survey_of(request, number)
    if not may(request.agent.roles, "case.identity"):
        return HttpResponseForbidden()
    row = Answer.objects.filter(survey=survey, pk=_number(answer)).first()
    if row is None:
        raise Http404
    _write_down(request, "answer", row.pk)
    return handed(joined(row.answers, row.personal), place)


def _number(text: str) -> int:
    """An answer's number; 0, which is none's, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 20 else 0


def _write_down(request: HttpRequest, kind: str, number: int) -> None:
    agent = request.agent  # type: ignore[attr-defined]
    audit_identity_reading(agent=agent.pk, object_kind=kind, object_id=number, purpose="survey")


def _given(survey: Survey, after: int) -> list[Given]:
    """In an order that tells nothing of when they came; one more than a page holds."""
    rows = Answer.objects.filter(survey=survey, redacted_at__isnull=True, pk__gt=after)
    found: list[Given] = []
    for row in rows.order_by("pk").iterator(chunk_size=200):
        said = lines_of(forms.form(row.version_id), joined(row.answers, row.personal))
        files = [one for one in said if one.files]
        if files:
            found.append(Given(row.pk, row.day, files))
        if len(found) > PAGE:
            break
    return found
