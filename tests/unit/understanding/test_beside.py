"""What a text says again beside others, whichever of them was read first."""

from datetime import UTC, datetime, timedelta

import pytest

from parvis.understand.moderation.beside import beside
from parvis.understand.moderation.floods import FLOOD_FROM, FLOOD_WITHIN, Row
from parvis.understand.moderation.rules import PUBLIC_RULES, RULES, proposed
from parvis.understand.moderation.told import title, told

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAME = 0b1011


def row(minutes, author=None, print_=SAME):
    return Row(print_, NOON + timedelta(minutes=minutes), author)


def kinds(rows):
    return [one.kind for one in beside(rows)]


def test_as_many_authors_as_texts_are_many_voices():
    (found,) = beside([row(place, f"author {place}") for place in range(FLOOD_FROM)])
    assert (found.kind, found.texts, found.authors, found.unnamed) == ("many_voices", 8, 8, 0)
    assert found.minutes == 7


def test_half_as_many_authors_are_a_flood():
    rows = [row(place, f"author {place % 4}") for place in range(8)]
    assert kinds(rows) == ["repetition", "flood"]
    assert kinds([row(place, f"author {place % 5}") for place in range(8)])[-1] == "many_voices"


@pytest.mark.parametrize("first", range(0, 12, 3))
def test_the_order_of_reading_changes_nothing(first):
    rows = [row(10 * place, f"author {place}") for place in range(12)]
    (found,) = beside([rows[first], *rows[:first], *rows[first + 1 :]])
    assert (found.texts, found.minutes) == (12, 110)


def test_the_busiest_hours_around_it_count():
    hours = FLOOD_WITHIN.total_seconds() / 60
    before = [row(-hours + place, f"before {place}") for place in range(8)]
    after = [row(hours - place, f"after {place}") for place in range(10)]
    (found,) = beside([row(0, "me"), *before, *after])
    assert found.texts == 11
    assert kinds([row(hours * 3, "me"), *before]) == []


def test_others_that_repeat_themselves_are_not_this_text():
    assert kinds([row(0, "me", 0), row(1, "other"), row(2, "other")]) == []


def test_who_said_it_first_repeats_nothing_and_many_voices_break_no_rule():
    assert proposed([("repetition", True), ("flood", True)]) == "repetition"
    assert proposed([("repetition", False)]) is None
    assert proposed([("repetition", False), ("flood", False)]) == "flood"
    assert proposed([("many_voices", True)]) is None


@pytest.mark.parametrize("rule", PUBLIC_RULES)
def test_every_rule_has_its_words(rule):
    assert title(rule)
    assert told(rule).startswith(("We don’t publish", "Nous ne publions pas"))
    assert set(RULES) < set(PUBLIC_RULES)
