"""Last question: news? Then it is sent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.adapters.chosen import chosen
from parvis.authorities import queries as authorities
from parvis.capture.reports.rules import Contact
from parvis.flows import report_draft
from parvis.flows.report_draft import Draft, StillAsked
from parvis.foundation.clock import now
from parvis.foundation.contacts import (
    ContactProblem,
    InvalidContact,
    normalise_email,
    normalise_phone,
    suggest_email,
)
from parvis.web.middleware.limits import too_many
from parvis.web.portal.report import details, limits, pages, steps, texts


class NotGiven(ValueError):
    """What was typed is no usable contact: the sentence that says so."""


@steps.with_taken_draft
def ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask, then send."""
    if request.method != "POST":
        return _page(request, draft) if steps.next_step(draft) == "news" else steps.go_on(draft)
    draft = typed(request, draft)
    if steps.next_step(draft) != "news":
        return steps.go_on(report_draft.save(draft))
    try:
        contact = contact_of(draft)
    except NotGiven as error:
        return _page(request, report_draft.save(draft), problem=str(error))
    doubt = _doubt(request, draft, contact)
    if doubt is not None:
        return _page(request, report_draft.save(draft), **doubt)
    return _send(request, draft, contact)


def _doubt(request: HttpRequest, draft: Draft, contact: Contact) -> dict[str, Any] | None:
    """Why the form is shown once more before it is sent: what the page then says besides what
    every page says; None when nothing is in doubt."""
    if draft.lost_photos and "without" not in request.POST:
        return {}
    guess = suggest_email(contact.email) if contact.email else None
    if guess and request.POST.get("sure") != contact.email:
        return {"guess": guess, "sure": contact.email}
    shortest = timedelta(seconds=settings.PARVIS_SHORTEST_SECONDS)
    if request.POST.get(steps.TRAP) or now() - draft.begun_at < shortest:
        # A machine, or a browser that fills in everything: a person only has to send once more.
        return {"again": True}
    return None


def _send(request: HttpRequest, draft: Draft, contact: Contact) -> HttpResponse:
    if not limits.may_send(request):
        report_draft.save(draft)
        return too_many(request, 3600)
    try:
        sent = report_draft.send(draft, contact=contact, language=(get_language() or "fr")[:2])
    except StillAsked:
        return details.still_asked(request, report_draft.save(replace(draft, details_given=False)))
    return HttpResponseRedirect(steps.receipt_address(sent, draft.token))


def typed(request: HttpRequest, draft: Draft) -> Draft:
    """The draft with the contact as it was typed."""
    return replace(
        draft,
        news=request.POST.get("news", "") if _offered(request.POST.get("news", "")) else "",
        email=request.POST.get("email", "").strip()[:320],
        phone=request.POST.get("phone", "").strip()[:40],
    )


def contact_of(draft: Draft) -> Contact:
    """How to write to the person. Raises NotGiven."""
    try:
        if draft.news == "email":
            return Contact(channel="email", email=normalise_email(draft.email))
        if draft.news == "sms":
            return _mobile(draft.phone)
    except InvalidContact as error:
        raise NotGiven(texts.contact_problem(error.problem, draft.news)) from error
    if draft.news == "none":
        return Contact()
    raise NotGiven(_("Choose one of these answers."))


def sms_offered() -> bool:
    """Whether text messages can be sent from here."""
    return bool(settings.PARVIS_SMS) and bool(chosen("PARVIS_SMS").available())


def _mobile(typed_number: str) -> Contact:
    phone = normalise_phone(typed_number)
    if not phone.mobile:
        raise InvalidContact(ContactProblem.NO_SUCH_NUMBER)
    return Contact(channel="sms", phone=phone.e164)


def _offered(news: str) -> bool:
    return news in {"email", "none"} or (news == "sms" and sms_offered())


def _page(
    request: HttpRequest,
    draft: Draft,
    *,
    problem: str = "",
    guess: str = "",
    sure: str = "",
    again: bool = False,
) -> HttpResponse:
    return steps.page(
        request,
        "news",
        draft,
        back=pages.last_address(draft),
        problem=problem,
        guess=guess,
        sure=sure,
        again=again,
        sms=sms_offered(),
        is_closed=_is_closed(draft),
    )


def _is_closed(draft: Draft) -> bool:
    """Whether the report goes to a closed department, where a code alone opens nothing."""
    return steps.version(draft).department_id in authorities.compartmented()
