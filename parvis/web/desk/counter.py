"""The counter: typed while the person talks; on the right, who this may be."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from parvis.authorities import bounds
from parvis.authorities import queries as authorities
from parvis.capture.reports.rules import Place
from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.flows.take_down import LETTER, OLDEST_LETTER, TYPED_CHANNELS, Typed, take_down
from parvis.foundation.clock import today
from parvis.foundation.db.operation import Refusal
from parvis.foundation.geo import is_place
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.forms.fields.files import files_in
from parvis.web.answering import within
from parvis.web.answering.manner import Manner
from parvis.web.answering.shapes import Places
from parvis.web.answering.within import NOTHING, Sheet, Within, drawn, taken
from parvis.web.components import photos
from parvis.web.desk import acts, papers, person, words
from parvis.web.desk.counter_services import is_for_agents, service_of
from parvis.web.numbers import number

UNUSABLE = 422
PROBLEMS = {
    "needs_service": pgettext_lazy("desk", "Choose what it is about."),
    "needs_answers": pgettext_lazy("desk", "One answer is missing or can’t be read: see below."),
    "needs_place": pgettext_lazy("desk", "Say where it is: an address, or words."),
    "needs_contact": pgettext_lazy(
        "desk", "To give news we need an e-mail address or a mobile number."
    ),
    "bad_email": pgettext_lazy("desk", "This e-mail address does not look right. Read it again."),
    "bad_phone": pgettext_lazy("desk", "This number does not look right. Read it again."),
    "bad_day": pgettext_lazy(
        "desk", "Say on which day the letter came: today or before, within a year."
    ),
    "no_sms": pgettext_lazy(
        "desk", "No text message leaves from here: give an e-mail address, or do without news."
    ),
}


def show(request: HttpRequest) -> HttpResponse:
    """The form, empty or sent."""
    if request.method == "POST":
        return _send(request)
    here = today(authorities.calendar().zone)
    typed = {"channel": "counter", "send_key": secrets.token_urlsafe(16), "came_on": f"{here}"}
    return _page(request, typed | papers.begun(request.GET.get("papier", "")[:80]))


def again(request: HttpRequest, typed: dict[str, str], *, alike: list[Any] | None) -> HttpResponse:
    """The form as it was typed, with what is known already of the same kind close by."""
    return _page(request, typed, answered=_answered(request, typed), alike=alike, looked=True)


def _page(
    request: HttpRequest,
    typed: dict[str, str],
    problem: str = "",
    answered: Within = NOTHING,
    **more: Any,
) -> HttpResponse:
    typed = {**typed, "send_key": typed.get("send_key") or secrets.token_urlsafe(16)}
    service = service_of(typed)
    kind = offer.catalogue().services.get(service) if service else None
    here, draft = today(authorities.calendar().zone), _waiting(typed)
    sheet = _sheet(service, typed, draft)
    given = {
        "face": "counter",
        "letter": LETTER,
        "first_day": f"{here - OLDEST_LETTER}",
        "last_day": f"{here}",
        "typed": typed,
        "problem": PROBLEMS.get(problem, ""),
        "problem_code": problem,
        "service": service or "",
        "service_name": worded(kind.current.name) if kind and kind.current else "",
        "for_agents": is_for_agents(service),
        "paper": papers.version_of(typed.get("paper", "")),
        "on_paper": papers.code_of(service),
        "asked": papers.version_asked(service, typed),
        "questions": drawn(sheet, answered.reading.given, answered),
        "may_be_known": person.is_offered(sheet),
        "channels": [(code, words.CHANNELS[code]) for code in TYPED_CHANNELS],
    }
    given |= _pictures(draft) | more
    return render(request, "desk/counter.html", given, status=UNUSABLE if problem else 200)


def _sheet(service: int | None, typed: Mapping[str, str], draft: Draft) -> Sheet | None:
    """The service type's own questions: all their pages at once."""
    version = papers.version_asked(service, typed)
    form = offer.asked(version) if version else None
    if form is None:
        return None
    pages = tuple(page.key for page in form.pages)
    places = _places(draft, version)
    return Sheet(form, pages, report_draft.folder(draft), places, Manner.sent(typed))


def _places(draft: Draft, version: int) -> Places:
    def picture(file: str) -> str:
        address = reverse("desk:counter_answer_picture", args=[draft.token])
        return within.picture_address(address, file)

    def options(key: str) -> str:
        return reverse("desk:counter_options", args=[version, key])

    return Places(options=options, picture=picture, takes_files=True)


def _waiting(typed: dict[str, str]) -> Draft:
    """What keeps the photos of a form until it is sent."""
    return report_draft.opened(typed.get("send_key", "")[:64])


def _pictures(draft: Draft) -> dict[str, Any]:
    """What the page says of the photos taken in so far."""
    return photos.shown(
        draft,
        upload=reverse("desk:counter_photos", args=[draft.token]),
        picture=reverse("desk:counter_photo", args=[draft.token]),
    )


