"""The surveys whose results one may see, and how many have answered each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from parvis.capture.answers import queries as answers
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import count
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import state
from parvis.people.models import Agent
from parvis.web.cockpit import tabs as cockpit
from parvis.web.cockpit.surveys import sayings

MOST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One survey as the list shows it."""

    title: str
    kind: str
    state: str
    tone: str
    given: str
    rate: float | None
    rate_words: str
    waiting: str
    href: str


def of_agent(agent: Agent) -> QuerySet[Survey]:
    """The surveys that have begun, but those of closed departments that are not the agent's."""
    mine = Q(department_lock__isnull=True) | Q(department_lock__in=agent.compartments)
    return Survey.objects.filter(mine, version__isnull=False)


def lines(found: QuerySet[Survey]) -> list[Line]:
    """The newest, each with its response."""
    surveys = list(found[:MOST])
    heard = answers.responses(surveys)
    moment = now()
    return [_line(survey, heard[survey.pk], state(survey, moment)) for survey in surveys]


def _line(survey: Survey, heard: answers.Response, stands: str) -> Line:
    return Line(
        title=worded(survey.title),
        kind=sayings.kind(survey),
        state=str(sayings.STATES[stands]),
        tone={"open": "done", "planned": "planned"}.get(stands, "closed"),
        given=count(heard.given),
        rate=heard.rate,
        rate_words=sayings.rate(heard),
        waiting=sayings.waiting(heard.waiting),
        href=reverse("cockpit:survey", args=[survey.pk]),
    )


def tabs(here: str = cockpit.SURVEYS) -> dict[str, Any]:
    """The tabs of the cockpit, on a page under one of them: of surveys, or of a dimension."""
    return {"tabs": cockpit.tabs(here)}
