"""Quotas: at most so many answers from those who answered a question in one way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.foundation.wording import worded
from parvis.offer.forms.definition import Definition, read_definition
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import YES_NO, ChoiceField, YesNoField
from parvis.offer.forms.fields.numeric import NumberField, as_number, is_number
from parvis.offer.forms.queries import newest_definition
from parvis.offer.surveys import operations
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.quotas import Quota, never_full, quotable, quotas_of
from parvis.web.studio.pages import actor, saved

# A question with more choices tells no groups.
MOST_CHOICES = 100
# Of a number, so many classes.
CLASSES = 8
# What a page sent, by name, or what is kept where it sent nothing yet.
Said = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the most of each of its choices, (choice, its words, how many), or, of a
    number, of each class: (from, to, how many)."""

    key: str
    label: str
    choices: list[tuple[str, str, str]]
    classes: list[tuple[str, str, str]]


def show(request: HttpRequest, survey: int) -> HttpResponse:
    row = get_object_or_404(Survey.objects.select_related("form", "version"), pk=survey)
    typed = request.POST if request.method == "POST" else None
    found = questions(row, typed)
    wrong = ""
    if typed is not None:
        try:
            operations.change_survey(survey=row, quotas=_quotas(found), by=actor(request))
            return saved(request, reverse("studio:survey", args=[row.pk]))
        except ValueError:
            wrong = _("Of each group say how many, and of a number from where to where.")
    context = {
        "here": "surveys", "title": _("Quotas"), "questions": found, "wrong": wrong,
        "back": reverse("studio:survey", args=[row.pk]), "back_name": worded(row.title),
        "intro": _("When as many answers as you say are in from one group, no more are taken from"
                   " it. Empty: as many as come."),
    }  # fmt: skip
    return render(request, "studio/surveys/quotas.html", context, status=422 if wrong else 200)


def questions(survey: Survey, typed: Mapping[str, str] | None = None) -> list[Question]:
    """The questions of a survey that a quota can be about, with the quotas that it has, or those
    that were just `typed`."""

    def said(name: str, kept: Any) -> str:
        return typed.get(name, "").strip() if typed is not None else str(kept)

    fields = quotable(_asked(survey)).values()
    return [_question(survey, one, said) for one in fields if len(_codes(one)) <= MOST_CHOICES]


def _codes(field: FieldBase) -> Mapping[str, Mapping[str, str]]:
    """The choices of a question, with their words; none of a number."""
    if isinstance(field, YesNoField):
        return YES_NO
    return field.codes() if isinstance(field, ChoiceField) else {}


def are_never_full(survey: Survey) -> bool:
    """Whether a quota is about what is not asked, or what became personal."""
    return bool(survey.quotas and never_full(survey, _asked(survey)))


def _asked(survey: Survey) -> Definition:
    version = survey.version
    return read_definition(version.definition) if version else newest_definition(survey.form)


def _question(survey: Survey, field: FieldBase, said: Said) -> Question:
    kept = [one for one in quotas_of(survey) if one.key == field.key]
    label = worded(field.label) or field.key
    codes = _codes(field)
    if isinstance(field, NumberField):
        rows = [*kept, *[None] * CLASSES][:CLASSES]
        names = [f"{field.key}.{at}" for at in range(CLASSES)]
        classes = [_said(name, one, said) for name, one in zip(names, rows, strict=True)]
        return Question(field.key, label, [], classes)
    most = {one.choice: one.most for one in kept}
    choices = [
        (code, worded(words) or code, said(f"{field.key}.{code}", most.get(code, "")))
        for code, words in codes.items()
    ]
    return Question(field.key, label, choices, [])


def _said(name: str, kept: Quota | None, said: Said) -> tuple[str, str, str]:
    """A class of a number: from, to, how many."""

    def end(which: str, of: float | None) -> str:
        return said(f"{name}.{which}", "" if of is None else of)

    if kept is None:
        return end("from", None), end("to", None), end("most", None)
    return end("from", kept.low), end("to", kept.high), end("most", kept.most)


def _quotas(found: list[Question]) -> list[dict[str, Any]]:
    """What the page sent, as stored. Raises ValueError for what is no number, or no class."""
    quotas: list[dict[str, Any]] = []
    for one in found:
        for choice, _words, most in one.choices:
            if most:
                quotas.append({"key": one.key, "choice": choice, "most": _count(most)})
        for low, high, most in one.classes:
            if low or high or most:
                quotas.append({"key": one.key, **_class(low, high), "most": _count(most)})
    return quotas


def _count(text: str) -> int:
    if not (text.isdecimal() and len(text) < 8 and int(text) > 0):
        raise ValueError(text)
    return int(text)


def _class(low: str, high: str) -> dict[str, float | None]:
    ends = [number for number in (_end(low), _end(high)) if number is not None]
    if not ends or ends != sorted(ends):
        raise ValueError((low, high))
    return {"from": _end(low), "to": _end(high)}


def _end(text: str) -> float | None:
    """One end of a class; None where it has none."""
    number = as_number(text)
    if number is not None and not is_number(number):
        raise ValueError(text)
    return number  # type: ignore[no-any-return]
