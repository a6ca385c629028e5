"""The local index of streets and numbers: an address is found without any outside service.

It answers the same protocol as the national geocoder (`parvis.adapters.geocoder`), forgives typing
errors, and knows the usual short forms (av., bd, st...). `geocoder()` asks the outside one first
where one is set, and falls back to this one.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.conf import settings
from rapidfuzz import fuzz, process

from parvis.adapters.chosen import chosen
from parvis.adapters.geocoder import FirstReachable, Found, Geocoder, Place
from parvis.authorities.models import Address, District, Street
from parvis.authorities.queries import authority, territory
from parvis.foundation.areas import Area
from parvis.foundation.db.remember import remembered
from parvis.foundation.geo import BBox, haversine
from parvis.foundation.text import fold

_NUMBER = re.compile(r"(?:^|\s)(\d{1,4})\s*(bis|ter|quater|[a-d])?(?=$|[\s,])", flags=re.IGNORECASE)
_SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard",
    "r": "rue", "pl": "place", "imp": "impasse", "all": "allee", "ch": "chemin", "che": "chemin",
    "chem": "chemin", "rte": "route", "sq": "square", "qu": "quai", "q": "quai", "crs": "cours",
    "fg": "faubourg", "fbg": "faubourg", "res": "residence", "lot": "lotissement",
    "st": "saint", "ste": "sainte", "gal": "general", "mal": "marechal", "dr": "docteur",
    "pdt": "president", "cdt": "commandant", "col": "colonel", "cap": "capitaine",
}  # fmt: skip
_LITTLE = {"de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux"}
_KINDS = {
    "rue", "avenue", "boulevard", "place", "impasse", "allee", "chemin", "route", "square", "quai",
    "cours", "faubourg", "passage", "ruelle", "sentier", "villa", "cite", "esplanade", "rond",
}  # fmt: skip
_SHORTEST = 2
_LEAST = 62.0
# How far to look for the address of a place, in metres, and how near is "in front of it".
_REACH_M, _WIDER_M = 120.0, 600.0


class _Street(NamedTuple):
    """A street as the index knows it."""

    pk: int
    name: str
    lon: float
    lat: float
    citycode: str
    city: str


@dataclass(frozen=True)
class _Streets:
    """Every street: what is matched, the town said beside it in the same form ("" for none), and
    the row; the towns that are said beside some."""

    keys: tuple[str, ...]
    towns: tuple[str, ...]
    rows: tuple[_Street, ...]
    cities: frozenset[str]


def geocoder() -> Geocoder:
    """Whom to ask for an address, here."""
    if not settings.PARVIS_GEOCODER:
        return LocalGazetteer()
    return FirstReachable((chosen("PARVIS_GEOCODER"), LocalGazetteer()))


@dataclass(frozen=True)
class LocalGazetteer:
    """The authority's own streets and addresses."""

    name: str = "local"

    def search(
        self,
        text: str,
        *,
        near: tuple[float, float] | None = None,
        citycodes: Collection[str] = (),
        limit: int = 6,
    ) -> Found:
        """Streets and numbers that resemble `text`, best first."""
        number, wanted = understand(text)
        if len(wanted) < _SHORTEST:
            return Found((), self.name)
        found = _matching(wanted, limit)
        places = [place for street, score in found for place in [_placed(street, score, number)]]
        return Found(tuple(sorted(places, key=lambda one: -one.score)[:limit]), self.name)

    def reverse(self, lon: float, lat: float, *, limit: int = 1) -> Found:
        """The addresses nearest to a place; the nearest street where no number is near."""
        for metres in (_REACH_M, _WIDER_M):
            places = _addresses_around(lon, lat, metres)
            if places:
                return Found(tuple(places[:limit]), self.name)
        return Found(tuple(_streets_around(lon, lat)[:limit]), self.name)


def understand(typed: str) -> tuple[str, str]:
    """The house number ("12 bis", "" for none) and the street as it is matched: folded, without
    postcode, town or little words, short forms written out."""
    town = fold(authority().name).removeprefix("ville de ")
    text = re.sub(r"\b\d{5}\b.*$", "", typed)
    head, comma, tail = text.rpartition(",")
    if comma and fold(tail).strip() in {"", town}:
        text = head
    found = _NUMBER.search(text)
    number = ""
    if found:
        number = f"{int(found[1])}{' ' + found[2].lower() if found[2] else ''}"
        text = text[: found.start()] + " " + text[found.end() :]
    return number, key(text)


def streets_in(addresses: Iterable[str]) -> dict[str, str]:
    """The town's own street that each address is in, by its listed name; an address in none of them
    is left out."""
    known = _streets()
    names = {name: row.name for name, row in zip(known.keys, known.rows, strict=True)}
    within = {address: understand(address)[1] for address in addresses}
    return {address: names[street] for address, street in within.items() if street in names}


def key(text: str) -> str:
    """What is compared: "Av. du Gal-Leclerc" and "avenue général Leclerc" give the same."""
    plain = re.sub(r"[^a-z0-9]+", " ", fold(text)).split()
    return " ".join(_SHORT.get(word, word) for word in plain if word not in _LITTLE)


@remembered(300)
def _streets() -> _Streets:
    found = Street.objects.values_list("id", "name", "lon", "lat", "citycode", "city")
    rows = tuple(_Street(*row) for row in found)
    towns = tuple(key(row.city) if row.city else "" for row in rows)
    return _Streets(tuple(key(row.name) for row in rows), towns, rows, frozenset(towns) - {""})


