"""What came of a survey, as it was published: from the last release alone, never from answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare

from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import count, percent
from parvis.inform.releases import queries as releases
from parvis.inform.releases.models import Release
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import shows_results
from parvis.web.portal.surveys import shell

# As `disclosure.tables.HIDDEN`, which numpy comes with.
HIDDEN = -1


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: how many gave it, which share ("" where it can't be said), its bar."""

    name: str
    count: str
    share: str
    bar: float
    hidden: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was published; `people` answered it ("" where that is hidden)."""

    title: str
    part: str
    people: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a page of a survey says of its result: what `people` answered who were counted up to
    `counted_at`; None there, too few have answered for any to be shown."""

    counted_at: datetime | None
    people: str
    questions: list[Question]

    @property
    def some_hidden(self) -> bool:
        """Whether a count is left out."""
        return any(row.hidden for question in self.questions for row in question.rows)


def so_far(survey: Survey, *, has_answered: bool = False) -> SoFar | None:
    """The result as everybody may see it, or whoever `has_answered`; None where it is not shown to
    them."""
    release = _seen(survey, has_answered=has_answered)
    if release is not None:
        questions = _questions(release.tables)
        return SoFar(release.published_at, _people(release.tables), questions)
    is_counted = survey.results in {"at_once", "answered"}
    if not is_counted or not shows_results(survey, now(), has_answered=has_answered):
        return None
    return None if releases.is_withdrawn(survey.pk) else SoFar(None, "", [])


def _seen(survey: Survey, *, has_answered: bool) -> Release | None:
    """What is published; while it is for those who answered, what the house counts by itself is
    for them alone."""
    release = releases.shown(survey.pk)
    if release is None or release.by_id is not None or survey.results != "answered":
        return release
    return release if shows_results(survey, now(), has_answered=has_answered) else None


def to_who_answered(survey: Survey, *, is_sure: bool = True) -> dict[str, Any]:
    """What a page tells of the result to somebody who has answered, with the way to all of it."""
    found = so_far(survey, has_answered=is_sure)
    return {"so_far": found, "has_answered": proof(survey) if is_sure else ""}


def proof(survey: Survey) -> str:
    """What the page of thanks is asked for with: that somebody answered. It is the same for all of
    them: it tells neither who nor when."""
    return signing.Signer(salt="parvis.survey.answered").signature(str(survey.pk))


def is_proven(request: HttpRequest, survey: Survey) -> bool:
    """Whether a page is asked for by somebody who has answered."""
    return constant_time_compare(request.GET.get("preuve", ""), proof(survey))


@shell.with_survey
def show(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The results, or nothing where none are published."""
    release = _seen(survey, has_answered=is_proven(request, survey))
    if release is None:
        raise Http404
    questions = _questions(release.tables)
    shown = {
        "title": shell.title_of(survey),
        "release": release,
        "people": _people(release.tables),
        "questions": questions,
        "some_hidden": any(row.hidden for one in questions for row in one.rows),
    }
    return render(request, "surveys/results.html", shown)


def _people(tables: list[dict[str, Any]]) -> str:
    """The most who answered a question: how many answered at all is no published count."""
    totals = [table["shown"][-1] for table in tables if not table["by"]]
    most = max(totals, default=HIDDEN)
    return "" if most == HIDDEN else count(most)


def _questions(tables: list[dict[str, Any]]) -> list[Question]:
    """Questions by themselves; the choices of several, which are tables of their own, together."""
    found: list[Question] = []
    several: dict[str, Question] = {}
    for table in (one for one in tables if not one["by"]):
        yes_no = [option["key"] for option in table["axes"][0]["options"]] == ["yes", "no"]
        if not (table["part"] and yes_no):
            found.append(_question(table))
            continue
        key = table["key"]
        if key not in several:
            several[key] = Question(worded(table["question"]), "", "", [])
            found.append(several[key])
        yes, _no, total = table["shown"]
        several[key].rows.append(_row(worded(table["label"]), yes, total))
    return found


def _question(table: dict[str, Any]) -> Question:
    *counts, total = table["shown"]
    options = table["axes"][0]["options"]
    return Question(
        worded(table["question"]),
        worded(table["label"]) if table["part"] else "",
        "" if total == HIDDEN else count(total),
        [
            _row(worded(option["label"]) or option["key"], many, total)
            for option, many in zip(options, counts, strict=True)
        ],
    )


def _row(name: str, many: int, total: int) -> Row:
    hidden = many == HIDDEN
    part = many / total if not hidden and total > 0 else None
    return Row(
        name,
        "" if hidden else count(many),
        "" if part is None else percent(part),
        part or 0.0,
        hidden,
    )
