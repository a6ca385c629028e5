"""Scores of satisfaction."""

import math

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from parvis.understand.surveys.scores import net_promoter, satisfied


def test_net_promoter():
    """Of 100: 50 promoters, 20 in between, 30 detractors."""
    grades = np.concatenate([np.repeat([10, 9, 8, 7, 6, 0], [30, 20, 10, 10, 20, 10]), [-1]])
    found = net_promoter(grades)
    assert found is not None
    assert (found.value, found.answers) == (pytest.approx(20), 100)
    # p + d - (p - d)² = 0.5 + 0.3 - 0.04, over n - 1; Student's quantile of 99 degrees is 1.984.
    assert found.high - found.value == pytest.approx(1.9842169 * 100 * math.sqrt(0.76 / 99))


def test_net_promoter_stays_on_its_scale():
    found = net_promoter(np.array([10, 10, 10, 8]))
    assert found is not None
    assert (found.value, found.high) == (75, 100)
    assert net_promoter(np.array([-1])) is None
    with pytest.raises(ValueError, match="0 to 10"):
        net_promoter(np.array([11]))


def test_the_two_best_faces():
    faces = np.repeat([0, 1, 2, 3, 4], [5, 5, 10, 40, 20])
    found = satisfied(faces, 5)
    assert found is not None
    assert found.value == 0.75
    assert (found.low, found.high) == pytest.approx(proportion_confint(60, 80, method="wilson"))
    assert satisfied(np.array([-1]), 5) is None


def test_weights_tell():
    faces, weights = np.array([4, 0, 0]), np.array([2.0, 1.0, 1.0])
    found = satisfied(faces, 5, weights)
    assert found is not None
    assert found.value == 0.5
    grades = net_promoter(np.array([10, 0, 0]), weights)
    assert grades is not None
    assert grades.value == 0
