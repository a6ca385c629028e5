"""Photos of what one says on a follow-up page: each taken in alone and kept until the form is
sent, by the same draft that keeps the photos of a report on its way."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Follower
from parvis.flows import report_draft, said_ahead
from parvis.flows.report_draft import Draft
from parvis.foundation.clock import now
from parvis.inform.tracking import rules
from parvis.web.components import photos
from parvis.web.portal.following import showing
from parvis.web.portal.following.holder import base_address, by_link

MOST_PHOTOS = 3
TAKES_PHOTOS = said_ahead.TAKES_PHOTOS


def address(token: str, name: str) -> str:
    """Where what is sent ahead for the choice called `name` is kept, until it is said."""
    return said_ahead.address(token, showing.KINDS.get(name, name))


def waiting(token: str, name: str) -> Draft:
    """What was sent ahead for the choice called `name`."""
    return report_draft.opened(address(token, name))


def to_send(follower: Follower, token: str, name: str) -> Draft:
    """What was sent ahead, with which a form now leaves. Where nothing was, a form sent twice at
    once has one place for its photos, so that they are known again; the next thing said has
    another."""
    since = reports.last_word(follower.pk) or follower.joined_at
    return report_draft.opened(address(token, name), begun_at=since)


def nothing(token: str, name: str) -> Draft:
    """The same where nothing waits, without looking."""
    return Draft(token=address(token, name), begun_at=now())


def shown(base: str, name: str, draft: Draft) -> dict[str, Any]:
    """What the templates say of the photos that wait for a choice of the page at `base`."""
    return photos.shown(
        draft,
        upload=f"{base}photos/{name}/",
        picture=f"{base}photos/{name}/une/",
        most=MOST_PHOTOS,
        needed=showing.KINDS.get(name) == rules.PHOTO,
    )


@by_link
@require_POST
def take(request: HttpRequest, follower: Follower, token: str, name: str) -> HttpResponse:
    """Take one photo in, or take one out; the script is told how they stand now."""
    if showing.KINDS.get(name) not in TAKES_PHOTOS:
        return HttpResponse(status=404)
    draft, problems = photos.changed(waiting(token, name), request, most=MOST_PHOTOS)
    base = base_address(follower.report_id, token)
    return photos.answer(request, shown(base, name, draft), problems)


@by_link
@require_safe
def picture(request: HttpRequest, follower: Follower, token: str, name: str) -> HttpResponse:
    """The small picture number `?n=` of those that wait."""
    return photos.small(request, waiting(token, name))
