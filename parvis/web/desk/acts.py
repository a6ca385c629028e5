"""What an agent does to one case. A refusal gives the page back, with what was typed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.act.cases import operations as cases
from parvis.act.cases import search
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change, Refused
from parvis.capture.reports.models import Photo
from parvis.flows import work_on_case as work
from parvis.foundation.references import normalise_reference
from parvis.web.desk import asked, composer, understood, withholding
from parvis.web.desk.case_page import Again, load, page
from parvis.web.desk.undo_bar import BATCH
from parvis.web.numbers import number

CONFLICT, UNUSABLE = 409, 422


def back(request: HttpRequest, case: int, batch: str = "") -> HttpResponse:
    """To the case, with the list's filters and the offer to undo."""
    kept = asked.return_to(request)
    address = reverse("desk:case", args=[case])
    query = "&".join(part for part in (kept, urlencode({BATCH: batch}) if batch else "") if part)
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def draft_done(request: HttpRequest, key: str) -> None:
    """What was typed has arrived: the next page has the browser forget its copy of it, once."""
    messages.info(request, key, extra_tags="draft-done")


def attempt(
    request: HttpRequest, case: int, mode: str, act: Callable[[Case], str | None]
) -> HttpResponse:
    """Do it, or give the page back with the sentence that says why not. `act` gets the case and
    returns the batch that undoes it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = load(case)
    try:
        batch = act(row)
    except Refused as refusal:
        status = CONFLICT if refusal.problem == "changed_meanwhile" else UNUSABLE
        typed = {name: str(value) for name, value in request.POST.items()}
        return page(request, load(case), Again(mode, typed, refusal.problem, status=status))
    draft_done(request, f"{mode.replace('_', '-')}-{case}")
    return back(request, case, batch or "")


def _revision(request: HttpRequest) -> int:
    return number(request.POST.get("revision", "")) or 0


def reply(request: HttpRequest, case: int) -> HttpResponse:
    """Answer, with or without a change of state; or show how it will read."""
    if "apercu" in request.POST:
        return _preview(request, case)

    def act(row: Case) -> str:
        agent = request.agent  # type: ignore[attr-defined]
        text = composer.fill(request.POST.get("words", ""), row, agent)
        change = _change(request, text) if request.POST.get("target") else None
        done = work.reply(
            case=row.pk,
            words=text,
            agent=agent,
            revision=_revision(request),
            change=change,
            author_only=request.POST.get("author_only") == "1",
        )
        return done.batch

    return attempt(request, case, "reply", act)


def _preview(request: HttpRequest, case: int) -> HttpResponse:
    row = load(case)
    text = composer.fill(request.POST.get("words", ""), row, request.agent)  # type: ignore[attr-defined]
    typed = {name: str(value) for name, value in request.POST.items()}
    return page(request, row, Again("reply", typed, preview=text))


def note(request: HttpRequest, case: int) -> HttpResponse:
    """Words for colleagues."""

    def act(row: Case) -> str:
        agent = request.agent  # type: ignore[attr-defined]
        return work.note(case=row.pk, words=request.POST.get("words", ""), agent=agent).batch

    return attempt(request, case, "note", act)


def _number(request: HttpRequest, name: str) -> int | None:
    return number(request.POST.get(name, ""))


def assign(request: HttpRequest, case: int) -> HttpResponse:
    """Give it to a colleague, or to a team."""

    def act(row: Case) -> str:
        team, to = _number(request, "team"), _number(request, "to")
        if team is None and to is None:
            raise Refused("not_allowed")
        return work.assign(
            case=row.pk,
            agent=request.agent,  # type: ignore[attr-defined]
            team=team,
            to=to,
            revision=_revision(request),
        ).batch

    return attempt(request, case, "assign", act)


def take(request: HttpRequest, case: int) -> HttpResponse:
    """I take it."""

    def act(row: Case) -> str:
        agent = request.agent  # type: ignore[attr-defined]
        done = work.assign(case=row.pk, agent=agent, to=agent.pk, revision=_revision(request))
        return done.batch

    return attempt(request, case, "assign", act)


def hand_over(request: HttpRequest, case: int) -> HttpResponse:
    """Give it to another department. Whoever can't follow it there goes back to the list."""
    stays = True

    def act(row: Case) -> None:
        nonlocal stays
        team = _number(request, "team")
        if team is None:
            raise Refused("not_allowed")
        stays = work.hand_over(
            case=row.pk,
            team=team,
            agent=request.agent,  # type: ignore[attr-defined]
            words=request.POST.get("words", ""),
            revision=_revision(request),
        )

    answer = attempt(request, case, "hand_over", act)
    if stays or answer.status_code >= 400:
        return answer
    messages.success(
        request,
        pgettext("desk", "The request is in their hands. You can no longer see it from here."),
    )
    return HttpResponseRedirect(f"{reverse('desk:queue')}?{asked.return_to(request)}")


