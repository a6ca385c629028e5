"""The circuit breaker, on a clock of the test's own."""

import pytest

from parvis.adapters.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=3, rest_seconds=30, monotonic=clock)


def test_a_few_failures_are_forgiven(breaker: Breaker) -> None:
    breaker.failed()
    breaker.failed()
    assert breaker.allows()


def test_a_success_forgets_the_failures(breaker: Breaker) -> None:
    for _ in range(2):
        breaker.failed()
        breaker.failed()
        breaker.succeeded()
    assert breaker.allows()


def test_failures_in_a_row_open_it_for_a_while(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        breaker.failed()
    assert not breaker.allows()
    clock.time = 29.9
    assert not breaker.allows()


def test_after_the_rest_one_try_is_let_through(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        breaker.failed()
    clock.time = 30
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_the_try_decides(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        breaker.failed()
    clock.time = 30
    assert breaker.allows()
    breaker.failed()
    clock.time = 59
    assert not breaker.allows()
    clock.time = 60
    assert breaker.allows()
    breaker.succeeded()
    assert [breaker.allows() for _ in range(3)] == [True, True, True]


def test_a_try_that_never_reports_does_not_close_it_for_ever(
    breaker: Breaker, clock: Clock
) -> None:
    for _ in range(3):
        breaker.failed()
    clock.time = 30
    assert breaker.allows()
    clock.time = 60
    assert breaker.allows()


def test_a_service_may_ask_for_a_rest(breaker: Breaker, clock: Clock) -> None:
    breaker.rest(5)
    assert not breaker.allows()
    clock.time = 5
    assert [breaker.allows(), breaker.allows()] == [True, True]
