"""Second question: where is it? On the map, by an address, or in words."""

import math
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parvis.adapters.geocoder import GeocoderUnreachable, Place
from parvis.authorities import bounds, gazetteer
from parvis.authorities import queries as authorities
from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.foundation.geo import haversine, is_place
from parvis.web.portal.report import near, steps

# A photo taken this close to the place given was taken there.
_NEARLY_M = 60
_PROPOSED = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """What the form gave: the draft with its place, and what must still be asked."""

    draft: Draft
    problem: str = ""
    candidates: tuple[Place, ...] = ()


@steps.with_draft
def ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask, or take what was given in and go on."""
    chosen = steps.service(draft)
    if chosen is None or steps.version(draft).place == "none":
        return steps.go_on(draft)
    draft = _proposed_by_photo(draft)
    optional = steps.version(draft).place == "optional"
    if request.method == "POST":
        understood = understand(request, draft, optional=optional)
        if not understood.problem:
            placed = replace(understood.draft, place_given=True)
            seen = not near.around(placed)
            return steps.go_on(report_draft.save(replace(placed, near_seen=seen)))
        draft = report_draft.save(understood.draft)
        shown = {"problem": understood.problem, "candidates": understood.candidates}
    else:
        shown = {}
    back = steps.address("what", draft)
    return steps.page(
        request,
        "where",
        draft,
        back=back,
        optional=optional,
        town=authorities.authority(),
        addresses_on=authorities.authority().addresses_on,
        from_photo=draft.photo_place is not None and draft.photo_place == (draft.lon, draft.lat),
        **shown,
    )


def understand(request: HttpRequest, draft: Draft, *, optional: bool) -> Understood:
    """Read the place that was given. An address typed without choosing it is looked up; two that
    contradict each other, or several that fit, are asked about."""
    typed = " ".join(request.POST.get("address", "").split())[:200]
    words = request.POST.get("place_words", "").strip()[:500]
    lon, lat = _position(request)
    given = replace(draft, lon=lon, lat=lat, address=typed, place_words=words)
    picked = request.POST.get("candidate", "")
    if picked:
        return _picked(given, picked)
    if request.POST.get("do") == "skip" and optional:
        return Understood(replace(given, lon=None, lat=None, address="", place_words=words))
    if lon is not None and lat is not None and not bounds.is_here(lon, lat):
        return Understood(
            replace(given, lon=None, lat=None),
            _("This place is outside our territory. Choose another one, or describe it in words."),
        )
    if typed and (lon is None or _is_stale(draft, given)):
        return _looked_up(replace(given, lon=None, lat=None))
    return _as_given(given, optional=optional)


def _as_given(given: Draft, *, optional: bool) -> Understood:
    """A marker, perhaps with its address; words alone; or nothing, where a place is not needed."""
    if given.lon is not None and given.lat is not None:
        return Understood(replace(given, address=given.address or named(given.lon, given.lat)))
    if given.place_words or optional:
        return Understood(given)
    return Understood(
        given, _("Show us where it is: on the map, with an address, or in your own words.")
    )


def _is_stale(draft: Draft, given: Draft) -> bool:
    """Whether the address was rewritten while the marker stayed where it was."""
    if given.lon is None or given.lat is None:
        return False
    if (given.lon, given.lat) == (draft.lon, draft.lat) and given.address != draft.address:
        return True
    return bounds.contradicts(given.address, given.lon, given.lat)


def _looked_up(given: Draft) -> Understood:
    found = bounds.search(given.address, limit=_PROPOSED)
    if not found:
        if given.place_words:
            return Understood(given)
        if bounds.is_elsewhere(given.address):
            return Understood(
                given,
                _(
                    "We find this address only outside our territory. Correct it, or describe the "
                    "place in other words."
                ),
            )
        # Nothing is known under this name: the words serve, and the agents will understand.
        return Understood(replace(given, place_words=given.address, address=""))
    meant = bounds.surely(found)
    if meant:
        return Understood(replace(given, lon=meant.lon, lat=meant.lat, address=meant.label))
    return Understood(given, _("Is it one of these addresses?"), found)


def _picked(given: Draft, picked: str) -> Understood:
    """An address chosen from those proposed ("lon,lat,label"), or "words": none of them."""
    if picked == "words":
        words = given.place_words or given.address
        return Understood(replace(given, place_words=words, lon=None, lat=None))
    lon, lat, label = [*picked.split(",", 2), "", ""][:3]
    try:
        place = float(lon), float(lat)
    except ValueError:
        return Understood(
            given, _("Is it one of these addresses?"), bounds.search(given.address, limit=_PROPOSED)
        )
    if not is_place(*place) or not bounds.is_here(*place):
        return Understood(given, _("This place is outside our territory."))
    return Understood(replace(given, lon=place[0], lat=place[1], address=label[:200]))


def _position(request: HttpRequest) -> tuple[float | None, float | None]:
    try:
        lon, lat = float(request.POST.get("lon", "")), float(request.POST.get("lat", ""))
    except ValueError:
        return None, None
    return (lon, lat) if is_place(lon, lat) and math.isfinite(lon + lat) else (None, None)


def _proposed_by_photo(draft: Draft) -> Draft:
    """The draft with the place where its photo was taken, when it has no other."""
    place = draft.photo_place
    if place is None or draft.place_given or draft.lon is not None or not bounds.is_here(*place):
        return draft
    return replace(draft, lon=place[0], lat=place[1], photo_place_seen=True)


def with_photo_place(draft: Draft) -> Draft:
    """The draft, spared the question of where its photo was taken when the answer would be no
    news: close to the place already given, or outside the territory."""
    told = draft.photo_place
    if told is None or draft.photo_place_seen:
        return draft
    if not bounds.is_here(*told):
        return replace(draft, photo_place_seen=True)
    if draft.lon is None or draft.lat is None:
        return draft
    return replace(draft, photo_place_seen=haversine(draft.lon, draft.lat, *told) < _NEARLY_M)


def named(lon: float, lat: float) -> str:
    """The address in front of a place; empty where none is near."""
    try:
        places = gazetteer.geocoder().reverse(lon, lat).places
    except GeocoderUnreachable:
        return ""
    return places[0].label if places else ""
