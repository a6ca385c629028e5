"""Three ways of asking how it went, each on its own: what was answered, and of how many.

They are never added up: one person may have answered in two of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from parvis.authorities import queries as authorities
from parvis.capture.answers import counting
from parvis.foundation.clock import now, today
from parvis.inform.dashboards import queries as figures_of
from parvis.inform.dashboards.indicators import Span, named_span
from parvis.inform.dashboards.queries import BEFORE, NOW
from parvis.inform.invitations import after_case
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.understand.surveys.standing import (
    Heard,
    Standing,
    satisfaction_question,
    satisfied_from,
    standing,
)
from parvis.web.cockpit.surveys.listing import of_agent

CASE, VISIT, PAGE = "case", "visit", "page"
PERIOD = "quarter"
By = dict[int | None, Heard]


@dataclass(frozen=True, slots=True)
class Response:
    """How many were asked, and how many of them answered."""

    asked: int = 0
    answered: int = 0

    def __add__(self, other: "Response") -> "Response":
        return Response(self.asked + other.asked, self.answered + other.answered)

    @property
    def share(self) -> float | None:
        """None where nobody was asked, or more answered than are noted as asked."""
        return self.answered / self.asked if self.asked >= self.answered and self.asked else None


@dataclass(frozen=True, slots=True)
class Source:
    """One way of asking: `kind` is case, visit or page; how many answers there are and what may be
    told of them, and the response, by department (None: about none)."""

    kind: str
    heard: By
    standing: Standing
    responses: Mapping[int | None, Response] = field(default_factory=dict)

    def answers(self, key: int) -> int:
        """How many answers say whether they are satisfied, of one department."""
        return self.heard.get(key, Heard()).answers

    def response(self, key: int) -> Response:
        """Of one department."""
        return self.responses.get(key, Response())

    @property
    def departments(self) -> list[int]:
        """Those of which there is something to say, the most asked first."""
        keys = [key for key in {*self.heard, *self.responses} if key is not None]
        known = [key for key in keys if self.response(key) != Response() or self.answers(key)]
        return sorted(known, key=lambda key: (-self.response(key).asked, key))


def period() -> Span:
    """The last thirteen weeks, today included."""
    return named_span(PERIOD, today(authorities.calendar().zone))


def sources(request: HttpRequest) -> list[Source]:
    """Every way of asking that this town has; the follow-up pages' always."""
    span = period()
    seen = of_agent(request.agent)  # type: ignore[attr-defined]
    ways: list[tuple[str, Callable[[Survey, Span], dict[int | None, Response]]]] = [
        (CASE, _asked_after_cases),
        (VISIT, _asked_after_visits),
    ]
    found = []
    for kind, responses in ways:
        surveys = list(seen.filter(asked_after=kind).select_related("form"))
        if surveys:
            found.append(_of_surveys(kind, surveys, span, responses))
    return [*found, _of_pages(request, span)]


def _of_surveys(
    kind: str,
    surveys: list[Survey],
    span: Span,
    responses: Callable[[Survey, Span], dict[int | None, Response]],
) -> Source:
    heard, before = _heard(surveys, span), _heard(surveys, span.earlier(span.days))
    asked: dict[int | None, Response] = {}
    for survey in surveys:
        for key, one in responses(survey, span).items():
            asked[key] = asked.get(key, Response()) + one
    # Its own page shows what all together said; signed answers, some agents may read one by one.
    known = any(survey.is_anonymous for survey in surveys)
    return Source(kind, heard, standing(heard, before, sum_is_known=known), asked)


def _heard(surveys: list[Survey], span: Span) -> By:
    """Answers to the surveys' satisfaction questions, by department."""
    found: By = {}
    for survey in surveys:
        question = satisfaction_question(forms.form(survey.version_id or 0))
        if question is None:
            continue
        counts = counting.given(
            survey, question.key, satisfied_from(question), span.since, span.until
        )
        for department, (many, high) in counts.items():
            found[department] = found.get(department, Heard()) + Heard(high, many)
    return found


def _asked_after_cases(survey: Survey, span: Span) -> dict[int | None, Response]:
    counts = after_case.asked(survey, span.since, span.until)
    return {department: Response(*numbers) for department, numbers in counts.items()}


def _asked_after_visits(survey: Survey, span: Span) -> dict[int | None, Response]:
    handed = counting.handed(survey, span.since, span.until)
    came = counting.came(survey, span.since, span.until)
    return {key: Response(handed.get(key or 0, 0), came.get(key, 0)) for key in {*handed, *came}}


def _of_pages(request: HttpRequest, span: Span) -> Source:
    """The judgement on the follow-up page, of requests closed over these days: whoever comes by
    gives it, nobody is picked."""
    figures = figures_of.figures(
        span,
        today=span.until,
        moment=now(),
        first=figures_of.first_day(request.agent.compartments),  # type: ignore[attr-defined]
        dimensions=("department",),
    )
    groups = {int(key): one for key, one in figures.groups["department"].items() if key}
    heard: By = {pk: Heard(one.of(NOW).satisfied, one.of(NOW).answered)
                 for pk, one in groups.items()}  # fmt: skip
    before: By = {pk: Heard(one.of(BEFORE).satisfied, one.of(BEFORE).answered)
                  for pk, one in groups.items()}  # fmt: skip
    asked = {pk: Response(one.of(NOW).closed, one.of(NOW).answered) for pk, one in groups.items()}
    return Source(PAGE, heard, standing(heard, before), asked)
