"""The receipt on paper: the same words as the mail, with a code that a phone can read."""

from functools import lru_cache
from urllib.parse import quote

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Follower
from parvis.capture.reports.queries import code_opens
from parvis.foundation.clock import now
from parvis.inform.notifications.links import site
from parvis.inform.tracking import words
from parvis.inform.tracking.facts import facts
from parvis.web.portal.following.holder import base_address, by_link


@by_link
@require_safe
def show(request: HttpRequest, follower: Follower, token: str) -> HttpResponse:
    """A slip of one report. Its drawn code leads to the page where the spoken one is typed: a
    paper left on a table opens nothing more than the public steps, of a closed department's nothing
    without the address or number that was given. Where none was, none is drawn."""
    found = facts(follower.report_id)
    if found is None:
        return HttpResponse(status=404)
    zone = authorities.calendar().zone
    return render(
        request,
        "following/slip.html",
        {
            "facts": found,
            "title": words.title(found),
            "where": words.where(found, is_author=follower.is_author),
            "received": words.moment(found.occurred_at, zone, words.full_day),
            "standing": words.standing(found, now(), zone),
            "promise": words.promise(found, now(), zone),
            "silence": words.silence(found.version, found.occurred_at, zone),
            "department": authorities.in_charge(found.department),
            "back": base_address(follower.report_id, token),
            "is_closed": found.lock is not None,
            "code_opens": code_opens(follower),
            "address": f"{site()}/suivi/",
            "qr": drawn(f"{site()}/suivi/?code={quote(found.code)}"),
        },
    )


@lru_cache(maxsize=64)
def drawn(text: str) -> str:
    """A QR code of `text` as the address of a picture (`data:`), black on white with its margin."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff", xmldecl=False))
