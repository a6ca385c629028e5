"""Measures of how far probabilities keep their word."""

import numpy as np
import pytest

from evaluate.calibration import calibration_error, error_by_chance, handled_alone


def test_probabilities_that_promise_too_much_show():
    sure = np.full(1000, 0.9)
    right = np.arange(1000) % 10 < 6
    # Each of the ten parts of a hundred has sixty that are right.
    assert calibration_error(sure, right) == pytest.approx(0.3)


def test_the_error_that_chance_alone_makes_shrinks_with_the_number():
    few, many = (error_by_chance(np.full(size, 0.7)) for size in (100, 10_000))
    assert few > 5 * many > 0


def test_the_share_handled_alone():
    sure = np.linspace(1, 0.01, 100)
    right = np.ones(100, bool)
    right[[10, 40, 41, 42]] = False
    # Of the first 41, two are wrong (39 of 41 are 95.1 %); of 42, three; of 60 and more, four.
    assert handled_alone(sure, right) == pytest.approx(1.0)
    right[60:] = False
    assert handled_alone(sure, right) == pytest.approx(0.41)
    assert handled_alone(sure, np.zeros(100, bool)) == 0
