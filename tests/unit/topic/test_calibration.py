"""Probabilities keep their word, whatever the clues are worth."""

import numpy as np
import pytest

from parvis.understand.topic.blend import Blend
from parvis.understand.topic.promise import Promise


@pytest.mark.parametrize("truth", [0.3, 1.0, 2.0])
def test_weights_find_what_the_clues_are_worth(truth: float) -> None:
    drawn = np.random.default_rng(4)
    blend = Blend.at_first(1.0)
    said, right = [], []
    for turn in range(3000):
        clues = drawn.normal(size=(5, 6))
        odds = truth * clues.sum(axis=0)
        chances = np.exp(odds - odds.max())
        true = int(drawn.choice(6, p=chances / chances.sum()))
        if turn >= 1500:
            given = blend.probabilities(clues)
            said.append(given.max())
            right.append(given.argmax() == true)
        blend = blend.after(clues, true)
    assert np.allclose(blend.weights, truth, rtol=0.35)
    assert np.mean(said) == pytest.approx(np.mean(right), abs=0.03)


def test_a_clue_that_misleads_is_believed_less() -> None:
    drawn = np.random.default_rng(4)
    blend = Blend.at_first(1.0)
    for _ in range(300):
        true = int(drawn.integers(4))
        clues = np.zeros((5, 4))
        clues[0, (true + 1) % 4] = 2.0
        clues[1, true] = 2.0
        blend = blend.after(clues, true)
    assert blend.weights[0] < blend.weights[1] / 2
    assert blend.probabilities(clues).argmax() == true


def test_a_promise_too_high_is_brought_down() -> None:
    drawn = np.random.default_rng(4)
    promise, said, right = Promise.at_first(), [], []
    for turn in range(2000):
        first = float(drawn.uniform(0.5, 0.98))
        chances = np.array([first, (1 - first) * 0.7, (1 - first) * 0.3])
        true = 0 if drawn.random() < 0.4 + (first - 0.5) / 2 else 1
        if turn >= 500:
            said.append(promise.kept(chances).max())
            right.append(true == 0)
        promise = promise.after(chances, true)
    assert np.mean(said) == pytest.approx(np.mean(right), abs=0.03)


def test_the_first_stays_the_first_and_all_add_to_one() -> None:
    promise = Promise(np.array([0.2, -3.0]), np.eye(2))
    held = promise.kept(np.array([0.3, 0.5, 0.2]))
    assert held.sum() == pytest.approx(1)
    assert held.argmax() == 1
    assert held[0] / held[2] == pytest.approx(1.5)
    certain = np.array([0.0, 1.0])
    assert promise.kept(certain) is certain
