"""One public case: what it is, where it stands, its public steps, and "me too"."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import formats, timezone
from django.views.decorators.csrf import csrf_exempt

from parvis.act.cases import queries as cases
from parvis.act.cases.holding import hold
from parvis.act.cases.models import Case
from parvis.adapters.images import MEDIA_TYPE
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.authorities import queries as authorities
from parvis.capture.reports.rules import Contact
from parvis.flows import report_draft
from parvis.flows.follow_report import follow_report
from parvis.foundation.clock import now
from parvis.foundation.db.turns import in_turn
from parvis.foundation.references import normalise_reference
from parvis.foundation.tokens import TOKEN_LENGTH, new_token
from parvis.inform.public_map import queries as public_map
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.public_map.rules import HIDDEN
from parvis.journal.rules import RESIDENT
from parvis.web.errors import comes_from_here
from parvis.web.middleware.limits import too_many
from parvis.web.portal import listing, states
from parvis.web.portal.report import limits, steps

# The browser's own note that it follows this case: for who comes back and taps again.
FOLLOWED = "suivi"


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A step as the public reads it: never its words."""

    words: str
    icon: str
    day: str
    is_here: bool


@csrf_exempt
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """The page. A POST follows the case: counted at once, news are asked about next.

    Its form has no form key, which would cost every reader a cookie, but a key of its own: of
    however many taps, one counts."""
    point = _point(reference)
    if request.method == "POST":
        return _follow(request, point)
    steps_shown = _steps(point)
    context = {
        "row": listing.row(point),
        "point": point,
        "steps": steps_shown,
        "follow_key": new_token() if may_be_followed(point) else "",
        "photos": [
            (number, f"/signalements/{point.reference}/photo/{number}/")
            for number in point.photo_ids
        ],
        "lon": f"{point.lon:.6f}" if point.lon is not None else "",
        "lat": f"{point.lat:.6f}" if point.lat is not None else "",
    }
    response = render(request, "portal/case.html", context)
    # The key is this reader's alone.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def photo(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A picture that an agent approved, masked where they masked it; 404 for any other."""
    point = _point(reference)
    copy = cases.public_copy(point.case_id, number, since=now() - hold())
    if copy is None or number not in point.photo_ids:
        raise Http404
    name = copy.shown if request.GET.get("taille") == "grande" else copy.shown_small
    try:
        data = files_of(authorities.authority().pk).get(name)
    except NoSuchFile as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _point(reference: str) -> PublicPoint:
    wanted = normalise_reference(reference)
    point = public_map.by_reference(wanted) if wanted else None
    if point is None:
        raise Http404
    return point


def _steps(point: PublicPoint) -> list[PublicStep]:
    """Received, then every public change of state that can no longer be undone; words of agents and
    people stay out, and so does the time when the case itself was not shown."""
    report = Case.objects.filter(pk=point.case_id).values_list("report_id", flat=True).first()
    since = now() - hold()
    told = [
        step
        for step in cases.public_steps(report or 0)
        if step.kind == "state"
        and step.to_state not in HIDDEN
        and (step.agent_id is None or step.occurred_at <= since)
    ]
    found = [(states.word("received"), "inbox", point.received_at)]
    found += [
        (states.word(step.to_state), states.icon(step.to_state), step.occurred_at) for step in told
    ]
    return [
        PublicStep(
            words=words,
            icon=icon,
            day=formats.date_format(timezone.localtime(moment), "l j F Y"),
            is_here=point.is_open and at == len(found) - 1,
        )
        for at, (words, icon, moment) in enumerate(found)
    ]


def may_be_followed(point: PublicPoint) -> bool:
    """Whether somebody else can have seen the same: it is open, and its place is shown. A matter
    between one person and the town has no place that the public sees."""
    return point.is_open and point.lon is not None


def _follow(request: HttpRequest, point: PublicPoint) -> HttpResponse:
    """Follow once, whatever the number of taps: the key names the draft that says who follows."""
    key = request.COOKIES.get(FOLLOWED) or request.POST.get("send_key", "")
    if not may_be_followed(point) or not comes_from_here(request) or len(key) != TOKEN_LENGTH:
        return HttpResponseRedirect(request.path)
    in_turn(f"follow {key}")
    draft = report_draft.opened(key)
    if draft.followed is None:
        if not limits.may_send(request):
            return too_many(request, 3600)
        following = follow_report(case=point.case_id, contact=Contact(), by=RESIDENT)
        draft = report_draft.save(report_draft.following(draft, following.follower.pk))
    response = HttpResponseRedirect(steps.address("followed", draft))
    response.set_cookie(
        FOLLOWED,
        key,
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
