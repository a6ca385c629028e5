"""The surveys of the town, a new one, and each one's page."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from parvis.authorities import queries as authorities
from parvis.capture.answers.queries import Response, response, responses
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.offer.forms import operations as forms
from parvis.offer.forms.models import Form
from parvis.offer.surveys import operations
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.queries import asked_departments
from parvis.offer.surveys.rules import State, last_day, state
from parvis.web.studio.forms.acts import address as builder
from parvis.web.studio.forms.forms_list import begun
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import actor, form_page, saved
from parvis.web.studio.surveys import asking, links, quotas, waves
from parvis.web.studio.surveys.survey_form import (
    DOORS,
    KINDS,
    USUAL,
    NewSurveyForm,
    SurveyForm,
    initial,
)

STATES: dict[State, tuple[Any, str, str]] = {
    State.WRITTEN: (pgettext_lazy("survey", "Being written"), "waiting", "pencil"),
    State.PLANNED: (pgettext_lazy("survey", "Planned"), "planned", "calendar"),
    State.OPEN: (pgettext_lazy("survey", "Open"), "done", "message-circle"),
    State.CLOSED: (pgettext_lazy("survey", "Closed"), "closed", "lock"),
}
REFUSALS = {
    "no_form": gettext_lazy("Publish its form first."),
    "open_already": gettext_lazy("Answers may have come: this can no longer change."),
    "no_purpose": gettext_lazy(
        "It is signed: say in its settings what the answers are for, so that people can agree."
    ),
    "told_already": gettext_lazy(
        "People have read what the answers are for: that can no longer change."
    ),
    "kept_longer": gettext_lazy("People were promised this length: it can only be shortened."),
    "overtaken": gettext_lazy(
        "Somebody changed these settings while you did: look at them again. What you typed is here."
    ),
    "not_its_form": gettext_lazy(
        "Its form does not suit it any more: “Check and publish” says why."
    ),
    "quota_never_full": gettext_lazy("One of its quotas would never fill: set them anew."),
    "not_open": gettext_lazy("It is not open."),
}

# The box that a refusal is about.
WHERE = {"told_already": "purpose", "kept_longer": "retention_months"}

# The newest, as many as a page lists.
MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A survey in the list."""

    survey: Survey
    title: str
    kind: Any
    word: Any
    tone: str
    icon: str
    answers: Response

    @classmethod
    def of(cls, survey: Survey, answers: Response) -> "Row":
        """As it stands now."""
        word, tone, icon = STATES[state(survey, now())]
        kind = KINDS.get(survey.kind, survey.kind)
        return cls(survey, worded(survey.title), kind, word, tone, icon, answers)


def show(request: HttpRequest) -> HttpResponse:
    found = list(Survey.objects.all()[:MOST])
    heard = responses(found)
    rows = [Row.of(one, heard[one.pk]) for one in found]
    shown = {"groups": _grouped(rows), "here": "surveys"}
    return render(request, "studio/surveys/list.html", shown)


def _grouped(rows: list[Row]) -> list[list[Row]]:
    """The waves of a barometer together, the newest first, where their newest one stands."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.survey.series_id or row.survey.pk, []).append(row)
    return list(groups.values())


def add(request: HttpRequest) -> HttpResponse:
    form = NewSurveyForm(request.POST or None, initial=USUAL, request=request)
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, actor(request)
        department = authorities.open_departments()[given["department"]]
        code = free_code(given["title"], Survey)
        definition = begun(given["title"], given["ready"])
        made = forms.add_form(
            code=free_code(given["title"], Form), use="survey", definition=definition, by=by
        )
        lock = department.pk if department.is_compartmented else None
        survey = operations.add_survey(
            code=code, form=made, department=department, department_lock=lock, by=by,
            **form.settings(),
        )  # fmt: skip
        return HttpResponseRedirect(reverse("studio:survey", args=[survey.pk]))
    return form_page(
        request, form, title=_("New survey"), here="surveys", go=_("Begin"),
        back=reverse("studio:surveys"), back_name=_("Surveys"),
    )  # fmt: skip


def page(request: HttpRequest, survey: int) -> HttpResponse:
    found = _survey(survey)
    row = Row.of(found, response(found))
    standing = state(row.survey, now())
    context = {
        "here": "surveys", "row": row, "survey": row.survey, "title": row.title,
        "back": reverse("studio:surveys"), "back_name": _("Surveys"), "form": None,
        "builder": builder(row.survey.form_id), "door": DOORS.get(row.survey.door),
        "is_written": standing is State.WRITTEN, "has_form": row.survey.form.current_id is not None,
        "is_running": standing in {State.OPEN, State.PLANNED},
        "links": links.of(row.survey), "quotas": row.survey.quotas,
        "never_full": quotas.are_never_full(row.survey),
        "unheard": asking.unheard(row.survey),
        "closes_on": last_day(row.survey.closes_at, authorities.calendar().zone),
        "asking": asking.said(row.survey),
        "visited": asked_departments(row.survey) if row.survey.asked_after == "visit" else {},
        "waves": waves.of(row.survey),
    }  # fmt: skip
    return render(request, "studio/surveys/survey.html", context)


def settings(request: HttpRequest, survey: int) -> HttpResponse:
    row = _survey(survey)
    is_fixed = row.version_id is not None
    form = SurveyForm(request.POST or None, initial=initial(row), is_fixed=is_fixed)
    # What it is asked after says through which door.
    form.fields["door"].disabled |= bool(row.asked_after)
    if request.method == "POST" and form.is_valid() and _changed(request, row, form):
        return saved(request, reverse("studio:survey", args=[row.pk]))
    return form_page(
        request, form, title=_("Settings"), here="surveys",
        back=reverse("studio:survey", args=[row.pk]), back_name=worded(row.title),
    )  # fmt: skip


def _changed(request: HttpRequest, row: Survey, form: SurveyForm) -> bool:
    """Whether its settings are as the form says now; else the form says why they are not."""
    try:
        if form.cleaned_data["as_read"] != initial(row)["as_read"]:
            raise Refusal("overtaken")
        operations.change_survey(survey=row, by=actor(request), **form.settings())
    except Refusal as problem:
        form.add_error(WHERE.get(problem.problem), str(REFUSALS[problem.problem]))
        form.read_again(row)
    return form.is_valid()


@require_POST
def set_open(request: HttpRequest, survey: int) -> HttpResponse:
    row = _survey(survey)
    try:
        if request.POST.get("open") == "yes":
            later = row.opens_at if row.opens_at and row.opens_at > now() else None
            operations.open_survey(survey=row, by=actor(request), opens_at=later)
        else:
            operations.close_survey(survey=row, by=actor(request))
    except Refusal as problem:
        messages.error(request, str(REFUSALS[problem.problem]))
    return HttpResponseRedirect(reverse("studio:survey", args=[row.pk]))


def _survey(pk: int) -> Survey:
    return get_object_or_404(Survey.objects.select_related("form__current", "version"), pk=pk)