@require_POST
def take_photo(request: HttpRequest, key: str) -> HttpResponse:
    """Take a photo in while the person talks, or take one out; the script is told how they
    stand now."""
    draft, problems = photos.changed(report_draft.opened(key), request)
    return photos.answer(request, _pictures(draft), problems)


def photo(request: HttpRequest, key: str) -> HttpResponse:
    """The small photo number `?n=` of those that wait."""
    return photos.small(request, report_draft.opened(key))


def answer_picture(request: HttpRequest, key: str) -> HttpResponse:
    """The picture `?f=` among the answers that wait."""
    return within.picture(report_draft.opened(key).answers, request.GET.get("f", ""))


def _answered(request: HttpRequest, typed: dict[str, str]) -> Within:
    """What was typed of the questions, with the files that wait for them: those are kept, with
    the rows in which they stand, where there are some."""
    draft, service = _waiting(typed), service_of(typed)
    answered = taken(_sheet(service, typed, draft), request, _given(draft, service))
    if report_draft.has_files(draft) or any(files_in(answered.reading.given)):
        kept = report_draft.answered(draft, answered.reading.given)
        report_draft.save(replace(kept, service=service))
    return answered


def _given(draft: Draft, service: int | None) -> dict[str, Any]:
    """The answers that wait, where they are to the questions of this service type."""
    return draft.answers if draft.service == service else {}


def _send(request: HttpRequest) -> HttpResponse:
    typed = {name: str(value) for name, value in request.POST.items()}
    typed["send_key"] = typed.get("send_key", "")[:64] or secrets.token_urlsafe(16)
    _, problems = photos.taken(_waiting(typed), request)
    number = photos.dropped(request)
    if number is not None:
        report_draft.drop_photo(_waiting(typed), number)
    answered = _answered(request, typed)
    if typed.get("do") == person.WISH:
        sheet = _sheet(service_of(typed), typed, _waiting(typed))
        known = person.filled(request, typed, sheet, answered)
        return _page(request, typed, answered=known.answered, told=known.told)
    if problems or answered.stays:
        return _page(request, typed, answered=answered, photo_problems=problems)
    if not answered.is_over:
        return _page(request, typed, "needs_answers", answered)
    try:
        receipt = take_down(
            typed=Typed(
                service=service_of(typed),
                version=papers.version_asked(service_of(typed), typed),
                words=typed.get("words", ""),
                answers=answered.reading.answers,
                place=_place(typed),
                name=typed.get("name", ""),
                email=typed.get("email", ""),
                phone=typed.get("phone", ""),
                wants_news=typed.get("news") == "1",
                channel=typed.get("channel", ""),
                send_key=typed["send_key"],
                came_on=_day(typed.get("came_on", "")),
            ),
            agent=request.agent,  # type: ignore[attr-defined]
        )
    except Refusal as refusal:
        return _page(request, typed, refusal.problem, answered)
    acts.draft_done(request, "counter")
    return HttpResponseRedirect(reverse("desk:slip", args=[receipt.report.pk]))


def _day(text: str) -> date:
    """The day of a letter; one that can't be read is refused as one out of bounds is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


def _place(typed: dict[str, str]) -> Place:
    address = typed.get("address", "").strip()[:200]
    words, at = typed.get("place_words", "").strip()[:500], position(typed)
    if at is None:
        return Place(words=", ".join(part for part in (address, words) if part))
    return Place(lon=at[0], lat=at[1], address=address, words=words)


def position(typed: dict[str, str]) -> tuple[float, float] | None:
    """Where it is: the place that was chosen, unless the address was rewritten since; else the
    only one that the address can mean."""
    address = typed.get("address", "").strip()[:200]
    try:
        lon, lat = float(typed.get("lon", "")), float(typed.get("lat", ""))
    except ValueError:
        return _looked_up(address)
    if address and is_place(lon, lat) and bounds.contradicts(address, lon, lat):
        return _looked_up(address)
    return (lon, lat) if is_place(lon, lat) else None


def _looked_up(address: str) -> tuple[float, float] | None:
    """Where an address is that nobody chose from the list: the one place of the town that it can
    mean."""
    meant = bounds.surely(bounds.search(address, limit=2)) if address else None
    return (meant.lon, meant.lat) if meant else None


def service_questions(request: HttpRequest) -> HttpResponse:
    """The questions of the service type just chosen, and whether it is for agents alone."""
    service = number(request.GET.get("service", ""))
    draft = report_draft.opened(request.GET.get("send_key", "")[:64])
    sheet = _sheet(service, request.GET, draft)
    shown = {
        "asked": papers.version_asked(service, request.GET),
        "questions": drawn(sheet, _given(draft, service)),
        "may_be_known": person.is_offered(sheet),
        "for_agents": is_for_agents(service),
        "on_paper": papers.code_of(service),
    }
    return render(request, "desk/service_questions.html", shown)
