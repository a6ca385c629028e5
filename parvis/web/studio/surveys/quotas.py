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
class Line:
    """One group as the page has it, under `name`: those who made a `choice` (`words` says it), or
    whose number is from `low` to `high`; and how many at `most`."""

    name: str
    key: str
    most: str
    choice: str = ""
    words: str = ""
    low: str = ""
    high: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether it is to be put right."""
        try:
            self.quota()
        except ValueError:
            return True
        return False

    def quota(self) -> dict[str, Any] | None:
        """As stored; None where nothing is said. Raises ValueError for what is no number, or no
        class."""
        if not (self.low or self.high or self.most):
            return None
        group = {"choice": self.choice} if self.choice else _class(self.low, self.high)
        return {"key": self.key, **group, "most": _count(self.most)}


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the groups that its answers tell: its choices, or classes of a number."""

    label: str
    choices: list[Line]
    classes: list[Line]


def show(request: HttpRequest, survey: int) -> HttpResponse:
    row = get_object_or_404(Survey.objects.select_related("form", "version"), pk=survey)
    typed = request.POST if request.method == "POST" else None
    found = questions(row, typed)
    lines = [line for one in found for line in (*one.choices, *one.classes)]
    wrong = any(line.is_wrong for line in lines)
    if typed is not None and not wrong:
        quotas = [quota for line in lines if (quota := line.quota())]
        operations.change_survey(survey=row, quotas=quotas, by=actor(request))
        return saved(request, reverse("studio:survey", args=[row.pk]))
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
        classes = [_line(f"{field.key}.{at}", field.key, one, said) for at, one in enumerate(rows)]
        return Question(label, [], classes)
    most = {one.choice: one.most for one in kept}
    choices = [
        Line(name, field.key, said(name, most.get(code, "")), code, worded(words) or code)
        for code, words in codes.items()
        for name in [f"{field.key}.{code}"]
    ]
    return Question(label, choices, [])


def _line(name: str, key: str, kept: Quota | None, said: Said) -> Line:
    """A class of a number."""

    def end(which: str, of: float | None) -> str:
        return said(f"{name}.{which}", "" if of is None else of)

    low, high = (kept.low, kept.high) if kept else (None, None)
    most = end("most", kept.most if kept else None)
    return Line(name, key, most, low=end("from", low), high=end("to", high))


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
