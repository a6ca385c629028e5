"""A request on one screen."""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.act.cases import presence
from parvis.act.cases import queries as cases
from parvis.act.cases.models import Case, Step
from parvis.capture.reports import queries as reports
from parvis.foundation.clock import now
from parvis.inform.notifications import queries as news
from parvis.inform.tracking import answered
from parvis.inform.transmissions import queries as transmissions
from parvis.inform.transmissions.queries import Letter
from parvis.people.models import Agent
from parvis.web.desk import (
    asked,
    composer,
    facts,
    listing,
    panel,
    said_before,
    timeline,
    understood,
    undo_bar,
    withholding,
    words,
)
from parvis.web.desk.places import layers_url
from parvis.web.desk.presence import sentence
from parvis.web.numbers import number


@dataclass(slots=True)
class Again:
    """The page once more, after a refusal or for a preview: what was typed, and what to say."""

    mode: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    preview: str = ""
    contact: Any = None
    # Personal answers, which are shown with the contact.
    personal: Any = ()
    status: int = 200

    @property
    def read_at(self) -> int | None:
        """The revision that was on the page, when somebody changed the case meanwhile."""
        is_late = self.problem == "changed_meanwhile"
        return number(self.typed.get("revision", "")) if is_late else None


_ACTS = (
    "case", "presence", "contact", "reply", "note", "assign", "take", "hand_over", "state",
    "priority", "publish", "add_photo", "around", "join", "read", "ready_words",
    "sort", "confirm_kind", "write_in",
)  # fmt: skip


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[str, str]]:
    """What stands before and after a case's number in the address of each act."""
    found = {name: reverse(f"desk:{name}", args=[0]).partition("/0/") for name in _ACTS}
    return {name: (f"{before}/", f"/{after}") for name, (before, _, after) in found.items()}


def addresses(case: int) -> dict[str, str]:
    """Where each act on a case is sent, by its route's name."""
    return {name: f"{before}{case}{after}" for name, (before, after) in _patterns().items()}


def load(number: int) -> Case:
    """The case; not there and closed to this agent are one and the same answer."""
    case = cases.case(number)
    if case is None:
        raise Http404
    return case


def show(request: HttpRequest, case: int) -> HttpResponse:
    return page(request, load(case), Again())


def page(request: HttpRequest, case: Case, again: Again) -> HttpResponse:
    """Everything about one case."""
    agent: Agent = request.agent  # type: ignore[attr-defined]
    to = addresses(case.pk)
    photos, said = reports.photos(case.report_id), reports.statements(case.report_id)
    steps, around, told = cases.steps(case.pk), cases.around(case), news.of_case(case.pk)
    letters, read = _letters(case, steps), understood.given(case, told.author)
    given = {
        "case": case,
        "report": case.report,
        "erased": words.full_day(case.report.redacted_at) if case.report.redacted_at else "",
        "to": to,
        "face": "queue",
        "kept": asked.return_to(request),
        "head": facts.head(case, now()),
        "photos": facts.pictures(case, photos, withholding.named(steps)),
        "entries": timeline.entries(
            case,
            steps,
            said,
            photos,
            viewer=agent.pk,
            sent=told.steps,
            letters=letters,
            author=told.author,
            since_revision=again.read_at,
        ),
        "answers": answered.lines(case.report.version_id, case.report.answers),
        "facts": facts.facts(case, steps, agent, around),
        "last_said": said[-1].pk if said else 0,
        "undelivered": words.undelivered(told.problems) + words.unsent(letters.values()),
        "watching": sentence(presence.others(case, agent.pk)),
        **_once_more(again),
        "join_key": secrets.token_urlsafe(12),
        **_on_map(case, to["around"]),
        **read,
        "alike": said_before.lines(case, read["reading"], agent),
        **withholding.given(case, steps, read["reading"]),
        "masked_now": case.words_public and understood.is_masked(steps),
        "kinds": panel.kinds(),
        **composer.given(request, case, again.mode, again.typed, told=told.reached),
        **undo_bar.given(request),
    }
    if not request.headers.get("HX-Request"):
        given["beside_url"] = listing.beside_url(given["kept"], case.pk)
    return render(request, "desk/case.html", given, status=again.status)


def _once_more(again: Again) -> dict[str, Any]:
    """What a page that comes back says of why, and keeps of what was asked for."""
    return {
        "problem": words.refusal(again.problem) if again.problem else "",
        "problem_code": again.problem,
        "preview": again.preview,
        "contact": again.contact,
        "personal": again.personal,
        "sorting": again.mode == "sort",
        "joining": again.typed if again.mode == "join" else None,
    }


def _letters(case: Case, steps: list[Step]) -> dict[int, Letter]:
    """The letters to other authorities, asked for only where a request was passed on."""
    passed_on = any(step.to_state == "transmitted" for step in steps)
    return transmissions.of_case(case.pk) if passed_on else {}


def _on_map(case: Case, around: str) -> dict[str, str]:
    return {
        "lon": f"{case.lon:.6f}" if case.lon is not None else "",
        "lat": f"{case.lat:.6f}" if case.lat is not None else "",
        "layers_url": layers_url(),
        "points_url": around,
    }


def places(request: HttpRequest, case: int) -> JsonResponse:
    """A case and what is near it, as the map draws them."""
    return JsonResponse(facts.around(load(case)))
