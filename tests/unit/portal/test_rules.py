"""What the public may see, what a question accepts, what an address means."""

from datetime import UTC, datetime

from parvis.foundation.geo import haversine
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.public_map.rules import changes, public_place, slots

HOME = (1.005123, 47.005321)


def point(**fields: object) -> PublicPoint:
    given: dict[str, object] = {
        "case_id": 1,
        "group_id": 3,
        "district_id": 7,
        "is_open": True,
        "cell7": 77,
        "cell9": 99,
        "received_at": datetime(2026, 11, 3, tzinfo=UTC),
    }
    return PublicPoint(authority_id=1, **(given | fields))


def test_no_place_where_the_place_is_private() -> None:
    assert public_place(*HOME, -1) is None
    assert public_place(None, None, 0) is None


def test_a_snapped_place_is_near_and_never_exact() -> None:
    place = public_place(*HOME, 50)
    assert place is not None
    assert 0 < haversine(*HOME, *place) < 40
    beside = public_place(HOME[0] + 0.00001, HOME[1], 50)
    assert beside == place


def test_a_point_counts_once_in_its_district_and_in_its_cells() -> None:
    assert [(slot.area, slot.key) for slot in slots(point())] == [
        ("d", 7),
        ("c9", 99),
        ("a9", 99),
    ]
    assert [slot.area for slot in slots(point(cell7=None, cell9=None))] == ["d"]


def test_the_same_point_again_changes_no_count() -> None:
    assert changes(point(), point()) == {}


def test_a_closed_point_moves_from_one_count_to_another() -> None:
    moved = changes(point(), point(is_open=False))
    assert sorted(moved.values()) == [-1, -1, -1, 1, 1, 1]
    assert all(count == (-1 if slot.is_open else 1) for slot, count in moved.items())
