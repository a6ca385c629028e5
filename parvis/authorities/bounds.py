"""What is here and what is elsewhere: a place of this authority, and addresses looked for in it.

The districts and the bounds that come with them say it; until some are drawn, the commune's INSEE
code does, where a geocoder is set.
"""

from django.conf import settings

from parvis.adapters.geocoder import GeocoderUnreachable, Place
from parvis.authorities import gazetteer
from parvis.authorities.queries import authority, territory
from parvis.foundation.db.remember import remembered
from parvis.foundation.geo import BBox, haversine

# A result at least this likely is the address meant.
SURE = 0.86
# Two indications further apart than this are two places.
_SAME_PLACE_M = 250
# The best result stands alone when it is this much likelier than the next.
_CLEARLY = 0.08
_MARGIN_DEGREES = 0.02
_NEAREST = 10
# Communes whose addresses bear the codes of their arrondissements.
_ARRONDISSEMENTS = {
    "75056": range(75101, 75121),
    "69123": range(69381, 69390),
    "13055": range(13201, 13217),
}


def search(text: str, *, limit: int = 6) -> tuple[Place, ...]:
    """Addresses of this authority that resemble `text`, best first; none where no geocoder can be
    reached."""
    try:
        found = gazetteer.geocoder().search(
            text, near=_middle(), citycodes=citycodes(), limit=limit
        )
    except GeocoderUnreachable:
        return ()
    return tuple(place for place in found.places if _is_ours(place))


def contradicts(address: str, lon: float, lat: float) -> bool:
    """Whether an address surely means another place than this one: it was rewritten after the
    place was chosen."""
    sure = [place for place in search(address) if place.score >= SURE]
    apart = [haversine(lon, lat, place.lon, place.lat) for place in sure]
    return bool(apart) and min(apart) > _SAME_PLACE_M


def surely(found: tuple[Place, ...]) -> Place | None:
    """The one place that an address means, among those found for it; none when two may be."""
    alone = len(found) == 1 or (len(found) > 1 and found[1].score < found[0].score - _CLEARLY)
    return found[0] if alone and found[0].score >= SURE else None


def is_elsewhere(text: str) -> bool:
    """Whether words that mean nothing here name, without doubt, a place of another town."""
    if not settings.PARVIS_GEOCODER:
        return False
    try:
        found = gazetteer.geocoder().search(text, limit=1).places
    except GeocoderUnreachable:
        return False
    return bool(found) and found[0].score >= SURE and not _is_ours(found[0])


def is_here(lon: float, lat: float) -> bool:
    """Whether a place is of this authority, its edges taken generously."""
    around = surroundings()
    if around is None:
        return _is_of_commune(round(lon, 5), round(lat, 5))
    return territory().district_at(lon, lat) is not None or around.contains(lon, lat)


def surroundings() -> BBox | None:
    """The authority and what lies close by; None while nothing is drawn."""
    box = _box()
    if box is None:
        return None
    west, south, east, north = box
    return BBox(
        max(west - _MARGIN_DEGREES, -180),
        max(south - _MARGIN_DEGREES, -90),
        min(east + _MARGIN_DEGREES, 180),
        min(north + _MARGIN_DEGREES, 90),
    )


def citycodes() -> tuple[str, ...]:
    """The INSEE codes that addresses of this authority bear: its own, or its communes'; none for
    one that INSEE's list does not know."""
    town = authority()
    own = town.members or [town.insee_code]
    parts = (part for code in own for part in _ARRONDISSEMENTS.get(code, ()))
    return (*filter(None, own), *map(str, parts))


def _is_ours(place: Place) -> bool:
    codes = citycodes()
    if codes and place.citycode and place.citycode not in codes:
        return False
    return _box() is None or is_here(place.lon, place.lat)


@remembered(60)
def _is_of_commune(lon: float, lat: float) -> bool:
    """Whether one of the nearest addresses bears our code: edges are generous here too. A place
    that nobody knows is ours."""
    codes = citycodes()
    if not codes or not settings.PARVIS_GEOCODER:
        return True
    try:
        nearest = gazetteer.geocoder().reverse(lon, lat, limit=_NEAREST).places
    except GeocoderUnreachable:
        return True
    known = {place.citycode for place in nearest if place.citycode}
    return not known or not known.isdisjoint(codes)


def _middle() -> tuple[float, float] | None:
    box = _box()
    return None if box is None else ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def _box() -> tuple[float, float, float, float] | None:
    """West, south, east and north of the authority; None while nothing is drawn."""
    bounds = authority().bounds
    if bounds:
        west, south, east, north = bounds
        return west, south, east, north
    rows = [district for district, _ in territory().districts]
    if not rows:
        return None
    return (
        min(row.west for row in rows),
        min(row.south for row in rows),
        max(row.east for row in rows),
        max(row.north for row in rows),
    )
