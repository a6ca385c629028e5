"""School holidays: every département of the mainland has its zone, and the zones their days."""

from datetime import date

import pytest

from parvis.foundation.school_holidays import ZONES, days_off, known_until, zone_of

MAINLAND = [f"{number:02}" for number in range(1, 96) if number != 20]


def test_every_departement_of_the_mainland_has_a_zone():
    found = {code: zone_of(code) for code in MAINLAND}
    assert set(found.values()) == set(ZONES)
    counted = [list(found.values()).count(zone) for zone in ZONES]
    assert counted == [32, 41, 21]


@pytest.mark.parametrize(
    ("insee", "zone"),
    [("07282", "A"), ("38185", "A"), ("31555", "C"), ("75056", "C"), ("13055", "B"), ("67", "B")],
)
def test_a_commune_follows_its_departement(insee, zone):
    assert zone_of(insee) == zone


@pytest.mark.parametrize("insee", ["2A004", "2B", "97411", "98818", ""])
def test_corsica_and_overseas_have_calendars_of_their_own(insee):
    assert zone_of(insee) == ""


def test_zones_differ_in_winter_and_agree_at_christmas():
    # Winter holidays of 2026: A from 7 February, B from the 14th, C from the 21st.
    winter = {zone: date(2026, 2, 10) in days_off(zone) for zone in ZONES}
    assert winter == {"A": True, "B": False, "C": False}
    assert all(date(2026, 12, 26) in days_off(zone) for zone in ZONES)
    assert days_off("") == frozenset()
    assert known_until() >= date(2028, 8, 31)
