"""Several cases at once, and the undo of whatever was done in one go."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import npgettext, pgettext

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


def undo(request: HttpRequest) -> HttpResponse:
    """Take back a batch, and say what had left the house."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        taken = work.undo(batch=request.POST.get("batch", ""), agent=request.agent)  # type: ignore[attr-defined]
        sentence = told(taken)
    except Refused as refusal:
        sentence = words.refusal(refusal.problem)
    # Said again once the page has been read anew: the list or the case changed under it.
    messages.info(request, sentence)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(sentence, content_type="text/plain; charset=utf-8")
    return HttpResponseRedirect(request.POST.get("next") or reverse("desk:queue"))


def told(taken: work.TakenBack) -> str:
    """What came of an undo, in sentences."""
    parts = []
    if taken.cases:
        count = len(taken.cases)
        parts.append(
            npgettext("desk", "Undone: the request is as it was.",
                "Undone: %(count)d requests are as they were.",
                count,
            ) % {"count": count}
        )  # fmt: skip
    for problem, count in taken.kept.items():
        if count == 1 and not taken.cases:
            parts.append(words.refusal(problem))
        else:
            parts.append(
                npgettext(
                    "desk", "%(count)d step stays: %(why)s", "%(count)d steps stay: %(why)s", count
                )
                % {"count": count, "why": words.refusal(problem)}
            )
    if taken.already_told:
        parts.append(pgettext("desk", "People had been told already: write to them to say so."))
    return " ".join(parts)
