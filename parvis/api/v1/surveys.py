"""Surveys, for programs: what is asked, as JSON Schema, and answers to it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Router, Schema

from parvis.capture.answers import queries as answers
from parvis.capture.answers.knocks import wait_before
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.answer_survey import NotAnswered, answer_survey
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.foundation.db.scope import entering
from parvis.foundation.wording import worded
from parvis.journal.rules import RESIDENT
from parvis.offer.forms import queries as forms
from parvis.offer.forms.answers import Reading
from parvis.offer.forms.definition import write_definition
from parvis.offer.forms.json_schema import answers_schema
from parvis.offer.surveys import queries as surveys
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, state

router = Router(tags=["surveys"])

# What each refusal of an answer is told as.
STATUS = {"not_open": 409, "used": 409, "full": 409, "not_invited": 403, "not_agreed": 422,
          "too_much": 413}  # fmt: skip
SENTENCES = {
    "not_open": "This survey takes no answers now.",
    "used": "This invitation has been used.",
    "full": "Enough people, or enough of this group, have answered.",
    "not_invited": "This survey is open to those who were invited: send their token.",
    "not_agreed": "This survey is not anonymous: send `has_agreed` once whoever answers said yes.",
    "unknown_language": "The form is not written in this language.",
    "too_much": "An anonymous answer holds 16,000 characters at most.",
}


class Asked(Schema):
    """One survey."""

    code: str
    title: str
    kind: str
    is_anonymous: bool = Field(description="True: nothing leads from an answer to who gave it")
    door: str = Field(description="open, or invited: a token is the right to answer")
    state: str
    opens_at: datetime | None
    closes_at: datetime | None


class Given(Schema):
    """An answer. `send_key`: the same one again is the same answer."""

    answers: dict[str, Any] = Field(description="By question; no files: `no_files` refuses them")
    send_key: str = Field(min_length=16, max_length=64)
    language: str = Field(
        default="", max_length=5, description="One of the form's; none: its first one"
    )
    token: str = Field(default="", max_length=64)
    has_agreed: bool = Field(
        default=False,
        description="Of a survey that is not anonymous: whoever answers said yes to it being kept "
        "as theirs",
    )


class Taken(Schema):
    """What became of it."""

    is_new: bool = Field(description="False: it had been taken before")


class Wrong(Schema):
    """Why one answer is refused."""

    where: str
    code: str
    figures: dict[str, Any]


class Refused(Schema):
    """Why nothing was taken."""

    detail: str
    wrong: list[Wrong] = []


@router.get("", response=list[Asked], summary="The surveys open to all")
def listed(request: HttpRequest) -> list[dict[str, Any]]:
    """Those that take answers and are open to whoever comes."""
    return [_asked(one) for one in surveys.open_at(now()).filter(door="open")[:100]]


@router.get("/{slug:code}", response={200: Asked, 404: Refused}, summary="One survey")
def one(request: HttpRequest, code: str) -> Any:
    """A survey, whether or not it takes answers."""
    survey = _found(code)
    return _asked(survey) if survey else _refused("No survey has this code.", 404)


@router.get("/{slug:code}/schema", summary="The answers as JSON Schema 2020-12")
def schema(request: HttpRequest, code: str) -> HttpResponse:
    """What an answer must be. What the schema can't say stands under `x-parvis`."""
    survey = _found(code)
    if survey is None:
        return _refused("No survey has this code.", 404)
    return JsonResponse(answers_schema(forms.form(survey.version_id or 0)))


@router.get("/{slug:code}/definition", summary="The form itself, to carry away")
def definition(request: HttpRequest, code: str) -> HttpResponse:
    """The definition that all pages, schemas and papers are made from."""
    survey = _found(code)
    if survey is None:
        return _refused("No survey has this code.", 404)
    return JsonResponse(write_definition(forms.form(survey.version_id or 0).definition))


@router.post(
    "/{slug:code}/answers",
    response={201: Taken, 403: Refused, 404: Refused, 409: Refused, 413: Refused, 422: Refused,
              429: Refused},
    summary="Answer a survey",
)  # fmt: skip
def answer(request: HttpRequest, code: str, given: Given) -> Any:
    """Take an answer in. All that is shown must be answered as asked, and nothing else."""
    survey = _found(code)
    if survey is None:
        return _refused("No survey has this code.", 404)
    with entering(survey.department_lock):
        return _take(request, survey, given)


def _take(request: HttpRequest, survey: Survey, given: Given) -> Any:
    invitation = answers.invitation_by(survey, given.token) if given.token else None
    # A token answers once: it needs no count by address.
    if invitation is None and (wait := wait_before(survey.pk, request.client_address)):  # type: ignore[attr-defined]
        refused = _refused(f"Too many answers from one address: wait {wait} seconds.", 429)
        refused.headers["Retry-After"] = str(wait)
        return refused
    languages = forms.form(survey.version_id or 0).definition.languages
    if given.language and given.language not in languages:
        return _refused(SENTENCES["unknown_language"], 422)
    new = NewAnswer(
        version=survey.version_id or 0,
        answers=given.answers,
        channel="api",
        language=given.language or languages[0],
        send_key=given.send_key,
        has_agreed=given.has_agreed,
    )
    try:
        is_new = answer_survey(survey=survey, new=new, invitation=invitation, by=RESIDENT)
    except NotAnswered as found:
        return _refused("Some answers are missing or wrong.", 422, found.reading)
    except Refusal as refusal:
        return _refused(SENTENCES[refusal.problem], STATUS[refusal.problem])
    return 201, {"is_new": is_new}


def _found(code: str) -> Survey | None:
    survey = surveys.by_code(code)
    return survey if survey and state(survey, now()) != State.WRITTEN else None


def _asked(survey: Survey) -> dict[str, Any]:
    return {
        "code": survey.code,
        "title": worded(survey.title),
        "kind": survey.kind,
        "is_anonymous": survey.is_anonymous,
        "door": survey.door,
        "state": state(survey, now()),
        "opens_at": survey.opens_at,
        "closes_at": survey.closes_at,
    }


def _refused(detail: str, status: int, reading: Reading | None = None) -> HttpResponse:
    wrong = reading.wrong if reading else {}
    return JsonResponse(
        {
            "detail": detail,
            "wrong": [
                {"where": where, "code": why.code, "figures": dict(why.figures)}
                for where, why in wrong.items()
            ],
        },
        status=status,
    )
