"""The undo of whatever was done in one go: of the whole, or of what it did to one case."""

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import npgettext, pgettext

from parvis.act.cases.operations import Kept
from parvis.act.cases.rules import Refused
from parvis.flows import work_on_case as work
from parvis.web.desk import timeline, words
from parvis.web.numbers import number

# Of the steps that stay, how many are told one by one.
MOST_NAMED = 3


def undo(request: HttpRequest) -> HttpResponse:
    """Take back a batch, or what it did to one case, and say what had left the house."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        taken = work.undo(
            batch=request.POST.get("batch", ""),
            agent=request.agent,  # type: ignore[attr-defined]
            case=number(request.POST.get("case", "")),
        )
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
    overtaken = [kept for kept in taken.kept if kept.since is not None]
    parts += _overtaken(overtaken)
    others = Counter(kept.problem for kept in taken.kept if kept.since is None)
    for problem, count in others.items():
        if count == 1 and not taken.cases:
            parts.append(words.refusal(problem))
        else:
            parts.append(_stay(count, words.refusal(problem)))
    if taken.already_told:
        parts.append(pgettext("desk", "People had been told already: write to them to say so."))
    return " ".join(parts)


def _stay(count: int, why: str) -> str:
    return npgettext(
        "desk", "%(count)d step stays: %(why)s", "%(count)d steps stay: %(why)s", count
    ) % {"count": count, "why": why}


def _overtaken(kept: Sequence[Kept]) -> list[str]:
    """Who did what since, for each of the first; how many others there are."""
    parts = []
    for one in kept[:MOST_NAMED]:
        if one.since is None:
            continue
        who, what = timeline.said(one.since)
        parts.append(
            pgettext("desk", "%(reference)s stays as it is: since then, %(who)s %(what)s")
            % {"reference": one.reference, "who": who, "what": what}
        )
    if len(kept) > MOST_NAMED:
        parts.append(_stay(len(kept) - MOST_NAMED, words.refusal("overtaken")))
    return parts
