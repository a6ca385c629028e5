"""The public map: its page, the town's own layers, and the points that a view asks for."""

import gzip
import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.authorities import gazetteer
from parvis.authorities import queries as authorities
from parvis.authorities.models import MapLayer
from parvis.foundation.db.remember import remembered
from parvis.foundation.geo import BBox
from parvis.foundation.wording import worded
from parvis.inform.public_map import queries as public_map
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.public_map.queries import Filters
from parvis.web.portal import listing, states

# More than this in a view, and it is drawn from counts.
MOST_POINTS = 600
# Nearer than this the view shows cells or points; farther, districts.
NEAR_ZOOM = 12.4
# The names that the map's own style knows.
_LAYERS = {"green": "parks"}


def show(request: HttpRequest) -> HttpResponse:
    """The map's page; the list says the same in words."""
    filters = listing.read(request.GET)
    context = {"total": public_map.total(filters), "districts_total": _districts(filters)}
    return render(request, "portal/map.html", context | listing.shared(request, filters))


def layers(request: HttpRequest) -> HttpResponse:
    """The town's own map, compressed once and kept by browsers until it changes."""
    digest = _digest()
    etag = f'"{digest}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(_layers(digest), content_type="application/json")
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def points(request: HttpRequest) -> HttpResponse:
    """`?bbox=west,south,east,north&zoom=` and the list's filters give GeoJSON: cases when there are
    few in view, cells with their count when there are many, and the districts' counts. `?apercu=1`
    gives the newest cases alone, for a small picture of the town."""
    if request.GET.get("apercu"):
        return _points_answer(_marks(public_map.newest_placed()), [])
    filters = listing.read(request.GET)
    features: list[dict[str, Any]] = []
    box = _box(request.GET.get("bbox", ""))
    if box is not None and (_zoom(request) >= NEAR_ZOOM or not authorities.districts()):
        features = _features(box, filters)
    return _points_answer(features, _district_marks(filters))


def _points_answer(features: list[dict[str, Any]], districts: list[dict[str, Any]]) -> HttpResponse:
    answer = {"type": "FeatureCollection", "features": features, "districts": districts}
    response = HttpResponse(
        json.dumps(answer, ensure_ascii=False, separators=(",", ":")),
        content_type="application/geo+json",
    )
    response.headers["Cache-Control"] = "public, max-age=15"
    return response


def _features(box: BBox, filters: Filters) -> list[dict[str, Any]]:
    counts = public_map.cell_counts(box, filters)
    few = sum(one.count for one in counts) <= MOST_POINTS
    found = public_map.points_in(box, filters, most=MOST_POINTS) if few else None
    if found is not None:
        return _marks(found)
    return [
        _feature(one.lon, one.lat, {"count": one.count})
        for one in counts
        if _is_asked_for(one.lon, one.lat, filters)
    ]


def _is_asked_for(lon: float, lat: float, filters: Filters) -> bool:
    """Whether a cell is of the district chosen, by its centre."""
    if filters.district is None:
        return True
    found = authorities.territory().district_at(lon, lat)
    return found is not None and found.pk == filters.district


def _marks(points: list[PublicPoint]) -> list[dict[str, Any]]:
    # Hundreds in a view: their common address is looked up once. A reference is a slug.
    page = reverse("portal:case", args=["0"])
    return [_mark(point, page.replace("/0/", f"/{point.reference}/")) for point in points]


def _mark(point: PublicPoint, href: str) -> dict[str, Any]:
    state = states.shown(point)
    return _feature(
        point.lon or 0,
        point.lat or 0,
        {
            "id": point.reference,
            "title": worded(point.title),
            "state": state.words,
            "tone": state.mark,
            "chip": state.tone,
            "place": states.followers(point),
            "href": href,
        },
    )


def _feature(lon: float, lat: float, properties: dict[str, Any]) -> dict[str, Any]:
    place = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
    return {"type": "Feature", "geometry": place, "properties": properties}


def _district_marks(filters: Filters) -> list[dict[str, Any]]:
    """The districts' counts, each where the district is."""
    known = authorities.districts()
    return [
        {
            "id": str(pk),
            "name": known[pk].name,
            "lon": round(place[0], 5),
            "lat": round(place[1], 5),
            "count": count,
        }
        for pk, count in public_map.district_counts(filters).items()
        if pk in known
        and (filters.district is None or filters.district == pk)
        and (place := gazetteer.district_centres()[pk])
    ]


def _districts(filters: Filters) -> list[tuple[int, str, int]]:
    """The districts with their counts, for those who don't see the map."""
    counts, known = public_map.district_counts(filters), authorities.districts()
    return [(pk, row.name, counts[pk]) for pk, row in known.items() if counts.get(pk)]


@remembered(30)
def _digest() -> str:
    """What tells two states of the town's map apart."""
    rows = MapLayer.objects.order_by("position", "id").values_list("name", "digest")
    parts = [f"{name}:{digest}" for name, digest in rows]
    parts += [str(authorities.authority().bounds), *map(str, sorted(authorities.districts()))]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:24]


@remembered(3_600)
def _layers(digest: str) -> bytes:
    """The map's layers as sent; made again when `digest` changes."""
    rows = list(MapLayer.objects.order_by("position", "id"))
    drawn: dict[str, Any] = {_LAYERS.get(row.name, row.name): row.features for row in rows}
    if "districts" not in drawn:
        drawn["districts"] = _own_districts()
    answer = {"bounds": authorities.authority().bounds or _bounds(), "layers": drawn}
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(text, 6, mtime=0)


def _own_districts() -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": district.geometry,
            "properties": {"name": district.name, "id": district.pk},
        }
        for district, _area in authorities.territory().districts
    ]
    return {"type": "FeatureCollection", "features": features}


def _bounds() -> list[float]:
    rows = list(authorities.districts().values())
    if not rows:
        return [-5.0, 41.3, 9.6, 51.1]
    return [
        min(row.west for row in rows),
        min(row.south for row in rows),
        max(row.east for row in rows),
        max(row.north for row in rows),
    ]


def _box(text: str) -> BBox | None:
    try:
        return BBox.parse(text)
    except ValueError:
        return None


def _zoom(request: HttpRequest) -> float:
    try:
        return float(request.GET.get("zoom", "0"))
    except ValueError:
        return 0.0
