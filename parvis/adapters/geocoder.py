"""Finding a place from words, and words from a place.

`Geoplateforme` asks IGN's public geocoder (Base Adresse Nationale). `FirstReachable` asks several
geocoders in order and says who answered, so that a page can tell that it fell back to the local
index of addresses, which is another implementation of the same protocol.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, Self

from parvis.adapters.breaker import Breaker

if TYPE_CHECKING:
    import httpx

GEOPLATEFORME_URL = "https://data.geopf.fr/geocodage"
TIMEOUT_SECONDS = 1.5
_SHORTEST_QUERY = 3
_LONGEST_QUERY = 200
_MOST_RESULTS = 20
_KINDS = {"housenumber", "street", "locality", "municipality", "poi"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place with words for it. `score` goes from 0 to 1; `metres` is how far from the point
    asked about, where there was one."""

    label: str
    lon: float
    lat: float
    kind: str = ""
    housenumber: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    citycode: str = ""
    score: float = 0.0
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a geocoder answered, best first, and which one answered."""

    places: tuple[Place, ...]
    provider: str
    fallback: bool = False
    """True when a geocoder asked earlier couldn't be reached."""


class GeocoderUnreachable(Exception):
    """The geocoder can't answer now; another may."""


class Geocoder(Protocol):
    """Finds places. Both methods raise GeocoderUnreachable, and nothing else, for an outage."""

    @property
    def name(self) -> str:
        """Who answers."""
        ...

    def search(
        self,
        text: str,
        *,
        near: tuple[float, float] | None = None,
        citycodes: Collection[str] = (),
        limit: int = 6,
    ) -> Found:
        """Places whose words resemble `text`, inside the communes `citycodes` when given."""
        ...

    def reverse(self, lon: float, lat: float, *, limit: int = 1) -> Found:
        """The addresses nearest to a place."""
        ...


@dataclass
class Geoplateforme:
    """IGN's geocoder over HTTP, with a short wait and a circuit breaker."""

    url: str = GEOPLATEFORME_URL
    timeout: float = TIMEOUT_SECONDS
    breaker: Breaker = field(default_factory=Breaker)
    name: str = "geoplateforme"
    _client: httpx.Client | None = field(default=None, repr=False)

    @classmethod
    def from_settings(cls) -> Self:
        return cls()

    def search(
        self,
        text: str,
        *,
        near: tuple[float, float] | None = None,
        citycodes: Collection[str] = (),
        limit: int = 6,
    ) -> Found:
        query = " ".join(text.split())[:_LONGEST_QUERY]
        # The service refuses texts that are shorter or don't begin with a letter or a digit.
        if len(query) < _SHORTEST_QUERY or not query[0].isalnum():
            return Found((), self.name)
        asked = min(limit, _MOST_RESULTS)
        # The service filters by one commune: for several, more is asked for and filtered here.
        several = len(citycodes) > 1
        params: dict[str, str | int | float] = {
            "q": query,
            "autocomplete": 1,
            "index": "address",
            "limit": _MOST_RESULTS if several else asked,
        }
        if len(citycodes) == 1:
            params["citycode"] = next(iter(citycodes))
        if near is not None:
            params |= {"lon": round(near[0], 6), "lat": round(near[1], 6)}
        places = self._ask("/search", params)
        if several:
            places = tuple(place for place in places if place.citycode in citycodes)
        return Found(places[:asked], self.name)

    def reverse(self, lon: float, lat: float, *, limit: int = 1) -> Found:
        params: dict[str, str | int | float] = {
            "lon": round(lon, 6),
            "lat": round(lat, 6),
            "index": "address",
            "limit": min(limit, _MOST_RESULTS),
        }
        return Found(self._ask("/reverse", params), self.name)

    def _ask(self, path: str, params: dict[str, str | int | float]) -> tuple[Place, ...]:
        """Ask the service, through the breaker. Raises GeocoderUnreachable."""
        import httpx

        if not self.breaker.allows():
            raise GeocoderUnreachable("resting after failures")
        try:
            response = self._http().get(f"{self.url}{path}", params=params)
            if response.status_code == 429:
                self.breaker.rest(_retry_after(response))
                raise GeocoderUnreachable("asked too often")
            if response.status_code == 400:
                # Our question, not their service: no answer, and no mark against the service.
                self.breaker.succeeded()
                return ()
            response.raise_for_status()
            places = _places(response.json())
        except (httpx.HTTPError, ValueError, TypeError, KeyError, AttributeError) as error:
            self.breaker.failed()
            raise GeocoderUnreachable(type(error).__name__) from error
        self.breaker.succeeded()
        return places

    def _http(self) -> httpx.Client:
        # Loaded at first use: most houses ask nobody outside, and it is eight megabytes a process.
        import httpx

        # Made at first use: a client must not be shared with the processes forked before.
        if self._client is None:
            self._client = httpx.Client(timeout=self.timeout, follow_redirects=False)
        return self._client


