"""Windows of the rate limits: counted from their first hit, over when they end, swept out."""

import pytest
from limits import parse

from parvis.foundation import windows
from parvis.foundation.windows import Knocks, WindowStorage


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        moment = 0.0

    monkeypatch.setattr(windows, "monotonic", lambda: Clock.moment)
    return Clock


def test_hits_of_one_key_add_up_until_its_window_ends(clock):
    storage = WindowStorage()
    assert [storage.incr("a", 60), storage.incr("a", 60), storage.incr("b", 60)] == [1, 2, 1]
    clock.moment = 59.9
    assert (storage.get("a"), storage.incr("a", 60)) == (2, 3)
    clock.moment = 60
    assert (storage.get("a"), storage.incr("a", 60)) == (0, 1)


def test_what_is_over_is_swept_out(clock):
    storage = WindowStorage()
    for number in range(windows._FEWEST):
        storage.incr(f"old {number}", 10)
    clock.moment = 11
    storage.incr("new", 10)
    assert set(storage._windows) == {"new"}


def test_a_key_can_be_forgotten(clock):
    storage = WindowStorage()
    storage.incr("a", 60)
    storage.clear("a")
    assert storage.get("a") == 0
    storage.incr("b", 60)
    assert storage.reset() == 1
    assert storage.get("b") == 0


def test_whoever_knocks_too_often_is_told_how_long_to_wait(clock):
    knocks = Knocks()
    assert [knocks.count(parse("1/minute"), "a"), knocks.count(parse("1/minute"), "b")] == [0, 0]
    clock.moment = 45.5
    assert knocks.count(parse("1/minute"), "a") == 15
    clock.moment = 60
    assert knocks.count(parse("1/minute"), "a") == 0
