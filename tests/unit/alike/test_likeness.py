"""The same fact is told from another by place, time, kind, words and meaning together."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from parvis.understand.alike.likeness import ENOUGH, FAR_METRES, MOST, likeness, said_before
from parvis.understand.alike.pairs import Pair, Said, Town, closeness, pair
from parvis.understand.alike.reasons import (
    DAYS,
    ELSEWHERE,
    KIND,
    MEANING,
    NEAR,
    NEARLY_SAME_WORDS,
    SAME_WORDS,
)
from parvis.understand.alike.words import shared, stems_of, town_words
from parvis.understand.moderation.floods import fingerprint

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = (1.005, 47.005)
HYDRANT = "La borne d'incendie coule à l'angle de l'impasse Sainte-Radegonde depuis jeudi."
AGAIN = "Le truc rouge des pompiers au coin de l'impasse Ste Radegonde pisse l'eau !"
COMMON = ["Un trou dans la rue", "Un trou devant l'école", "La rue est sale", "Lampadaire éteint"]
WORDS = town_words([*COMMON * 50, HYDRANT, AGAIN])
TOWN = Town(WORDS, np.array([0.8, 0.0, 0.0]))


def said(number, text=COMMON[0], *, kind=1, place=HERE, days=0.0, ended=None, vector=(1, 0, 0)):
    return Said(
        number, NOW - timedelta(days=days), stems_of(text), np.array(vector, float), hash(text),
        fingerprint(text), kind, place, ended,
    )  # fmt: skip


def north(metres):
    return HERE[0], HERE[1] + metres / 111_195


def seen(**found):
    """A pair of which nothing is known but what is given."""
    known = {"metres": None, "days": 0.0, "same_kind": False, "closeness": None, "words": 0.0,
             "told": 1.0}  # fmt: skip
    return Pair(**known | found)


def test_a_rare_word_shared_tells_more_than_common_ones():
    rare, common = (
        shared(stems_of(HYDRANT), stems_of(AGAIN), WORDS),
        shared(stems_of(COMMON[0]), stems_of(COMMON[1]), WORDS),
    )
    assert rare.words > 3 * common.words
    assert WORDS.rarity("angle") > WORDS.rarity("radego") > WORDS.rarity("trou") == 0
    assert town_words([]).rarity("radego") == 0
    assert town_words([HYDRANT]).weight(stems_of(HYDRANT)) < 1


def test_a_few_common_words_tell_little_even_when_they_are_the_same():
    same = shared(stems_of(COMMON[0]), stems_of(COMMON[0]), WORDS)
    assert same.words < 0.1
    assert likeness(pair(said(1, place=None), said(2, place=None), TOWN)).share < ENOUGH


def test_the_same_kind_at_the_same_spot_the_same_week_is_likely_the_same():
    found = likeness(pair(said(1), said(2, days=3, place=north(10)), TOWN))
    assert found.share > 0.5
    assert found.why[0] == NEAR
    assert KIND in found.why


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"metres": 60.0}, {"metres": 10.0}),
        ({"metres": 10.0, "days": 200.0}, {"metres": 10.0, "days": 1.0}),
        ({"metres": 10.0}, {"metres": 10.0, "same_kind": True}),
        ({"words": 0.02}, {"words": 0.1}),
        ({"closeness": 0.05}, {"closeness": 0.3}),
        ({"closeness": 0.3, "told": 0.1}, {"closeness": 0.3}),
        ({"metres": 5.0, "had_ended": True}, {"metres": 5.0}),
    ],
)
def test_each_thing_in_common_makes_it_likelier(worse, better):
    assert likeness(seen(**worse)).share < likeness(seen(**better)).share


def test_the_same_words_from_another_place_are_not_the_same_fact():
    copied = pair(said(1, HYDRANT), said(2, HYDRANT, place=north(FAR_METRES + 50)), TOWN)
    assert likeness(copied) == likeness(seen(metres=FAR_METRES + 1, words=0.9))
    assert likeness(copied).why == (ELSEWHERE,)
    assert likeness(copied).share == 0


def test_the_same_words_without_a_place_are():
    found = likeness(pair(said(1, HYDRANT, place=None), said(2, HYDRANT), TOWN))
    assert found.share > 0.9
    assert found.why[0] == SAME_WORDS


def test_nearly_the_same_words_are_called_so():
    longer = " ".join([HYDRANT, *COMMON] * 3)
    found = likeness(pair(said(1, longer), said(2, f"{longer} Merci"), TOWN))
    assert NEARLY_SAME_WORDS in found.why


def test_meaning_is_seen_from_the_middle_and_says_nothing_without_one():
    middle = np.array([1.0, 0.0])
    assert closeness([1.0, 0.1], [1.0, -0.1], middle) == pytest.approx(-1)
    assert closeness([1.0, 0.1], [1.0, 0.1], None) is None
    assert closeness([1.0, 0.0], [1.0, 0.1], middle) is None
    assert MEANING in likeness(seen(closeness=0.3)).why
    assert MEANING not in likeness(seen(closeness=None)).why


def test_what_was_over_before_is_another_time():
    over = said(1, days=5, ended=NOW - timedelta(days=1))
    assert pair(said(2), over, TOWN).had_ended
    assert pair(over, said(2), TOWN).had_ended
    assert not pair(said(2, days=3), over, TOWN).had_ended


def test_the_likeliest_come_first_and_few_of_them():
    rows = [said(number, place=north(number)) for number in range(1, 30)]
    ranked = said_before(said(1), [*rows, said(40, kind=2), said(41, place=north(400))], TOWN)
    assert [one.id for one, _ in ranked] == [2, 3, 4, 5, 6][:MOST]
    assert all(each.share >= ENOUGH for _, each in ranked)
    shares = [each.share for _, each in ranked]
    assert shares == sorted(shares, reverse=True)
    assert DAYS not in likeness(seen(days=60)).why
