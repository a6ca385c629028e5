"""Several cases at once."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import npgettext, pgettext

from parvis.act.cases import operations as cases
from parvis.act.cases import queries
from parvis.act.cases.models import Step
from parvis.act.cases.queries import Changed
from parvis.act.cases.rules import Change, Refused
from parvis.flows import work_on_case as work
from parvis.web.desk import words
from parvis.web.desk.choices import agent_names
from parvis.web.desk.undo_bar import BATCH
from parvis.web.numbers import number

MOST, MOST_NAMED = 200, 5


def act(request: HttpRequest) -> HttpResponse:
    """One act on every case that was ticked, as it was read."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    chosen, kept = _ticked(request.POST.getlist("case")), request.POST.get("kept", "")
    outcome = work.bulk(chosen=chosen, act=_one(request, request.POST.get("what", "")))
    changed = outcome.refused.pop("changed_meanwhile", [])
    if changed:
        messages.warning(request, _changed({case: chosen[case] for case in changed}))
    for problem, left in outcome.refused.items():
        sentence = npgettext(
            "desk",
            "%(count)d request was left as it was: %(why)s",
            "%(count)d requests were left as they were: %(why)s",
            len(left),
        ) % {"count": len(left), "why": words.refusal(problem)}
        messages.warning(request, sentence)
    query = f"{kept}&{BATCH}={outcome.batch}" if kept else f"{BATCH}={outcome.batch}"
    return HttpResponseRedirect(f"{reverse('desk:queue')}?{query}")


def _ticked(values: Sequence[str]) -> dict[int, int]:
    """The cases ticked ("id:revision"), each with the revision at which its line was read. One
    that comes without is older than any."""
    found = {}
    for value in values[:MOST]:
        case, _, revision = value.partition(":")
        if (ticked := number(case)) is not None:
            found[ticked] = number(revision) or 0
    return found


def _changed(revisions: Mapping[int, int]) -> SafeString:
    """Which requests somebody changed since their lines were read, who, and where to look."""
    count, found = len(revisions), queries.changed_since(revisions)
    sentence = npgettext(
        "desk",
        "%(count)d request was changed meanwhile and left as it was. Look at it:",
        "%(count)d requests were changed meanwhile and left as they were. Look at them:",
        count,
    ) % {"count": count}
    links = format_html_join(", ", '<a href="{}">{}</a>', map(_link, found[:MOST_NAMED]))
    if count <= MOST_NAMED:
        return format_html("{} {}", sentence, links)
    return format_html("{} {}…", sentence, links)


def _link(one: Changed) -> tuple[str, str]:
    address, who = reverse("desk:case", args=[one.case]), agent_names().get(one.agent or 0)
    if who is None:
        return address, one.reference
    text = pgettext("desk", "%(reference)s (by %(who)s)")
    return address, text % {"reference": one.reference, "who": who}


def _one(request: HttpRequest, what: str):
    agent = request.agent  # type: ignore[attr-defined]
    kind, _, value = what.partition(":")
    targets = {"me": {"to": agent.pk}}
    chosen = number(value)
    if chosen is not None:
        targets |= {"agent": {"to": chosen}, "team": {"team": chosen}}

    def one(case: int, revision: int, batch: str) -> Sequence[Step]:
        if kind in targets:
            return work.assign(
                case=case, agent=agent, revision=revision, batch=batch, **targets[kind]
            ).steps
        if kind == "priority" and chosen is not None:
            by = work.actor(agent)
            step = cases.set_priority(
                case=case, priority=chosen, by=by, revision=revision, batch=batch
            )
            return [step]
        if kind == "state" and value in {"in_progress", "resolved"}:
            step = cases.change_state(
                case=case,
                change=Change(value),
                by=work.actor(agent),
                roles=frozenset(agent.roles),
                revision=revision,
                batch=batch,
            )
            return [step]
        raise Refused("not_allowed")

    return one
