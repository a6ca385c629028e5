"""Writes of the local address index from a list of addresses, commune by commune: what is new comes
in, what moved moves, and what the list no longer knows goes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from parvis.authorities.models import Address, Authority, Street
from parvis.authorities.queries import calendar_day, territory
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import current_authority
from parvis.foundation.text import fold
from parvis.journal.operations import record
from parvis.journal.rules import Actor

_BATCH = 2_000
# About a metre: nearer than this, a place has not moved.
_SAME = 0.00001
# Around the addresses, and how many at each end are taken for errors.
_MARGIN_DEGREES, _STRAYS = 0.004, 0.002

Point = tuple[float, float]


@dataclass
class ListedStreet:
    """A street of a list: its name, the town to say beside it where that is needed, and its
    numbers. One without numbers has a `place`."""

    name: str
    city: str
    numbers: dict[str, Point] = field(default_factory=dict)
    place: Point | None = None

    def middle(self) -> Point:
        """The number nearest to the middle of all: a place that lies on the street."""
        points = list(self.numbers.values()) or [self.place or (0.0, 0.0)]
        lon = sum(point[0] for point in points) / len(points)
        lat = sum(point[1] for point in points) / len(points)
        return min(points, key=lambda one: (one[0] - lon) ** 2 + (one[1] - lat) ** 2)


@dataclass
class Taken:
    """What became of a list: rows added, moved, gone; `seen` are the ids of its streets and
    addresses by commune."""

    streets: int = 0
    added: int = 0
    moved: int = 0
    gone: int = 0
    seen_streets: dict[str, set[int]] = field(default_factory=dict)
    seen_addresses: dict[str, set[int]] = field(default_factory=dict)


@operation
def take_in_commune(
    *, citycode: str, streets: Sequence[ListedStreet], taken: Taken, by: Actor
) -> None:
    """Take in streets of one commune with their numbers, and note the day; `taken` is added to."""
    rows = _streets(citycode, streets, taken)
    known = {
        (row.street_id, row.number): row
        for row in Address.objects.filter(street__in=[row.pk for row in rows])
    }
    new, moved = [], []
    for row, street in zip(rows, streets, strict=True):
        for number, (lon, lat) in street.numbers.items():
            found = known.get((row.pk, number))
            if found is None:
                new.append(Address(street=row, number=number, lon=lon, lat=lat))
            elif abs(found.lon - lon) > _SAME or abs(found.lat - lat) > _SAME:
                found.lon, found.lat = lon, lat
                moved.append(found)
    made = Address.objects.bulk_create(new, batch_size=_BATCH)
    Address.objects.bulk_update(moved, ["lon", "lat"], batch_size=_BATCH)
    seen = taken.seen_addresses.setdefault(citycode, set())
    listed = {(row.pk, number) for row, one in zip(rows, streets, strict=True)
              for number in one.numbers}  # fmt: skip
    seen |= {row.pk for key, row in known.items() if key in listed} | {row.pk for row in made}
    taken.added += len(made)
    taken.moved += len(moved)
    Authority.objects.filter(pk=current_authority()).update(addresses_on=calendar_day(now()))
    record("addresses.taken_in", "authority", current_authority(), by=by,
           data={"commune": citycode, "added": len(made), "moved": len(moved)})  # fmt: skip
    forget()


def _streets(citycode: str, streets: Sequence[ListedStreet], taken: Taken) -> list[Street]:
    """The row of each street, made or moved where it must be."""
    known: Mapping[tuple[str, str], Street] = {
        (row.folded, row.city): row for row in Street.objects.filter(citycode=citycode)
    }
    ground, numbered = territory(), _numbered(citycode)
    rows, new, moved = [], [], []
    for street in streets:
        present = known.get((fold(street.name), street.city))
        if present is not None and not street.numbers and present.pk in numbered:
            # A named place that is a street already: its numbers say better where it is.
            rows.append(present)
            continue
        lon, lat = street.middle()
        home = ground.district_at(lon, lat)
        row = present or Street(folded=fold(street.name), city=street.city, citycode=citycode)
        if present is None:
            new.append(row)
        now = (street.name, home.pk if home else None, lon, lat)
        if row.pk and (row.name, row.district_id, row.lon, row.lat) != now:
            moved.append(row)
        row.name, row.district_id, row.lon, row.lat = now
        rows.append(row)
    Street.objects.bulk_create(new, batch_size=_BATCH)
    Street.objects.bulk_update(moved, ["name", "district_id", "lon", "lat"], batch_size=_BATCH)
    taken.seen_streets.setdefault(citycode, set()).update(row.pk for row in rows)
    taken.streets += len(new)
    return rows


def _numbered(citycode: str) -> set[int]:
    """Streets of a commune that have numbers."""
    found = Address.objects.filter(street__citycode=citycode).values_list("street_id", flat=True)
    return set(found.distinct())


@operation
def drop_unlisted(*, taken: Taken, by: Actor) -> None:
    """Take away what communes of the list had and the list has no longer. Communes that it does not
    speak of keep everything; so do named places that never had a number."""
    gone = 0
    for citycode, streets in taken.seen_streets.items():
        here = Street.objects.filter(citycode=citycode)
        seen = taken.seen_addresses[citycode]
        every = Address.objects.filter(street__in=here).values_list("pk", "street_id")
        unlisted = [(pk, street) for pk, street in every if pk not in seen]
        gone += _delete([pk for pk, _street in unlisted])
        emptied = {street for _pk, street in unlisted} - streets
        Street.objects.filter(pk__in=emptied).delete()
    taken.gone = gone
    record("addresses.taken_away", "authority", current_authority(), by=by, data={"gone": gone})
    forget()


def _delete(addresses: Sequence[int]) -> int:
    for at in range(0, len(addresses), _BATCH):
        Address.objects.filter(pk__in=addresses[at : at + _BATCH]).delete()
    return len(addresses)


@operation
def set_bounds_from_addresses(*, by: Actor) -> bool:
    """Give an authority that has no bounds those of its addresses; whether it was given some."""
    row = Authority.objects.get(pk=current_authority())
    places = list(Address.objects.values_list("lon", "lat"))
    if row.bounds or not places:
        return False
    (west, east), (south, north) = (_reach(axis) for axis in zip(*places, strict=True))
    row.bounds = [
        round(west - _MARGIN_DEGREES, 5), round(south - _MARGIN_DEGREES, 5),
        round(east + _MARGIN_DEGREES, 5), round(north + _MARGIN_DEGREES, 5),
    ]  # fmt: skip
    row.save(update_fields=["bounds"])
    record("authority.changed", "authority", row.pk, by=by, data={"fields": ["bounds"]})
    forget()
    return True


def _reach(axis: Collection[float]) -> tuple[float, float]:
    """From where to where these lie, without the few at each end that stray."""
    ordered = sorted(axis)
    strays = int(len(ordered) * _STRAYS)
    return ordered[strays], ordered[-1 - strays]
