"""What somebody scored in a quiz, and why: made from what they sent, in the request that takes it
in. Nothing of it is kept, and no link leads to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext, override

from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.reading import Reading, read_answers
from parvis.offer.forms.scoring import Marked, marked, score
from parvis.offer.surveys.models import Survey
from parvis.web.answering.components import tied
from parvis.web.answering.drawing import language_here
from parvis.web.answering.steps import Finished
from parvis.web.middleware.headers import private
from parvis.web.portal.surveys import releases, shell


@dataclass(frozen=True, slots=True)
class Line:
    """One question of the quiz: what was answered ("" where it was passed over), what is right,
    why."""

    title: str
    given: str
    is_right: bool
    is_of_several: bool
    best: list[str]
    points: str
    explanation: str


def show(request: HttpRequest, survey: Survey, done: Finished) -> HttpResponse:
    """The score, and each question with its right answer and its explanation."""
    sitting = shell.sitting(survey)
    with override(language_here(done.language)):
        reading = read_answers(sitting.form, done.given, today=sitting.today)
        shown = {
            **shell.thanks(survey, done.language),
            **releases.to_who_answered(survey),
            **scored(sitting.form, reading, done),
        }
        return private(render(request, "surveys/score.html", shown))


def scored(form: CompiledForm, reading: Reading, done: Finished) -> dict[str, Any]:
    """The score, and what `surveys/score_lines.html` shows: why. No line where nothing that gives
    points was asked."""
    answered = marked(form, reading.answers, reading.shown)
    got, most = score(answered)
    return {
        "score": ngettext("%(got)d point of %(most)d", "%(got)d points of %(most)d", got)
        % {"got": got, "most": most},
        "share": got / most if most > 0 else 0,
        "lines": [_line(one, done) for one in answered],
    }


def _line(one: Marked, done: Finished) -> Line:
    question, is_easy = one.question, done.carried.is_easy

    def said(texts: Mapping[str, str], easy: Mapping[str, str] | None = None) -> str:
        text = worded(easy or {}, done.language) if is_easy else ""
        return tied(text or worded(texts, done.language), done.language)

    points = ngettext("%(n)d point", "%(n)d points", one.points) % {"n": one.points}
    return Line(
        title=said(question.label, question.easy),
        given=", ".join(said(choice.label, choice.easy) for choice in one.chosen),
        is_right=one.is_right,
        is_of_several=one.is_of_several,
        best=[said(choice.label, choice.easy) for choice in one.best],
        points=points if one.most != 1 or one.points not in {0, 1} else "",
        explanation=said(question.explanation, question.easy_explanation),
    )
