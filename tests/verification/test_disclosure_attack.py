"""The attack by somebody else's solver: of all tables, filters and releases of a survey together,
which whole numbers could each hidden count be? (scipy's `milp`, which knows nothing of ours.)"""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from parvis.understand.surveys.disclosure.primary import sensitive
from parvis.understand.surveys.disclosure.suppress import suppress
from parvis.understand.surveys.disclosure.tables import (
    HIDDEN,
    Axis,
    Released,
    Shape,
    table,
    with_totals,
)

K = 5
SIZES = {"district": 4, "view": 3, "age": 3, "time": 2}
DISTRICT, VIEW, AGE = (
    Axis(name, tuple(map(str, range(SIZES[name]))), complete=True)
    for name in ("district", "view", "age")
)
SHAPES = (
    Shape(()),
    Shape((DISTRICT,)),
    Shape((DISTRICT, VIEW)),
    Shape((DISTRICT, AGE)),
    Shape((VIEW, AGE)),
    Shape((VIEW,), ((DISTRICT, 0),)),
    Shape((VIEW, AGE), ((DISTRICT, 1),)),
)


def _people(seed):
    rng = np.random.default_rng(seed)
    return {
        name: rng.choice(size, 90, p=rng.dirichlet(np.full(size, 2.0)))
        for name, size in SIZES.items()
    }


def _tables(people, early=False):
    kept = people["time"] == 0 if early else np.full(90, True)
    return [table(shape, {key: one[kept] for key, one in people.items()}) for shape in SHAPES]


def _cells(one: Released, early: bool) -> Iterator[tuple[tuple[int, ...], np.ndarray]]:
    """Each count of a table with its totals: where it stands, and which of the people it counts."""
    names = list(SIZES)
    for place in product(*(range(-1, len(axis.options)) for axis in one.shape.axes)):
        chosen = dict(zip((axis.name for axis in one.shape.axes), place, strict=True))
        chosen |= {axis.name: option for axis, option in one.shape.where}
        chosen |= {"time": 0} if early else {}
        counts = np.zeros(tuple(SIZES.values()))
        counts[tuple(slice(None) if chosen.get(n, -1) < 0 else chosen[n] for n in names)] = 1
        yield place, counts.ravel()


def _told(now, before=()):
    """The hidden counts that the others leave fewer than K values, among them one below K."""
    every = [
        (one.shown[place], counts)
        for tables, early in ((now, False), (before, True))
        for one in tables
        for place, counts in _cells(one, early)
    ]
    shown = [(value, counts) for value, counts in every if value != HIDDEN]
    values, rows = np.array([one for one, _ in shown]), np.array([row for _, row in shown])
    return [counts for value, counts in every if value == HIDDEN and _is_told(counts, rows, values)]


def _is_told(counts, rows, values):
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * counts,
            constraints=LinearConstraint(rows, values, values),
            integrality=np.ones(len(counts)),
            bounds=Bounds(0, np.inf),
        )
        assert found.status in {0, 3}, found.message
        # Without an end, it may be any number.
        ends.append(round(sign * found.fun) if found.success else sign * -np.inf)
    low, high = ends
    return high - low + 1 < K and low < K and high > 0


@pytest.mark.parametrize("seed", range(3))
def test_no_hidden_count_is_told_by_tables_filters_and_an_earlier_release(seed):
    people = _people(seed)
    before = suppress(_tables(people, early=True), k=K)
    after = suppress(_tables(people), k=K, earlier=[before.released])
    assert before.remaining == after.remaining == ()
    assert any((one.shown == HIDDEN).any() for one in after.released)
    assert _told(after.released, before.released) == []


def test_the_solver_finds_what_is_hidden_alone():
    naive = []
    for one in _tables(_people(0)):
        counts = with_totals(one.counts)
        naive.append(Released(one.shape, np.where(sensitive(counts, K), HIDDEN, counts)))
    assert _told(naive)
