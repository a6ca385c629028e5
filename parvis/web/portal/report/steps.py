"""What every step of the report form shares: finding its draft, going on, looking the same.

The draft's address is a secret of the person who fills the form in: it is what allows a POST here,
instead of a cookie. So a form left open for a day, or a browser without cookies, loses nothing.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft, NoDraft
from parvis.foundation.tokens import new_token
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceType, ServiceVersion
from parvis.web.middleware.headers import private
from parvis.web.portal.report import texts

STEPS = ("photo_first", "what", "which", "where", "near", "details", "photo_place", "news")
# Which of the five marks on top of the page a step belongs to.
_MARKS = {"what": 1, "which": 1, "where": 2, "near": 3, "details": 4, "photo_place": 4, "news": 5}
MARKS = 5
_SALT = "parvis.report.draft"
# Filled by machines alone: people never see it.
TRAP = "website"
# The words that a report may begin with, whatever it is about, and how many characters of each.
_WORDS = {"words": 5_000, "address": 200, "place_words": 500, "email": 320, "phone": 40}

View = Callable[..., HttpResponse]


def service(draft: Draft) -> ServiceType | None:
    """The service type that was chosen, even if it is offered no longer: what was begun is still
    taken in; None when there is none, or it has become one for agents alone."""
    offered = offer.for_residents().services.get(draft.service or 0)
    if offered is not None or not draft.version or _is_for_agents(draft):
        return offered
    return version(draft).service_type


def _is_for_agents(draft: Draft) -> bool:
    catalogue = offer.catalogue()
    return draft.service in catalogue.services and catalogue.is_for_agents(draft.service)


def is_offered(draft: Draft) -> bool:
    """Whether residents may still choose what was chosen."""
    return draft.service in offer.for_residents().services


def version(draft: Draft) -> ServiceVersion:
    """What the chosen service type said and asked when it was chosen."""
    return report_draft.version_of(draft)


def next_step(draft: Draft) -> str:
    """The first step that is still to be done."""
    chosen = service(draft)
    if chosen is None:
        return "what"
    asks_place = version(draft).place != "none"
    photo_elsewhere = draft.photo_place is not None and not draft.photo_place_seen
    to_do = {
        "which": _is_refinable(draft, chosen),
        "where": asks_place and not draft.place_given,
        "near": asks_place and not draft.near_seen,
        "details": not draft.details_given,
        "photo_place": asks_place and photo_elsewhere,
    }
    return next((step for step, wanted in to_do.items() if wanted), "news")


def _is_refinable(draft: Draft, chosen: ServiceType) -> bool:
    subtypes = offer.for_residents().subtypes(chosen.pk)
    return not draft.refined and is_offered(draft) and bool(subtypes)


def address(step: str, draft: Draft) -> str:
    """Where a step of this draft stands."""
    return reverse(f"portal:report_{step}", args=[draft.token])


def go_on(draft: Draft) -> HttpResponse:
    """To the first step still to be done."""
    return HttpResponseRedirect(address(next_step(draft), draft))


def with_draft(view: View) -> View:
    """Give the view its draft; when it was sent, the receipt; when it is gone, bring it back from
    what the form itself carries."""
    return _found(view, lambda _request, token: report_draft.load(token))


def with_taken_draft(view: View) -> View:
    """The same, for the view that sends: its POST has the draft for itself, and saves it again
    unless it was sent."""

    def find(request: HttpRequest, token: str) -> Draft:
        return (report_draft.take if request.method == "POST" else report_draft.load)(token)

    return _found(view, find)


def with_begun_draft(view: View) -> View:
    """The same, for the page where a draft begins under an address of its own: an unknown one
    opens an empty draft, of which nothing is kept before something was sent."""

    def find(request: HttpRequest, token: str) -> Draft:
        begins = request.method != "POST" and len(token) == len(new_token())
        if begins and report_draft.sent_already(token) is None:
            return report_draft.opened(token)
        return report_draft.load(token)

    return _found(view, find)


def _found(view: View, find: Callable[[HttpRequest, str], Draft]) -> View:

    @csrf_exempt
    @wraps(view)
    def found(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        try:
            draft = find(request, token)
        except NoDraft:
            sent = report_draft.sent_already(token)
            if sent is not None:
                return HttpResponseRedirect(receipt_address(sent, token))
            restored = _carried(token, request.POST.get("kept", ""))
            if restored is None:
                return secret(_over(request, token))
            draft = restored
        return secret(view(request, draft, **more))

    return found


def words_in(given: Mapping[str, str]) -> dict[str, str]:
    """What a form holds of the words that any report may begin with."""
    return {name: given.get(name, "").strip()[:most] for name, most in _WORDS.items()}


def _over(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a draft whose time is over. What was sent there, or what the browser still
    keeps, can be taken up again."""
    if len(token) != len(new_token()):
        return render(request, "portal/report/gone.html", status=404)
    mark = _mark_of(token)
    keys = " ".join(done_keys_of(mark))
    words = words_in(request.POST)
    context = {"words": words, "found": any(words.values()), "mark": mark, "keys": keys}
    return render(request, "portal/report/over.html", context, status=404)


