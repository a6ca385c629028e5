"""Quotas: at most so many answers from those who answered a question in one way."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.foundation.wording import worded
from parvis.offer.forms.definition import Repeat, read_definition
from parvis.offer.forms.fields.choosing import ChoiceField
from parvis.offer.forms.queries import newest_definition
from parvis.offer.surveys import operations
from parvis.offer.surveys.models import Survey
from parvis.web.studio.pages import actor, saved

MOST_CHOICES = 30


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one answer, and the most of each: (choice, its words, how many)."""

    key: str
    label: str
    choices: list[tuple[str, str, int | None]]


def show(request: HttpRequest, survey: int) -> HttpResponse:
    row = get_object_or_404(Survey.objects.select_related("form", "version"), pk=survey)
    found = questions(row)
    if request.method == "POST":
        quotas = [
            {"key": one.key, "choice": choice, "most": int(number)}
            for one in found
            for choice, _words, _most in one.choices
            if _is_count(number := request.POST.get(f"{one.key}.{choice}", "").strip())
        ]
        operations.change_survey(survey=row, quotas=quotas, by=actor(request))
        return saved(request, reverse("studio:survey", args=[row.pk]))
    context = {
        "here": "surveys", "title": _("Quotas"), "questions": found,
        "back": reverse("studio:survey", args=[row.pk]), "back_name": worded(row.title),
        "intro": _("When as many answers as you say are in from one group, no more are taken from"
                   " it. Empty: as many as come."),
    }  # fmt: skip
    return render(request, "studio/surveys/quotas.html", context)


def questions(survey: Survey) -> list[Question]:
    """The questions of a survey that a quota can be about, with the quotas that it has."""
    version = survey.version
    definition = read_definition(version.definition) if version else newest_definition(survey.form)
    set_ = {(one["key"], one["choice"]): int(one["most"]) for one in survey.quotas}
    repeated = {
        inner.key
        for page in definition.pages
        for item in page.items
        if isinstance(item, Repeat)
        for inner in item.items
    }
    found = []
    for field in definition.fields():
        if isinstance(field, ChoiceField) and field.key not in repeated:
            choices: Any = [
                (one.key, worded(one.label) or one.key, set_.get((field.key, one.key)))
                for one in field.choices[:MOST_CHOICES]
            ]
            found.append(Question(field.key, worded(field.label) or field.key, choices))
    return found


def _is_count(text: str) -> bool:
    return text.isdecimal() and len(text) < 8 and int(text) > 0
