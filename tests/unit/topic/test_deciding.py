"""Decided, proposed, or left to a person."""

from parvis.understand.topic.deciding import Decided, Proposed, Unknown, decide
from parvis.understand.topic.reasons import Topic


def topic(*chances: float) -> Topic:
    return Topic(tuple(enumerate(chances, start=1)), (), 0.0, 0.0)


def test_it_decides_from_the_towns_confidence_on() -> None:
    assert decide(topic(0.9, 0.1), 0.9) == Decided(1, 0.9)
    assert decide(topic(0.89, 0.11), 0.9) == Proposed(((1, 0.89), (2, 0.11)))


def test_it_proposes_three() -> None:
    found = decide(topic(0.4, 0.3, 0.2, 0.1), 0.9)
    assert found == Proposed(((1, 0.4), (2, 0.3), (3, 0.2)))


def test_it_proposes_nothing_that_is_more_often_wrong_than_right() -> None:
    assert decide(topic(0.2, 0.15, 0.1, 0.1, 0.45 / 2, 0.45 / 2), 0.9) == Unknown()
