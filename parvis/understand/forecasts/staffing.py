"""What a forecast means in people: at the counter, on the telephone, behind the letters.

Only from minutes that the town itself measured: without them nothing is said.

Source: A. Erlang (1917); the recursion as in L. Kleinrock, Queueing Systems I (1975), 3.6.
"""

from dataclasses import dataclass
from math import ceil, exp

MOST_PEOPLE = 500
"""Beyond it the minutes or the hours are a mistake of entry."""
OCCUPANCY = 0.85
"""The part of their open hours that people work on contacts: the rest is between two."""


class NoAnswer(ValueError):
    """Minutes or hours that make no sense: none at the counter, or hundreds."""


@dataclass(frozen=True, slots=True)
class Service:
    """What the town promises those who wait: `share` (0 to 1) begin within `seconds`."""

    share: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Staff:
    """People needed for what is expected, and for the bounds of it."""

    expected: int
    low: int
    high: int


def at_work(contacts: float, minutes_each: float, open_minutes: float) -> int:
    """People needed where nobody waits on the spot (letters, cases): contacts × minutes each, over
    the open minutes worked at `OCCUPANCY`. Raises NoAnswer."""
    _check(minutes_each, open_minutes)
    return _within(ceil(contacts * minutes_each / (open_minutes * OCCUPANCY) - 1e-9))


def at_the_counter(
    contacts: float, minutes_each: float, open_minutes: float, service: Service
) -> int:
    """People needed so that `service` is kept (Erlang C): contacts come at random over the open
    minutes, wait in one line, and leave only once served. Raises NoAnswer."""
    _check(minutes_each, open_minutes)
    load = contacts * minutes_each / open_minutes
    if load <= 0:
        return 0
    people, blocked = 0, 1.0
    while people < MOST_PEOPLE:
        people += 1
        blocked = load * blocked / (people + load * blocked)
        if people > load and _served_in_time(people, load, blocked, minutes_each, service):
            return people
    raise NoAnswer("more people than a town hall has")


def waiting(people: int, load: float, blocked: float) -> float:
    """Erlang C: how often somebody must wait, from Erlang B's `blocked`."""
    return people * blocked / (people - load * (1 - blocked))


def staff(low: float, expected: float, high: float, *, minutes_each: float, open_minutes: float,
          service: Service | None = None) -> Staff:  # fmt: skip
    """The people for a forecast and its bounds; by `service` where one is promised. Raises
    NoAnswer."""

    def needed(contacts: float) -> int:
        if service is None:
            return at_work(contacts, minutes_each, open_minutes)
        return at_the_counter(contacts, minutes_each, open_minutes, service)

    return Staff(needed(expected), needed(low), needed(high))


def _served_in_time(
    people: int, load: float, blocked: float, minutes_each: float, service: Service
) -> bool:
    late = waiting(people, load, blocked) * exp(
        -(people - load) * service.seconds / (60 * minutes_each)
    )
    return 1 - late >= service.share


def _check(minutes_each: float, open_minutes: float) -> None:
    if minutes_each <= 0 or open_minutes <= 0:
        raise NoAnswer("a contact takes time, and needs open hours")


def _within(people: int) -> int:
    if people > MOST_PEOPLE:
        raise NoAnswer("more people than a town hall has")
    return people
