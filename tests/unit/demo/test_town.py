"""The made-up ground: tiling, addresses, names, layers."""

import gzip
import itertools
import re

import pytest
import shapely
from shapely.geometry import shape

from demo import Town


def shapes(town: Town) -> dict[str, shapely.Geometry]:
    return {district.code: shape(district.polygon) for district in town.districts}


def test_population_of_the_districts_is_the_towns(town: Town, village: Town) -> None:
    assert town.population == 48_000 == sum(district.population for district in town.districts)
    assert village.population == 300 == sum(district.population for district in village.districts)
    assert len(town.districts) == 12
    assert len(village.districts) == 3


@pytest.mark.parametrize("which", ["town", "village"])
def test_districts_tile_the_commune_without_overlap(
    which: str, request: pytest.FixtureRequest
) -> None:
    own = shapes(request.getfixturevalue(which))
    for (left, a), (right, b) in itertools.combinations(own.items(), 2):
        assert a.intersection(b).area < 1e-12, f"{left} and {right} overlap"
    whole = shapely.union_all(list(own.values()))
    assert whole.geom_type == "Polygon"
    assert whole.area == pytest.approx(sum(each.area for each in own.values()), rel=1e-9)
    assert shapely.get_num_interior_rings(whole) == 0
    assert all(each.is_valid for each in own.values())


@pytest.mark.parametrize("which", ["town", "village"])
def test_every_address_lies_in_its_district(which: str, request: pytest.FixtureRequest) -> None:
    place: Town = request.getfixturevalue(which)
    own = shapes(place)
    for code, area in own.items():
        doors = [address for address in place.addresses if address.district == code]
        points = shapely.points([(door.lon, door.lat) for door in doors])
        assert shapely.contains_xy(area, shapely.get_coordinates(points)).all()
    assert {address.district for address in place.addresses} == set(own)


def test_there_are_as_many_doors_and_streets_as_in_a_town_of_that_size(town: Town) -> None:
    assert 8_000 <= len(town.addresses) <= 15_000
    assert 600 <= len(town.streets) <= 1_100


def test_no_door_stands_in_the_water(town: Town) -> None:
    water = shapely.union_all([shape(f["geometry"]) for f in town.layers["water"]["features"]])
    shapely.prepare(water)
    assert not shapely.intersects_xy(
        water, [door.lon for door in town.addresses], [door.lat for door in town.addresses]
    ).any()


def test_codes_names_and_labels_are_unique(town: Town, village: Town) -> None:
    for place in (town, village):
        assert len({address.code for address in place.addresses}) == len(place.addresses)
        assert len({address.label for address in place.addresses}) == len(place.addresses)
        assert len({street.name for street in place.streets}) == len(place.streets)


def test_odd_and_even_numbers_face_each_other(town: Town) -> None:
    street = max(
        town.streets, key=lambda each: sum(a.street == each.code for a in town.addresses[:4000])
    )
    doors = [address for address in town.addresses if address.street == street.code]
    line = shapely.LineString(max(street.lines, key=len))
    sides: dict[int, list[float]] = {0: [], 1: []}
    for door in doors:
        along = line.project(shapely.Point(door.lon, door.lat))
        a, b = line.interpolate(along - 1e-5), line.interpolate(along + 1e-5)
        turn = (b.x - a.x) * (door.lat - a.y) - (b.y - a.y) * (door.lon - a.x)
        sides[door.number % 2].append(turn)
    assert sides[0] and sides[1]
    assert max(sides[0]) < 0 < min(sides[1]) or max(sides[1]) < 0 < min(sides[0])


def test_street_names_sound_french(town: Town) -> None:
    way = re.compile(
        r"^(Rue|Avenue|Boulevard|Place|Impasse|Allée|Chemin|Quai|Ruelle|Passage|Venelle|Cour|Clos|Cité"
        r"|Route|Square|Sentier|Promenade|Rocade|Rond-Point|Parvis|Grande Rue|Villa)\b"
    )
    assert [street.name for street in town.streets if not way.match(street.name)] == []


def test_bridges_cross_the_river(town: Town) -> None:
    river = shape(town.layers["water"]["features"][0]["geometry"])
    bridges = {
        street.name
        for street in town.streets
        if any(shapely.LineString(line).crosses(river) for line in street.lines if len(line) > 1)
    }
    assert {"Rue du Faubourg-Saint-Jacques", "Avenue de Lyon", "Boulevard de l'Europe"} <= bridges


def test_layers_are_light_enough_for_a_browser(town: Town) -> None:
    names = {"land", "districts", "water", "green", "rail", "buildings", "streets", "places"}
    assert set(town.layers) == names
    assert sum(len(gzip.compress(town.layer_bytes(name), 6)) for name in names) < 1_500_000


def test_layers_hold_valid_geometry_inside_the_bounds(town: Town) -> None:
    west, south, east, north = town.bounds
    for name, layer in town.layers.items():
        for feature in layer["features"]:
            geometry = shape(feature["geometry"])
            assert not geometry.is_empty, name
            left, low, right, high = geometry.bounds
            assert left >= west - 1e-3 and right <= east + 1e-3, name
            assert low >= south - 1e-3 and high <= north + 1e-3, name


def test_places_of_a_real_town_are_there(town: Town) -> None:
    kinds = {place.kind for place in town.places}
    assert {
        "town_hall", "school", "market", "station", "park", "pool", "hospital", "cemetery",
        "library", "church", "square", "stadium", "recycling", "nursery", "social",
    } <= kinds  # fmt: skip
    assert sum(place.kind == "school" for place in town.places) >= 15


def test_everything_says_that_it_is_made_up(town: Town) -> None:
    for records in ((town,), town.districts, town.streets, town.addresses, town.places):
        assert all(record.made_up for record in records)
    assert town.insee_code.startswith("96")
    assert len(town.insee_code) == 5
