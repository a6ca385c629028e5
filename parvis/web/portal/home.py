"""The portal's first page: one question, a few doors, what is going on, what was done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from parvis.foundation.db.remember import remembered
from parvis.inform.public_map import queries as public_map
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.public_map.queries import Filters
from parvis.offer.catalogue import queries as offer
from parvis.web.portal import listing
from parvis.web.portal.surveys import pages


def show(request: HttpRequest) -> HttpResponse:
    """The page; figures are those of the public map, a few seconds old at most."""
    return render(request, "portal/home.html", _now(get_language() or "fr"))


@remembered(15)
def _now(language: str) -> dict[str, Any]:
    """What goes on, worded in a language: asked for once every fifteen seconds."""
    opened = Filters(is_open=True)
    followed = public_map.most_followed(opened)
    return {
        "groups": list(offer.for_residents().groups.values())[:3],
        "open_count": public_map.total(opened),
        "followed": listing.row(followed) if followed is not None else None,
        "surveys": pages.open_now(),
        "resolved": [listing.row(one) for one in _resolved()],
    }


def _resolved() -> list[PublicPoint]:
    return public_map.recently_resolved(3)
