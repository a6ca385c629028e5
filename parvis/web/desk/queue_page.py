"""The queue: the list, and the map beside it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.act.cases import queue, search
from parvis.foundation.codes import normalise_code
from parvis.foundation.references import normalise_reference
from parvis.web.desk import asked, rows, undo_bar
from parvis.web.desk.listing import choosing, listing
from parvis.web.desk.places import layers_url

MOST_ON_MAP = 500


def show(request: HttpRequest) -> HttpResponse:
    """The list that the address asks for; a reference or a follow-up code opens its case."""
    found = _named(request.GET.get(asked.WORDS, ""))
    if found is not None:
        return HttpResponseRedirect(reverse("desk:case", args=[found]))
    given = listing(request)
    given |= choosing(request, given["tab"]) | undo_bar.given(request)
    return render(
        request,
        "desk/queue.html",
        {
            **given,
            "face": "queue",
            "layers_url": layers_url(),
            "points_url": f"{reverse('desk:points')}?{asked.kept_query(request.GET)}",
        },
    )


def beside(request: HttpRequest) -> HttpResponse:
    """The list alone, as it stands beside an open case."""
    return render(request, "desk/list.html", listing(request, here=asked.here(request.GET)))


def _named(typed: str) -> int | None:
    """The case that a reference or a whole follow-up code names."""
    reference = normalise_reference(typed) if typed else None
    if reference:
        case = search.by_reference(reference)
        return case.pk if case else None
    if normalise_code(typed):
        return search.of_code(typed)
    return None


def points(request: HttpRequest) -> JsonResponse:
    """The first cases of the list, as the map draws them."""
    agent = request.agent  # type: ignore[attr-defined]
    filters, viewer = asked.filters(request.GET, agent), asked.viewer(agent)
    rows_ = queue.places(filters, viewer, most=MOST_ON_MAP)
    if filters.words:
        rows_ = search.places(filters, viewer, most=MOST_ON_MAP)
    return JsonResponse({"type": "FeatureCollection", "features": [_feature(row) for row in rows_]})


def _feature(place: queue.Place) -> dict[str, Any]:
    tone = rows.tone_on_map(place)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "id": str(place.id),
            "title": place.title,
            "place": place.address,
            "tone": tone,
            "href": reverse("desk:case", args=[place.id]),
        },
    }
