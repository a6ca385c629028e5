"""Perhaps somebody has said it already: one tap follows that report instead."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.act.cases.models import Case
from parvis.capture.reports.rules import Contact
from parvis.flows import report_draft
from parvis.flows.follow_report import follow_report
from parvis.flows.report_draft import Draft
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.inform.public_map import queries as public_map
from parvis.inform.public_map.queries import Nearby
from parvis.journal.rules import RESIDENT
from parvis.offer.catalogue import queries as offer
from parvis.web.middleware.limits import too_many
from parvis.web.portal import states
from parvis.web.portal.report import limits, steps

# An address and a finger on the map say no better where something is.
_HERE_M = 10
_MOST_NEAR = 200


@dataclass(frozen=True, slots=True)
class Card:
    """One report nearby, in words."""

    reference: str
    title: str
    icon: str
    line: str
    state: states.Shown
    photo: str
    words: str


def around(draft: Draft, *, most: int = 3) -> list[Nearby]:
    """Open reports of the same kind (or its sub-types) close to the place given, nearest first."""
    chosen = steps.service(draft)
    if chosen is None or not steps.is_offered(draft) or draft.lon is None or draft.lat is None:
        return []
    return public_map.nearby(
        draft.lon, draft.lat, offer.for_residents().family(chosen.pk), limit=most
    )


@steps.with_draft
def ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show them; follow one, or go on."""
    if request.method == "POST":
        reference = request.POST.get("follow", "")
        if reference and draft.followed is None:
            return _follow(request, draft, reference)
        return steps.go_on(report_draft.save(replace(draft, near_seen=True)))
    cards = [card(one) for one in around(draft)]
    back = steps.address("where", draft)
    return steps.page(request, "near", draft, back=back, cards=cards)


def card(one: Nearby) -> Card:
    """A report nearby as it is shown."""
    point = one.point
    days = max((now() - point.received_at).days, 0)
    when = (
        _("reported today")
        if days == 0
        else ngettext("reported %(n)d day ago", "reported %(n)d days ago", days) % {"n": days}
    )
    return Card(
        reference=point.reference,
        title=worded(point.title),
        icon=point.icon,
        line=", ".join([_away(one.metres), when, states.followers(point)]),
        state=states.shown(point),
        photo=states.photo_address(point),
        words=point.words,
    )


def _away(metres: int) -> str:
    """How far it is; closer than a place is known, it is here."""
    return _("at this very place") if metres < _HERE_M else _("%(n)d m away") % {"n": metres}


def _follow(request: HttpRequest, draft: Draft, reference: str) -> HttpResponse:
    """Follow one of those nearby; others may have come in between since they were shown."""
    near = around(draft, most=_MOST_NEAR)
    point = next((one.point for one in near if one.point.reference == reference), None)
    if point is None:
        return steps.go_on(report_draft.save(replace(draft, near_seen=True)))
    if not limits.may_send(request):
        return too_many(request, 3600)
    try:
        following = follow_report(case=point.case_id, contact=Contact(), by=RESIDENT)
    except Case.DoesNotExist:
        return steps.go_on(report_draft.save(replace(draft, near_seen=True)))
    report_draft.save(replace(draft, followed=following.follower.pk))
    return HttpResponseRedirect(steps.address("followed", draft))