def secret(response: HttpResponse) -> HttpResponse:
    """Found by nobody, told to nobody. Kept by the person's own browser alone, so that its back
    button still knows what was typed."""
    private(response)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def receipt_address(sent: report_draft.Sent, draft_token: str) -> str:
    """The receipt's address: as secret as the link that it shows. `f` tells the browser which of
    its own copies it may forget."""
    address = reverse("portal:receipt", args=[sent.report, sent.token])
    return f"{address}?f={_mark_of(draft_token)}"


def done_keys_of(mark: str) -> list[str]:
    """Every copy that the browser may have kept of the draft of this mark."""
    return [f"report-{mark}-{step}" for step in STEPS] if re.fullmatch("[0-9a-f]{12}", mark) else []


def every_key(draft: Draft) -> list[str]:
    """Every copy that the browser may have kept of a draft."""
    return done_keys_of(_mark_of(draft.token))


def page(
    request: HttpRequest, step: str, draft: Draft, *, back: str = "", **context: Any
) -> HttpResponse:
    """A step's page, with what all of them show."""
    chosen = service(draft)
    shared = {
        "draft": draft,
        "step": step,
        "marks": _marks(step),
        "mark": _MARKS.get(step, 0),
        "mark_count": MARKS,
        "draft_key": draft_key(draft, step),
        "done_keys": " ".join(
            _done_keys(draft, step, posted=request.method == "POST")
            + done_keys_of(request.GET.get("f", ""))
        ),
        "kept": carried(draft),
        "trap": TRAP,
        "service_name": worded(offer.titles(version(draft))) if chosen else "",
        "is_offered": chosen is None or is_offered(draft),
        "emergency": texts.emergency(version(draft)) if chosen else "",
        "lost_photos": texts.lost_photos(draft.lost_photos),
        "back": back,
    }
    return render(request, f"portal/report/{step}.html", shared | context)


def carried(draft: Draft) -> str:
    """The draft as its form carries it, signed: the way back once the database forgot it."""
    return signing.dumps(report_draft.to_data(draft), salt=_SALT, compress=True)


def draft_key(draft: Draft, step: str) -> str:
    """What the browser keeps this step's words under; says nothing of the token."""
    return f"report-{_mark_of(draft.token)}-{step}"


def _mark_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:12]


def _done_keys(draft: Draft, step: str, *, posted: bool) -> list[str]:
    """The steps whose words the server has: the browser may forget its own."""
    return [draft_key(draft, one) for one in STEPS if one != step or posted]


def _marks(step: str) -> list[str]:
    here = _MARKS.get(step, 0)
    return [
        "is-done" if mark < here else "is-here" if mark == here else ""
        for mark in range(1, MARKS + 1)
    ]


def _carried(token: str, kept: str) -> Draft | None:
    """The draft as the form carried it, signed by us."""
    if not kept:
        return None
    try:
        content = signing.loads(kept, salt=_SALT)
    except signing.BadSignature:
        return None
    return report_draft.restored(token, content)