def _town_in(wanted: str, cities: Collection[str]) -> tuple[str, str]:
    """A street and the town said after it ("" for none): of "rue eglise balma", both; of "avenue
    balma", the street alone."""
    for city in sorted(cities, key=len, reverse=True):
        street = wanted.removesuffix(f" {city}")
        if street != wanted and set(street.split()) - _KINDS:
            return street, city
    return wanted, ""


def _matching(wanted: str, limit: int) -> list[tuple[_Street, float]]:
    """Streets that resemble `wanted`, with how much (0 to 1)."""
    known = _streets()
    wanted, city = _town_in(wanted, known.cities)
    bare = _bare(wanted)
    keys: Sequence[str] | dict[int, str] = known.keys
    if city:
        keys = {at: known.keys[at] for at, town in enumerate(known.towns) if town == city}
    near = process.extract(wanted, keys, scorer=fuzz.WRatio, limit=40, score_cutoff=_LEAST)
    scored = []
    for name, likeness, at in near:
        sure = likeness / 100
        if name == wanted:
            sure = 1.0
        elif name.startswith(wanted) or _bare(name).startswith(bare):
            # Somebody is still typing this very name.
            sure = 0.82 + 0.15 * len(wanted) / max(len(name), len(wanted))
        else:
            # Between whole names, every letter counts: "rue du Pont" is not "rue du Port".
            sure = min(0.9, 0.35 * sure + 0.65 * fuzz.ratio(bare, _bare(name)) / 100)
        if _kind(wanted) and _kind(wanted) != _kind(name):
            # A square was asked for: the avenue of the same name is another place.
            sure = min(sure, 0.85)
        scored.append((known.rows[at], min(sure, 1.0)))
    scored.sort(key=lambda one: -one[1])
    return [one for one in scored if one[1] >= 0.5][:limit]


def _kind(name: str) -> str:
    """What kind of street a name says that it is, "" when it doesn't."""
    first = name.split(maxsplit=1)[0] if name else ""
    return first if first in _KINDS else ""


def _bare(name: str) -> str:
    """A street's name without what kind of street it is."""
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0] in _KINDS else name


def _placed(street: _Street, score: float, number: str) -> Place:
    place = Place(
        label=_label(street),
        lon=street.lon,
        lat=street.lat,
        kind="street",
        street=street.name,
        city=street.city or authority().name,
        citycode=street.citycode,
        score=round(score, 3),
    )
    if number:
        row = _numbered(street.pk, number)
        if row is not None:
            return replace(
                place,
                label=f"{row.number} {_label(street)}",
                lon=row.lon,
                lat=row.lat,
                kind="housenumber",
                housenumber=row.number,
            )
        # The street is right and the number unknown: kept in the words, the place is the street's.
        return replace(place, label=f"{number} {_label(street)}", score=round(score * 0.95, 3))
    return place


def _numbered(street: int, number: str) -> Address | None:
    """The address of a number; without its "bis" where only the plain one is known."""
    rows = list(Address.objects.filter(street_id=street))
    for row in rows:
        if row.number.lower() == number:
            return row
    wanted = _digits(number)
    return next((row for row in rows if _digits(row.number) == wanted), None)


def _digits(number: str) -> int:
    found = re.match(r"\d+", number)
    return int(found[0]) if found else 0


def _addresses_around(lon: float, lat: float, metres: float) -> list[Place]:
    box = BBox.around(lon, lat, metres)
    rows = Address.objects.filter(
        lon__range=(box.west, box.east), lat__range=(box.south, box.north)
    ).select_related("street")
    places = [
        Place(
            label=f"{row.number} {_label(row.street)}",
            lon=row.lon,
            lat=row.lat,
            kind="housenumber",
            housenumber=row.number,
            street=row.street.name,
            city=row.street.city or authority().name,
            citycode=row.street.citycode,
            score=1.0,
            metres=haversine(lon, lat, row.lon, row.lat),
        )
        for row in rows[:2_000]
    ]
    return sorted(places, key=lambda one: one.metres or 0.0)


def _label(street: Street | _Street) -> str:
    """Its name, with the town where it must be said."""
    return f"{street.name}, {street.city}" if street.city else street.name


def _streets_around(lon: float, lat: float) -> list[Place]:
    nearest = sorted(_streets().rows, key=lambda row: haversine(lon, lat, row.lon, row.lat))[:3]
    return [
        Place(
            label=_label(row),
            lon=row.lon,
            lat=row.lat,
            kind="street",
            street=row.name,
            city=row.city,
            citycode=row.citycode,
            score=0.5,
            metres=haversine(lon, lat, row.lon, row.lat),
        )
        for row in nearest
        if haversine(lon, lat, row.lon, row.lat) <= _WIDER_M
    ]


def district_name(lon: float, lat: float) -> str:
    """The district that a place is in, as a second line under an address; "" outside all."""
    found = territory().district_at(lon, lat)
    return found.name if found is not None else ""


@remembered(300)
def district_centres() -> dict[int, tuple[float, float]]:
    """A place inside each district, by its id: where its name or count is written. Those no longer
    drawn have one too: what happened there is still counted."""
    return {row.pk: Area.of(row.geometry).middle() for row in District.objects.all()}