def _change(request: HttpRequest, text: str) -> Change:
    target = request.POST.get("target", "")
    wanted = {
        "reason": _number(request, "reason") if target == "declined" else None,
        "third_party": _number(request, "third_party") if target == "waiting_third_party" else None,
    }
    if target == "transmitted":
        wanted["third_party"] = _number(request, "recipient")
    return Change(
        target,
        words=text,
        planned_on=_day(request.POST.get("planned_on", "")) if target == "planned" else None,
        duplicate_of=_main(request.POST.get("main", "")) if target == "duplicate" else None,
        way=request.POST.get("way", "") if target == "transmitted" else "",
        **wanted,
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _main(typed: str) -> int | None:
    """The main case that a reference names; raises `Refused` when none has it."""
    if not typed.strip():
        return None
    reference = normalise_reference(typed)
    found = search.by_reference(reference) if reference else None
    if found is None:
        raise Refused("no_such_case")
    return found.pk


def change_state(request: HttpRequest, case: int) -> HttpResponse:
    """Lead it to another state."""

    def act(row: Case) -> str:
        agent = request.agent  # type: ignore[attr-defined]
        text = composer.fill(request.POST.get("words", ""), row, agent)
        return work.change_state(
            case=row.pk, change=_change(request, text), agent=agent, revision=_revision(request)
        ).batch

    return attempt(request, case, "state", act)


def read(request: HttpRequest, case: int) -> HttpResponse:
    """What the person wrote has been read: it waits for nobody any more. The form says what stood
    on the page: what was written since was not read."""

    def act(row: Case) -> None:
        by = work.actor(request.agent)  # type: ignore[attr-defined]
        cases.read_news(case=row.pk, said=_number(request, "said") or 0, by=by)

    return attempt(request, case, "", act)


def set_priority(request: HttpRequest, case: int) -> HttpResponse:
    """How urgent it is."""

    def act(row: Case) -> str:
        by = work.actor(request.agent)  # type: ignore[attr-defined]
        return cases.set_priority(
            case=row.pk,
            priority=_number(request, "priority") or 0,
            by=by,
            revision=_revision(request),
            batch=work.new_batch(),
        ).batch

    return attempt(request, case, "", act)


def publish(request: HttpRequest, case: int) -> HttpResponse:
    """Let the public read the words, or not, or see a photo no more (see `masking`); for a rule
    that whoever asked is told, where the form asks for one (see `withholding`)."""

    def act(row: Case) -> str:
        batch = work.new_batch()
        written: dict[str, Any] = {
            "case": row.pk,
            "by": work.actor(request.agent),  # type: ignore[attr-defined]
            "revision": _revision(request),
            "batch": batch,
        }
        shown, rule = request.POST.get("shown") == "1", withholding.asked_for(request)
        number = _number(request, "photo")
        if number is None:
            wanted = request.POST.getlist("mask"), request.POST.get("also", "")
            masked = understood.masked_by(row.report.words, *wanted) if shown else []
            cases.publish_words(approved=shown, masked=masked, rule=rule, **written)
            return batch
        photo = Photo.objects.filter(pk=number, report_id=row.report_id).first()
        if photo is None or shown:
            raise Refused("not_allowed")
        cases.withdraw_photo(photo=photo, rule=rule, **written)
        return batch

    return attempt(request, case, "", act)
