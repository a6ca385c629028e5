"""Publishing results: which questions, and what would tell of a few people."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.inform.releases import operations as releases
from parvis.inform.releases import queries as released
from parvis.inform.releases.operations import Revealing
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.surveys.models import Survey
from parvis.web.cockpit.surveys import listing
from parvis.web.cockpit.surveys.views import survey_of


def show(request: HttpRequest, number: int) -> HttpResponse:
    """What is published, what may be, and how to take it back."""
    return _page(request, survey_of(request, number))


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the questions that were ticked, or say what would tell of a few people."""
    from parvis.inform.releases.tables import choices

    survey = survey_of(request, number)
    known = dict(choices(forms.form(survey.version_id or 0)))
    chosen = [(key, "") for key in request.POST.getlist("question") if key in known]
    agent = request.agent
    try:
        releases.publish(survey=survey, chosen=chosen, by=Actor("agent", agent.pk), agent=agent.pk)
    except Revealing as refused:
        return _page(request, survey, told=_told(refused, forms.form(survey.version_id or 0)))
    except Refusal as refused:
        return _page(request, survey, problem=_problem(refused.problem))
    return redirect(reverse("cockpit:survey_release", args=[survey.pk]))


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Show nothing of it any more."""
    survey = survey_of(request, number)
    try:
        releases.withdraw(survey=survey, by=Actor("agent", request.agent.pk))
    except Refusal as refused:
        return _page(request, survey, problem=_problem(refused.problem))
    return redirect(reverse("cockpit:survey_release", args=[survey.pk]))


def _page(
    request: HttpRequest, survey: Survey, *, told: Iterable[str] = (), problem: str = ""
) -> HttpResponse:
    from parvis.inform.releases.tables import choices

    form = forms.form(survey.version_id or 0)
    told = list(told)
    shown: Mapping[str, Any] = {
        "survey": survey,
        "title": worded(survey.title),
        "release": released.shown(survey.pk),
        "questions": [(key, worded(label)) for key, label in choices(form)],
        "told": told,
        "problem": problem,
        "address": reverse("portal:survey_results", args=[survey.code]),
        **listing.tabs(),
    }
    status = 422 if told or problem else 200
    return render(request, "cockpit/surveys/release.html", shown, status=status)


def _problem(code: str) -> str:
    return {
        "nothing_chosen": pgettext("survey results", "Tick at least one question."),
        "not_published": pgettext("survey results", "Nothing is published at the moment."),
        "changed_since": pgettext(
            "survey results",
            "Answers were taken out since the last publication, in a way that no longer fits it.",
        ),
    }.get(code, code)


def _told(refused: Revealing, form: CompiledForm) -> list[str]:
    """Each count that could be reckoned, as one says it."""
    sentence = pgettext(
        "survey results", "%(cell)s: it could be reckoned that they are %(low)s to %(high)s people"
    )
    return [
        sentence
        % {
            "cell": ", ".join(_cell(form, axis, option) for axis, option in one.cell),
            "low": one.low,
            "high": one.high,
        }
        for one in refused.told
    ]


def _cell(form: CompiledForm, axis: str, option: str) -> str:
    """ "Venez-vous au marché ? Oui"."""
    from parvis.understand.surveys.chosen import options_of

    key, _, part = axis.partition(".")
    field = form.nodes[key].field
    if field is None:
        return f"{axis} {option}"
    known = {choice.key: choice.label for choice in getattr(field, "choices", ())}
    rows = {row.key: row.label for row in getattr(field, "rows", ())}
    of_part = worded({**known, **rows}.get(part, {})) if part else ""
    said = worded((options_of(field) or known).get(option, {})) or option
    return " ".join(text for text in (worded(field.label), of_part, said) if text)
