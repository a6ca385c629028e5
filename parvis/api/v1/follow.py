"""Where a report stands, for programs: by the secret link, or by the code alone."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Router, Schema

from parvis.authorities import queries as authorities
from parvis.capture.reports import queries as reports
from parvis.foundation.clock import now
from parvis.inform.tracking import attempts, facts, steps, words
from parvis.inform.tracking.facts import Facts
from parvis.inform.tracking.reading import read_by, read_by_code
from parvis.web.middleware.headers import private

router = Router(tags=["follow"])


class Step(Schema):
    """One public step. `words` only behind the secret link."""

    state: str = Field(description="State that the case went to; empty for an answer")
    kind: str = Field(description="state or answer")
    title: str = Field(description="The step in words, in the language asked for")
    at: datetime
    words: str | None = None


class Follow(Schema):
    """Where a report stands."""

    code: str = Field(description="The follow-up code that one can say on the phone")
    reference: str
    title: str
    state: str
    standing: str = Field(description="One sentence, in the language asked for")
    department: str
    received_at: datetime
    due_at: datetime = Field(description="By when an answer was promised")
    closed_at: datetime | None
    planned_on: date | None
    steps: list[Step]


class Code(Schema):
    """A follow-up code, as typed or dictated."""

    code: str = Field(max_length=254)


class Problem(Schema):
    """What went wrong, in words."""

    detail: str


@router.get(
    "/{number:report}/{token}",
    response={200: Follow, 404: Problem},
    summary="Follow a report by its secret link",
)
def by_link(request: HttpRequest, report: int, token: str) -> HttpResponse:
    """What the holder of a secret link may know, with the answers of the agents. The link is
    `/suivi/{report}/{token}/` on the site."""
    opened = facts.by_link(report, token)
    if opened is None:
        return _problem("This link opens nothing.", 404)
    visitor, found = opened
    return private(JsonResponse(_follow(read_by(found, visitor))))


@router.post(
    "",
    response={200: Follow, 404: Problem, 429: Problem},
    summary="Follow a report by its code",
)
def by_code(request: HttpRequest, given: Code) -> HttpResponse:
    """The public steps of a report. Tries are limited, from one address and overall; a POST, since
    each one is counted."""
    if not attempts.may_try(request.client_address):  # type: ignore[attr-defined]
        return _problem("Too many tries: wait an hour.", 429)
    report = None if attempts.is_under_attack() else reports.report_by_code(given.code)
    found = facts.facts(report.pk) if report else None
    if found is None:
        attempts.note_wrong()
        return _problem("No report has this code.", 404)
    return private(JsonResponse(_follow(read_by_code(found))))


def _problem(detail: str, status: int) -> HttpResponse:
    return private(JsonResponse({"detail": detail}, status=status))


def _follow(found: Facts) -> dict[str, Any]:
    zone = authorities.calendar().zone
    return {
        "code": found.code,
        "reference": found.reference,
        "title": words.title(found),
        "state": found.state,
        "standing": words.standing(found, now(), zone),
        "department": words.department(found),
        "received_at": found.occurred_at,
        "due_at": found.due_at,
        "closed_at": found.closed_at,
        "planned_on": found.planned_on,
        "steps": [
            {
                "state": step.to_state,
                "kind": step.kind,
                "title": steps.title(step, found, zone),
                "at": datetime.fromtimestamp(step.at, zone),
                "words": step.words or None,
            }
            for step in found.steps
        ],
    }
