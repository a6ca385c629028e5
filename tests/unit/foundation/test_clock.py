"""The replaceable clock."""

import threading
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from parvis.foundation import clock

NOON = datetime(2026, 7, 14, 12, 0, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_the_replacement_lasts_as_long_as_the_block() -> None:
    with clock.at(NOON):
        assert clock.now() == NOON
        with clock.at(NOON.replace(hour=13)):
            assert clock.now().hour == 13
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_the_replacement_ends_when_the_block_fails() -> None:
    with pytest.raises(KeyError), clock.at(NOON):
        raise KeyError
    assert clock.now() != NOON


def test_another_thread_keeps_the_real_time() -> None:
    seen: list[datetime] = []
    with clock.at(NOON):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] != NOON


def test_today_is_the_date_where_people_are() -> None:
    with clock.at(datetime(2026, 7, 14, 22, 30, tzinfo=UTC)):
        assert clock.today(ZoneInfo("Europe/Paris")) == date(2026, 7, 15)
        assert clock.today(ZoneInfo("America/Martinique")) == date(2026, 7, 14)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 7, 14)):
        pass
