"""Drawing the districts anew: what a drawing would change, and changing it.

A district of a known code keeps its row, and so its past. One that is drawn no longer is closed: it
takes nothing new and still names what happened in it; where nothing refers to it, it goes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from parvis.authorities.ground import set_map_layer
from parvis.authorities.models import Authority, District, Street
from parvis.authorities.queries import Territory
from parvis.foundation.areas import Area
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import current_authority
from parvis.journal.operations import record
from parvis.journal.rules import Actor

# Less of its surface changed than this is a rounding, not a new outline.
_SAME_OUTLINE = 0.001
LAYER, LAYER_POSITION = "districts", 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A district as a file draws it; `population` None where the file does not say."""

    code: str
    name: str
    population: int | None
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """A district that is there, and what the drawing changes of it: name, outline, population,
    or that it comes back."""

    row: District
    drawn: Drawn
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a drawing would do."""

    new: tuple[Drawn, ...]
    changed: tuple[Changed, ...]
    same: tuple[District, ...]
    leaving: tuple[District, ...]


def compare(drawn: Sequence[Drawn]) -> Comparison:
    """What drawing these districts would change. Raises Refusal("same_code")."""
    by_code = {one.code: one for one in drawn}
    if len(by_code) < len(drawn):
        raise Refusal("same_code")
    known = {row.code: row for row in District.objects.order_by("code")}
    met = [(row, by_code[code]) for code, row in known.items() if code in by_code]
    changes = [Changed(row, one, _what(row, one)) for row, one in met]
    return Comparison(
        new=tuple(one for one in drawn if one.code not in known),
        changed=tuple(one for one in changes if one.what),
        same=tuple(one.row for one in changes if not one.what),
        leaving=tuple(row for code, row in known.items() if code not in by_code and row.is_open),
    )


def _what(row: District, drawn: Drawn) -> tuple[str, ...]:
    found = {
        "back": not row.is_open,
        "name": row.name != drawn.name,
        "outline": _differs(row.geometry, drawn.geometry),
        "population": drawn.population not in {None, row.population},
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _differs(before: dict[str, Any], after: dict[str, Any]) -> bool:
    from shapely import make_valid
    from shapely.geometry import shape

    one, other = make_valid(shape(before)), make_valid(shape(after))
    whole = one.union(other).area
    return bool(whole) and one.symmetric_difference(other).area / whole > _SAME_OUTLINE


@operation
def replace_districts(*, drawn: Sequence[Drawn], kept: Collection[int] = (), by: Actor) -> None:
    """Draw the districts anew; those of `kept` are never erased, even where no row refers to
    them. Raises Refusal("same_code")."""
    comparison = compare(drawn)
    rows = {row.code: row for row in District.objects.all()}
    for one in drawn:
        _draw(rows.get(one.code) or District(code=one.code), one)
    _file_streets(comparison.leaving)
    gone = [row.pk for row in comparison.leaving if not _leave(row, row.pk in kept)]
    _set_bounds(drawn)
    _set_layer(by)
    data = {
        "count": len(drawn), "new": len(comparison.new), "changed": len(comparison.changed),
        "closed": len(comparison.leaving) - len(gone), "erased": gone,
    }  # fmt: skip
    record("districts.drawn", "authority", current_authority(), by=by, data=data)
    forget()


def _draw(row: District, drawn: Drawn) -> None:
    row.name, row.geometry, row.is_open = drawn.name, drawn.geometry, True
    if drawn.population is not None:
        row.population = drawn.population
    row.west, row.south, row.east, row.north = Area.of(drawn.geometry).bounds
    row.save()


def _leave(row: District, is_kept: bool) -> bool:
    """Close a district, or erase it where nothing refers to it; whether it is still there."""
    if not is_kept:
        try:
            with transaction.atomic():
                # The database looks at every row, those of closed departments too.
                District.objects.filter(pk=row.pk)._raw_delete("default")
        except IntegrityError:
            pass
        else:
            return False
    row.is_open = False
    row.save(update_fields=["is_open"])
    return True


def _file_streets(leaving: Sequence[District]) -> None:
    """Streets of what leaves go to the district that holds them now, or to none; one whose name
    is there already stays where it was."""
    drawn = District.objects.filter(is_open=True).exclude(pk__in=[row.pk for row in leaving])
    ground = Territory(tuple((row, Area.of(row.geometry)) for row in drawn))
    streets = Street.objects.filter(district__in=[row.pk for row in leaving])
    taken: set[tuple[str, str, str, int | None]] = set(
        Street.objects.values_list("folded", "citycode", "city", "district_id")
    )
    moved = []
    for street in streets:
        home = ground.district_at(street.lon, street.lat)
        number = home.pk if home else None
        key = (street.folded, street.citycode, street.city, number)
        if number == street.district_id or key in taken:
            continue
        taken.add(key)
        street.district_id = number
        moved.append(street)
    Street.objects.bulk_update(moved, ["district_id"], batch_size=1_000)


def _set_bounds(drawn: Sequence[Drawn]) -> None:
    boxes = [Area.of(one.geometry).bounds for one in drawn]
    west, south, east, north = zip(*boxes, strict=True)
    Authority.objects.filter(pk=current_authority()).update(
        bounds=[min(west), min(south), max(east), max(north)]
    )


def _set_layer(by: Actor) -> None:
    """The map's layer of districts follows: browsers keep it until it changes."""
    features = [
        {
            "type": "Feature",
            "geometry": row.geometry,
            "properties": {"id": row.pk, "code": row.code, "name": row.name},
        }
        for row in District.objects.filter(is_open=True).order_by("code")
    ]
    collection = {"type": "FeatureCollection", "features": features}
    set_map_layer(name=LAYER, position=LAYER_POSITION, features=collection, by=by)
