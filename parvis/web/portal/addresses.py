"""Completion of an address while it is typed, and the name of a place on the map."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from parvis.adapters.geocoder import GeocoderUnreachable, Place
from parvis.authorities import bounds, gazetteer
from parvis.foundation.geo import is_place

MOST = 6


def complete(request: HttpRequest) -> HttpResponse:
    """`?q=` gives `{"results": [{label, context, lon, lat, parts: {line, postcode, city}}]}`, best
    first; a part that is not known is ""."""
    places = bounds.search(request.GET.get("q", "")[:200], limit=MOST)
    return _kept_a_minute(JsonResponse({"results": [_proposal(one) for one in places]}))


def here(request: HttpRequest) -> HttpResponse:
    """`?lon=&lat=` gives `{"label": ...}`, empty where no address is near."""
    try:
        lon, lat = float(request.GET.get("lon", "")), float(request.GET.get("lat", ""))
    except ValueError:
        return JsonResponse({"label": ""}, status=400)
    if not is_place(lon, lat):
        return JsonResponse({"label": ""}, status=400)
    try:
        places = gazetteer.geocoder().reverse(lon, lat).places
    except GeocoderUnreachable:
        places = ()
    return _kept_a_minute(JsonResponse({"label": places[0].label if places else ""}))


def _proposal(place: Place) -> dict[str, object]:
    return {
        "label": place.label,
        "context": gazetteer.district_name(place.lon, place.lat),
        "lon": round(place.lon, 6),
        "lat": round(place.lat, 6),
        "parts": {
            "line": _line(place),
            "postcode": place.postcode,
            "city": place.city,
        },
    }


def _line(place: Place) -> str:
    """The number and the street alone: geocoders say the town behind them, each in its way."""
    town = (f" {place.postcode} {place.city}", f", {place.city}")
    return place.label.removesuffix(town[0]).removesuffix(town[1])


def _kept_a_minute(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
