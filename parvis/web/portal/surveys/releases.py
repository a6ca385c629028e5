"""What came of a survey, as it was published: from the last release alone, never from answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from parvis.foundation.clock import now
from parvis.inform.releases import queries as releases
from parvis.inform.releases.models import Release
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import shows_results
from parvis.web.portal.surveys import published, shell


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a page of a survey says of its result: what `people` answered who were counted up to
    `counted_at`; None there, too few have answered for any to be shown."""

    counted_at: datetime | None
    people: str
    questions: list[published.Question]

    @property
    def some_hidden(self) -> bool:
        """Whether a count is left out."""
        return any(row.hidden for question in self.questions for row in question.rows)


def so_far(survey: Survey, *, has_answered: bool = False) -> SoFar | None:
    """The result as everybody may see it, or whoever `has_answered`; None where it is not shown to
    them."""
    release = _seen(survey, has_answered=has_answered)
    if release is not None:
        questions = published.questions(release.tables)
        return SoFar(release.published_at, published.people(release.tables), questions)
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
    release = published_of(request, survey)
    shown = _said(survey, release) | {"paper": _paper(request, survey)}
    return render(request, "surveys/results.html", shown)


def published_of(request: HttpRequest, survey: Survey) -> Release:
    """The last release, as whoever asks may see it. Raises Http404 where there is none."""
    release = _seen(survey, has_answered=is_proven(request, survey))
    if release is None:
        raise Http404
    return release


def _said(survey: Survey, release: Release) -> dict[str, Any]:
    """Everything that the page says."""
    questions = published.questions(release.tables)
    crossings = published.crossings(release.tables)
    cells = [row for one in questions for row in one.rows]
    cells += [cell for one in crossings for _, _, row in one.rows for cell in row]
    return {
        "title": shell.title_of(survey),
        "judgement": published.judgement(questions),
        "release": release,
        "people": published.people(release.tables),
        "questions": questions,
        "crossings": crossings,
        "some_hidden": any(cell.hidden for cell in cells),
    }


def _paper(request: HttpRequest, survey: Survey) -> str:
    """Where the same is found on paper, by whoever may see it."""
    address = reverse("portal:survey_results_paper", args=[survey.code])
    return f"{address}?preuve={proof(survey)}" if is_proven(request, survey) else address
