"""Somebody else says the same: found before a request is typed twice, and counted with it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import npgettext, pgettext

from parvis.act.cases import queries as cases
from parvis.act.cases.models import Case
from parvis.flows.take_down import Joining, join_in
from parvis.foundation.db.operation import Refusal
from parvis.offer.catalogue import queries as offer
from parvis.web.desk import acts, counter, counter_services, facts, slips, words
from parvis.web.desk.case_page import Again, load, page

# What this session's agent added lately: the form's key, and the report.
ADDED, MOST_KEPT = "joined_in", 20


@dataclass(frozen=True, slots=True)
class Alike:
    """An open request of the same kind close by, as the counter shows it."""

    id: int
    title: str
    line: str
    join: str


def find(request: HttpRequest) -> HttpResponse:
    """What is known already of the same kind, close to the place typed: beside the form, or, where
    no script asks for it, with the whole form, which then comes by POST."""
    if request.method == "POST":
        typed = {name: str(value) for name, value in request.POST.items()}
        return counter.again(request, typed, alike=found(typed))
    typed = {name: str(value) for name, value in request.GET.items()}
    return render(request, "desk/alike.html", {"alike": found(typed)})


def found(typed: dict[str, str]) -> list[Alike] | None:
    """The same kind of request close to the place typed; None while one of them is not known."""
    service, place = counter_services.service_of(typed), counter.position(typed)
    if service is None or place is None:
        return None
    kinds = offer.catalogue().family(service)
    return [_shown(metres, row) for metres, row in cases.alike(*place, kinds)]


def _shown(metres: int, row: Case) -> Alike:
    line = [
        pgettext("desk", "%(metres)d m away") % {"metres": metres},
        words.day(row.received_at),
        words.state(row.state),
    ]
    if row.follower_count > 1:
        line.append(facts.people_follow(row.follower_count))
    return Alike(row.pk, row.title, ", ".join(line), reverse("desk:join", args=[row.pk]))


def join(request: HttpRequest, case: int) -> HttpResponse:
    """Add the person who is speaking to a request."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row, key = load(case), request.POST.get("send_key", "")[:64]
    added: dict[str, int] = request.session.get(ADDED, {})
    if not key or key not in added:
        try:
            following = join_in(
                case=row.pk,
                joining=Joining(
                    name=request.POST.get("name", ""),
                    email=request.POST.get("email", ""),
                    phone=request.POST.get("phone", ""),
                    agreed=request.POST.get("news") == "1",
                    words=request.POST.get("words", ""),
                ),
                agent=request.agent,  # type: ignore[attr-defined]
            )
        except Refusal as refusal:
            typed = {name: str(value) for name, value in request.POST.items()}
            return page(request, row, Again("join", typed, refusal.problem, status=acts.UNUSABLE))
        kept = [*added.items(), (key or f"case {row.pk}", row.report_id)]
        request.session[ADDED] = dict(kept[-MOST_KEPT:])
        messages.success(request, _counted(following.count))
    acts.draft_done(request, "counter" if request.POST.get("then") == "slip" else f"join-{row.pk}")
    if request.POST.get("then") == "slip":
        return Redirect(reverse("desk:joined_slip", args=[row.report_id]))
    return acts.back(request, row.pk)


def _counted(count: int) -> str:
    return npgettext(
        "desk",
        "Counted: %(count)d person follows this request.",
        "Counted: %(count)d people follow this request.",
        count,
    ) % {"count": count}


def slip(request: HttpRequest, report: int) -> HttpResponse:
    """What the person takes away; for whoever has just added them."""
    if report not in request.session.get(ADDED, {}).values():
        raise Http404
    return slips.printed(request, report, is_author=False)
