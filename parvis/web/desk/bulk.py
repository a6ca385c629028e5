"""Several cases at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import npgettext

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Step
from parvis.act.cases.rules import Change, Refused
from parvis.flows import work_on_case as work
from parvis.web.desk import words
from parvis.web.desk.undo_bar import BATCH

MOST = 200


def act(request: HttpRequest) -> HttpResponse:
    """One act on every case that was ticked."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    chosen = [int(value) for value in request.POST.getlist("case")[:MOST] if value.isdigit()]
    kept = request.POST.get("kept", "")
    outcome = work.bulk(chosen=chosen, act=_one(request, request.POST.get("what", "")))
    for problem, count in outcome.refused.items():
        sentence = npgettext(
            "desk",
            "%(count)d request was left as it was: %(why)s",
            "%(count)d requests were left as they were: %(why)s",
            count,
        ) % {"count": count, "why": words.refusal(problem)}
        messages.warning(request, sentence)
    query = f"{kept}&{BATCH}={outcome.batch}" if kept else f"{BATCH}={outcome.batch}"
    return HttpResponseRedirect(f"{reverse('desk:queue')}?{query}")


def _one(request: HttpRequest, what: str):
    agent = request.agent  # type: ignore[attr-defined]
    kind, _, value = what.partition(":")

    def one(case: int, batch: str) -> Sequence[Step]:
        if kind == "me":
            return work.assign(case=case, agent=agent, to=agent.pk, batch=batch).steps
        if kind == "agent" and value.isdigit():
            return work.assign(case=case, agent=agent, to=int(value), batch=batch).steps
        if kind == "team" and value.isdigit():
            return work.assign(case=case, agent=agent, team=int(value), batch=batch).steps
        if kind == "priority" and value.isdigit():
            by = work.actor(agent)
            step = cases.set_priority(case=case, priority=int(value), by=by, batch=batch)
            return [step]
        if kind == "state" and value in {"in_progress", "resolved"}:
            step = cases.change_state(
                case=case,
                change=Change(value),
                by=work.actor(agent),
                roles=frozenset(agent.roles),
                batch=batch,
            )
            return [step]
        raise Refused("not_allowed")

    return one