def _retry_after(response: httpx.Response) -> float:
    try:
        seconds = float(response.headers.get("retry-after", "5"))
    except ValueError:
        return 5.0
    return min(max(seconds, 1.0), 60.0) if math.isfinite(seconds) else 5.0


def _places(document: Any) -> tuple[Place, ...]:
    """The places of a GeocodeJSON answer; features that aren't points are left out."""
    return tuple(
        _place(feature["geometry"]["coordinates"], feature["properties"])
        for feature in document["features"]
        if feature["geometry"]["type"] == "Point"
    )


def _place(coordinates: Sequence[float], properties: dict[str, Any]) -> Place:
    def text(key: str) -> str:
        value = properties.get(key)
        return value if isinstance(value, str) else ""

    kind = text("type")
    distance = properties.get("distance")
    return Place(
        label=text("label") or text("name"),
        lon=float(coordinates[0]),
        lat=float(coordinates[1]),
        kind=kind if kind in _KINDS else "",
        housenumber=text("housenumber"),
        street=text("street") or (text("name") if kind == "street" else ""),
        postcode=text("postcode"),
        city=text("city"),
        citycode=text("citycode"),
        score=float(properties.get("score") or 0.0),
        metres=float(distance) if isinstance(distance, int | float) else None,
    )


@dataclass(frozen=True)
class FirstReachable:
    """Asks geocoders in order; the first that can be reached answers, under its own name."""

    geocoders: tuple[Geocoder, ...]
    name: str = "first_reachable"

    def search(
        self,
        text: str,
        *,
        near: tuple[float, float] | None = None,
        citycodes: Collection[str] = (),
        limit: int = 6,
    ) -> Found:
        return self._first(
            lambda one: one.search(text, near=near, citycodes=citycodes, limit=limit)
        )

    def reverse(self, lon: float, lat: float, *, limit: int = 1) -> Found:
        return self._first(lambda one: one.reverse(lon, lat, limit=limit))

    def _first(self, ask: Callable[[Geocoder], Found]) -> Found:
        last: GeocoderUnreachable | None = None
        for geocoder in self.geocoders:
            try:
                found = ask(geocoder)
            except GeocoderUnreachable as error:
                last = error
                continue
            return Found(found.places, found.provider, fallback=last is not None)
        raise GeocoderUnreachable("no geocoder can be reached") from last


@dataclass
class MemoryGeocoder:
    """The fake: answers from a list, or is out of reach when told so."""

    places: list[Place] = field(default_factory=list)
    reachable: bool = True
    name: str = "memory"

    def search(
        self,
        text: str,
        *,
        near: tuple[float, float] | None = None,
        citycodes: Collection[str] = (),
        limit: int = 6,
    ) -> Found:
        self._check()
        wanted = text.casefold()
        found = [
            place
            for place in self.places
            if wanted in place.label.casefold() and (not citycodes or place.citycode in citycodes)
        ]
        return Found(tuple(found[:limit]), self.name)

    def reverse(self, lon: float, lat: float, *, limit: int = 1) -> Found:
        self._check()
        near = sorted(self.places, key=lambda one: math.hypot(one.lon - lon, one.lat - lat))
        return Found(tuple(near[:limit]), self.name)

    def _check(self) -> None:
        if not self.reachable:
            raise GeocoderUnreachable("told to be out of reach")
