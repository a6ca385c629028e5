"""What is known of the town, typed in for one question: results are weighted to it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.foundation.wording import worded
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.operations import change_survey
from parvis.web.cockpit.surveys import listing
from parvis.web.cockpit.surveys.views import survey_of

LARGEST = 10**9


def edit(request: HttpRequest, number: int) -> HttpResponse:
    """The known numbers of a question's choices, people or shares; emptied, it has no margin."""
    survey = survey_of(request, number)
    given, wrong = _given(request, survey), ""
    if request.method == "POST":
        if given is None:
            wrong = pgettext("survey results", "Write a number for each answer, or none at all.")
        else:
            change_survey(survey=survey, by=Actor("agent", request.agent.pk), margins=given)
            return redirect(reverse("cockpit:survey", args=[survey.pk]))
    status = 422 if wrong else 200
    return render(request, "cockpit/surveys/margins.html", _shown(request, survey, wrong),
                  status=status)  # fmt: skip


def _given(request: HttpRequest, survey: Survey) -> dict[str, dict[str, float]] | None:
    """The margins that were sent; None when one of them can't be read."""
    found: dict[str, dict[str, float]] = {}
    for key, options in _known(survey).items():
        texts = [(choice, request.POST.get(f"{key}:{choice}", "").strip()) for choice in options]
        if not any(text for _choice, text in texts):
            continue
        try:
            numbers = {choice: float(text.replace(",", ".") or "x") for choice, text in texts}
        except ValueError:
            return None
        if not all(0 <= number < LARGEST for number in numbers.values()) or not any(
            numbers.values()
        ):
            return None
        found[key] = numbers
    return found


def _known(survey: Survey) -> dict[str, Any]:
    from parvis.understand.surveys.margins import weighable

    if survey.version_id is None:
        raise Http404
    return weighable(forms.form(survey.version_id))


def _shown(request: HttpRequest, survey: Survey, wrong: str) -> dict[str, Any]:
    from parvis.understand.surveys.margins import of_districts

    form = forms.form(survey.version_id or 0)
    people = {one.name: one.population for one in authorities.districts().values()}
    kept = {**of_districts(form, people), **survey.margins}
    questions = []
    for key, options in _known(survey).items():
        sent = {choice: request.POST.get(f"{key}:{choice}") for choice in options}
        lines = [
            (f"{key}:{choice}", worded(label) or choice,
             sent[choice] if sent[choice] is not None else _plain(kept.get(key, {}).get(choice)))
            for choice, label in options.items()
        ]  # fmt: skip
        questions.append((worded(form.nodes[key].field.label), lines))
    return {
        "survey": survey,
        "title": worded(survey.title),
        "questions": questions,
        "wrong": wrong,
        **listing.tabs(),
    }


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}" if number % 1 else str(int(number))
