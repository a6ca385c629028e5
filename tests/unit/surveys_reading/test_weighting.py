"""Raking: margins reached, nothing else changed, and refused when it gets out of hand."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parvis.understand.surveys.weighting import (
    LARGEST_WEIGHT,
    Margin,
    Raked,
    Refusal,
    Refused,
    rake,
)
from tests.oracles import balance_rake

BALANCE: list[dict[str, Any]] = json.loads(
    Path(balance_rake.__file__).with_suffix(".json").read_text()
)


@st.composite
def towns(draw):
    """Two or three margins over answers of which every combination was heard at least twice."""
    shape = draw(st.lists(st.integers(2, 4), min_size=2, max_size=3))
    counts = draw(st.lists(st.integers(2, 9), min_size=int(np.prod(shape)), max_size=144))
    places = np.indices(shape).reshape(len(shape), -1)
    repeats = np.resize(counts, places.shape[1])
    margins = []
    for axis, size in enumerate(shape):
        known = draw(st.lists(st.integers(40, 100), min_size=size, max_size=size))
        codes = np.repeat(places[axis], repeats)
        margins.append(Margin(f"margin {axis}", codes, np.array(known, dtype=float)))
    return margins


def _raked(margins, base=None) -> Raked:
    found = rake(margins, base)
    # A town drawn that far from those who were heard is rightly refused.
    out_of_hand = (Refusal.TOO_LITTLE_LEFT, Refusal.WEIGHT_TOO_LARGE)
    assume(not isinstance(found, Refused) or found.reason not in out_of_hand)
    assert isinstance(found, Raked), found
    return found


def _refused(margins, base=None) -> Refused:
    found = rake(margins, base)
    assert isinstance(found, Refused), found
    return found


@given(towns())
def test_margins_are_reached(margins):
    found = _raked(margins)
    for margin in margins:
        masses = np.bincount(margin.codes, weights=found.weights)
        assert masses / masses.sum() == pytest.approx(margin.target, abs=1e-6)
        assert found.after[margin.name] == pytest.approx(margin.target, abs=1e-6)
    assert found.weights.mean() == pytest.approx(1)
    assert found.weights.min() > 0
    assert found.effective == pytest.approx(len(found.weights) / found.design_effect)


@pytest.mark.parametrize("town", BALANCE, ids=lambda town: "-".join(town["known"]))
def test_weights_are_those_of_the_library_balance(town):
    rows = np.repeat(balance_rake.combinations(town["known"]), town["heard"], axis=0)
    found = _raked(
        [
            Margin(name, rows[:, axis], np.array(known))
            for axis, (name, known) in enumerate(town["known"].items())
        ]
    )
    assert found.weights == pytest.approx(np.repeat(town["weights"], town["heard"]), abs=1e-7)
    assert found.design_effect == pytest.approx(town["design_effect"])


@given(towns(), st.floats(0.1, 50))
def test_neither_order_nor_scale_matter(margins, scale):
    plain = _raked(margins).weights
    scaled = [Margin(one.name, one.codes, one.known * scale) for one in margins]
    assert _raked(margins[::-1]).weights == pytest.approx(plain, abs=1e-6)
    assert _raked(scaled, np.full(len(plain), scale)).weights == pytest.approx(plain, abs=1e-6)
    turned = [Margin(one.name, one.codes[::-1], one.known) for one in margins]
    assert _raked(turned).weights == pytest.approx(plain[::-1], abs=1e-6)


@given(towns())
def test_margins_already_held_leave_weights_alone(margins):
    held = [Margin(one.name, one.codes, np.bincount(one.codes) * 1.0) for one in margins]
    found = _raked(held)
    assert found.weights == pytest.approx(np.ones(len(found.weights)))
    assert (found.cycles, found.design_effect) == (1, pytest.approx(1))


def test_who_has_no_category_keeps_the_weight_of_the_other_margins():
    gender = Margin("gender", np.array([0, 0, 0, 1, -1, -1]), np.array([0.5, 0.5]))
    found = _raked([gender])
    assert found.weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2, 1, 1])
    district = Margin("district", np.array([0, 0, 1, 1, 0, 1]), np.array([2.0, 1.0]))
    both = _raked([gender, district])
    assert both.weights[4] / both.weights[5] == pytest.approx(both.weights[0] / both.weights[2]), (
        "the district alone tells two people without a known gender apart"
    )
    for margin in (gender, district):
        known = margin.codes >= 0
        masses = np.bincount(margin.codes[known], weights=both.weights[known])
        assert masses / masses.sum() == pytest.approx(margin.target, abs=1e-6)


def test_a_category_of_the_town_that_nobody_is_of():
    age = Margin("age", np.array([0, 0, 1]), np.array([10, 10, 20]))
    assert _refused([age]) == Refused(Refusal.NOBODY, "age", 2, 0.5)


def test_a_category_that_the_town_does_not_have():
    age = Margin("age", np.array([0, 0, 1]), np.array([10, 0]))
    assert _refused([age]) == Refused(Refusal.UNKNOWN_TO_MARGIN, "age", 1, 1.0)


def test_one_voice_for_a_fifth_of_the_town_is_refused_by_name():
    gender = Margin("gender", np.arange(40) % 2, np.array([0.5, 0.5]))
    age = Margin("age", np.array([1] + [0] * 39), np.array([0.8, 0.2]))
    found = _refused([gender, age])
    assert (found.reason, found.margin, found.category) == (Refusal.WEIGHT_TOO_LARGE, "age", 1)
    assert found.figure > LARGEST_WEIGHT


def test_too_little_left_is_refused_by_name():
    codes = np.repeat([0, 1], [80, 20])
    found = _refused([Margin("age", codes, np.array([0.2, 0.8]))])
    assert (found.reason, found.margin, found.category) == (Refusal.TOO_LITTLE_LEFT, "age", 1)
    # Weights 1/4 and 4: 100² / (80/16 + 20*16) of 100 answers.
    assert found.figure == pytest.approx(100**2 / (80 / 16 + 20 * 16) / 100)


def test_margins_that_contradict_each_other_never_meet():
    """All women live in the north, and the margins say otherwise."""
    gender = Margin("gender", np.array([0, 0, 1, 1]), np.array([0.7, 0.3]))
    district = Margin("district", np.array([0, 0, 1, 1]), np.array([0.4, 0.6]))
    found = _refused([gender, district])
    assert found.reason is Refusal.NO_CONVERGENCE
    assert found.figure == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("codes", "known"),
    [([0, 2], [1.0, 1.0]), ([0, 1], [1.0, -1.0]), ([0, 1], [0.0, 0.0]), ([], [1.0])],
)
def test_what_is_no_margin(codes, known):
    with pytest.raises(ValueError, match="margin"):
        rake([Margin("age", np.array(codes, dtype=int), np.array(known))])
