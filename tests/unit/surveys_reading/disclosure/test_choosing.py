"""Several choices: nothing is told by the rules that everybody knows, every way in which so few
people could have chosen being tried."""

from itertools import product

import numpy as np
import pytest

from parvis.understand.surveys.disclosure.audit import audit
from parvis.understand.surveys.disclosure.suppress import suppress
from parvis.understand.surveys.disclosure.tables import (
    HIDDEN,
    Axis,
    Released,
    Several,
    Shape,
    table,
)
from tests.unit.surveys_reading.disclosure.brute import counted, given_away, left

K, PEOPLE, NAMES = 3, 12, ("foot", "bike", "car")
SIZES = dict.fromkeys(NAMES, 2)
RULES = {
    "one alone": Several("goes", 3, most=1),
    "two at most": Several("goes", 3, most=2),
    "two at least": Several("goes", 3, least=2),
    "one that stands alone": Several("goes", 3, alone=("car",)),
    "any": Several("goes", 3),
}


def _axes(rules):
    return [Axis(name, ("yes", "no"), complete=True, several=rules) for name in NAMES]


def _ways(rules):
    """Which of the eight ways to choose are allowed, `CHOSEN` being 0."""
    allowed = []
    for way in product((0, 1), repeat=3):
        chosen = [name for name, at in zip(NAMES, way, strict=True) if at == 0]
        lonely = not set(chosen) & set(rules.alone) or len(chosen) == 1
        allowed.append(rules.least <= len(chosen) <= rules.most and lonely)
    return np.array(allowed)


def _answers(rules, seed):
    rng = np.random.default_rng(seed)
    ways = np.array(list(product((0, 1), repeat=3)))[_ways(rules)]
    drawn = ways[rng.choice(len(ways), PEOPLE, p=rng.dirichlet(np.full(len(ways), 0.6)))]
    return dict(zip(NAMES, drawn.T, strict=True))


def _shapes(axes):
    foot, bike, car = axes
    return Shape(()), Shape((foot,)), Shape((bike,)), Shape((car,))


def _told(released, rules):
    every = left(released, SIZES, PEOPLE)
    every = every[(every[:, ~_ways(rules)] == 0).all(axis=1)]
    return any(
        given_away(values, K)
        for one in released
        for values in counted(every, one, SIZES)[:, one.shown.ravel() == HIDDEN].T
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_nothing_is_told_by_the_rules_of_choosing(rules, seed):
    tables = [table(shape, _answers(rules, seed)) for shape in _shapes(_axes(rules))]
    found = suppress(tables, k=K)
    assert found.remaining == ()
    assert not _told(found.released, rules)


@pytest.mark.parametrize("name", ["one alone", "two at least"])
def test_who_forgets_the_rules_tells(name):
    caught = 0
    for seed in range(30):
        tables = [table(shape, _answers(RULES[name], seed)) for shape in _shapes(_axes(None))]
        caught += _told(suppress(tables, k=K).released, RULES[name])
    assert caught


def test_of_one_choice_at_most_the_hidden_one_is_the_others_taken_away():
    foot, bike, car = _axes(RULES["one alone"])
    shown = [
        Released(Shape((foot,)), np.array([40, 63, 103])),
        Released(Shape((bike,)), np.array([60, 43, 103])),
        Released(Shape((car,)), np.array([HIDDEN, HIDDEN, 103])),
    ]
    assert {one.cell for one in audit(shown)} == {(("car", "yes"),)}
    loose = [Axis(one.name, one.options, True, RULES["any"]) for one in (foot, bike, car)]
    free = [Released(Shape((axis,)), one.shown) for axis, one in zip(loose, shown, strict=True)]
    assert audit(free) == ()


def test_who_answered_one_choice_answered_the_others():
    foot, bike, _ = (Axis(name, ("yes", "no"), several=RULES["any"]) for name in NAMES)
    shown = [
        Released(Shape((foot,)), np.array([20, HIDDEN, HIDDEN])),
        Released(Shape((bike,)), np.array([10, 12, 22])),
    ]
    assert [(one.cell, one.low, one.high) for one in audit(shown)] == [((("foot", "no"),), 2, 2)]


def test_two_choices_of_one_question_are_not_crossed():
    foot, bike, _ = _axes(RULES["any"])
    with pytest.raises(ValueError, match="stands once"):
        Shape((foot, bike))
    with pytest.raises(ValueError, match="stands once"):
        Shape((foot,), ((bike, 0),))


def test_in_each_group_of_a_crossing_the_rules_hold_too():
    axes = _axes(RULES["one alone"])
    place = Axis("place", ("north", "south"), complete=True)
    shown = [np.array([[10, 8, 18], [15, 20, 35], [25, 28, 53]]),
             np.array([[12, 5, 17], [13, 23, 36], [25, 28, 53]]),
             np.array([[HIDDEN, HIDDEN, 18], [HIDDEN, HIDDEN, 35], [25, 28, 53]])]  # fmt: skip
    crossed = [
        Released(Shape((axis, place)), counts) for axis, counts in zip(axes, shown, strict=True)
    ]
    told = {one.cell: (one.low, one.high) for one in audit(crossed)}
    assert told[("car", "yes"), ("place", "north")] == (3, 3)
    unruly = [
        Released(Shape((axis, place)), counts)
        for axis, counts in zip(_axes(None), shown, strict=True)
    ]
    assert audit(unruly) == ()
