"""What comes next in a queue, and who held a case."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.act.cases.rules import (
    MOST_FOR_FOLLOWERS,
    act_by,
    factors,
    filled,
    has_left,
    patch,
    patches_around,
    time_held,
    unknown_variables,
)
from parvis.foundation.geo import haversine

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class OneCase:
    due_at: datetime = field(default=NOON)
    priority: int = 2
    is_danger: bool = False
    follower_count: int = 1
    reopened_count: int = 0
    has_news: bool = False
    state: str = "received"


def test_a_plain_case_is_worked_at_its_deadline():
    assert act_by(OneCase()) == NOON
    assert factors(OneCase()) == []


def test_danger_comes_five_days_earlier_and_says_so():
    case = OneCase(is_danger=True)
    assert NOON - act_by(case) == timedelta(days=5)
    assert [factor.code for factor in factors(case)] == ["danger"]


def test_the_strongest_reason_is_said_first():
    case = OneCase(is_danger=True, priority=4, follower_count=2, has_news=True)
    assert [factor.code for factor in factors(case)] == ["urgent", "danger", "news", "follower"]


def test_a_crowd_counts_but_not_without_end():
    two, many = OneCase(follower_count=2), OneCase(follower_count=400)
    assert NOON - act_by(two) == timedelta(hours=12)
    assert NOON - act_by(many) == timedelta(hours=-MOST_FOR_FOLLOWERS)


def test_what_waits_for_others_comes_later():
    assert act_by(OneCase(state="waiting_third_party")) - NOON == timedelta(days=10)
    assert act_by(OneCase(state="planned")) - NOON == timedelta(days=5)
    assert act_by(OneCase(priority=1)) > NOON


def test_a_step_leaves_only_when_its_minute_is_over():
    @dataclass
    class Told:
        is_public: bool
        occurred_at: datetime

    step = Told(is_public=True, occurred_at=NOON)
    assert not has_left(step, NOON + timedelta(seconds=59), MINUTE)
    assert has_left(step, NOON + timedelta(seconds=60), MINUTE)
    assert not has_left(Told(is_public=False, occurred_at=NOON), NOON + timedelta(days=1), MINUTE)


def test_variables_are_filled_and_unknown_ones_stay_to_be_seen():
    words = filled(
        "Bonjour, {objet} ({référence}) : {inconnu}", {"objet": "Trou", "référence": "V-1"}
    )
    assert words == "Bonjour, Trou (V-1) : {inconnu}"
    assert unknown_variables(words) == ["inconnu"]
    assert unknown_variables("Rien ici") == []


def test_each_delay_has_a_holder():
    hour = timedelta(hours=1)
    held = time_held(
        [
            (NOON + 2 * hour, "waiting_third_party"),
            (NOON + 5 * hour, "in_progress"),
            (NOON + 6 * hour, "waiting_resident"),
            (NOON + 10 * hour, "resolved"),
            (NOON + 20 * hour, "reopened"),
        ],
        NOON,
        NOON + 21 * hour,
    )
    assert (held.us, held.third_party, held.resident) == (4 * 3600, 3 * 3600, 4 * 3600)


@given(
    lon=st.floats(-5.0, 9.5),
    lat=st.floats(41.5, 51.0),
    east=st.floats(-0.0009, 0.0009),
    north=st.floats(-0.0009, 0.0009),
)
def test_whatever_lies_within_150_metres_is_in_a_neighbouring_square(lon, lat, east, north):
    if haversine(lon, lat, lon + east, lat + north) <= 150:
        assert patch(lon + east, lat + north) in patches_around(lon, lat)
