"""Whom we have not heard."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from parvis.understand.surveys.silences import Hearing, silences
from parvis.understand.surveys.weighting import Margin, Raked, rake

AGES = Margin("age", np.repeat([0, 1, 2, -1], [20, 100, 80, 9]), np.array([300, 400, 300]))


def test_expected_beside_heard():
    young, middle, old = silences([AGES])
    assert [one.hearing for one in (young, middle, old)] == [
        Hearing.UNDER,
        Hearing.OVER,
        Hearing.OVER,
    ]
    assert (young.expected, young.answers, young.raw.value) == (0.3, 20, 0.1)
    low, high = proportion_confint(20, 200, method="wilson")
    assert young.ratio is not None
    assert (young.ratio.value, young.ratio.low, young.ratio.high) == pytest.approx(
        (1 / 3, low / 0.3, high / 0.3)
    )
    assert young.weighted is None


def test_weights_beside():
    found = rake([AGES])
    assert isinstance(found, Raked)
    for one in silences([AGES], found.weights):
        assert one.weighted == pytest.approx(one.expected)


def test_a_gap_that_chance_makes():
    even = Margin("gender", np.repeat([0, 1], [55, 45]), np.array([0.5, 0.5]))
    assert {one.hearing for one in silences([even])} == {Hearing.AS_EXPECTED}


def test_nobody_at_all():
    few = Margin("district", np.array([0, 1, 0]), np.array([50.0, 49.0, 1.0]))
    assert silences([few])[2].hearing is Hearing.NOBODY
    assert silences([few])[2].answers == 0


def test_a_category_that_the_town_does_not_have():
    stray = Margin("district", np.repeat([0, 1], [30, 3]), np.array([10.0, 0.0]))
    found = silences([stray])[1]
    assert (found.ratio, found.hearing) == (None, Hearing.OVER)


def test_a_margin_of_which_nothing_is_known():
    assert silences([Margin("age", np.full(5, -1), np.array([1.0, 1.0]))]) == ()


def test_many_categories_make_each_one_surer():
    """A gap that one category alone would show is not shown among twenty."""
    two = Margin("two", np.repeat([0, 1], [32, 168]), np.array([11.0, 89.0]))
    rest = np.full(19, 89 / 19)
    twenty = Margin(
        "twenty",
        np.concatenate([np.zeros(32, int), 1 + np.arange(168) % 19]),
        np.append(11.0, rest),
    )
    assert silences([two])[0].hearing is Hearing.OVER
    assert silences([twenty])[0].hearing is Hearing.AS_EXPECTED
