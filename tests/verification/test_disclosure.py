"""Small groups protected: a worked example, and a release of the largest size that is meant."""

from time import perf_counter

import numpy as np
import pytest

from parvis.understand.surveys.disclosure.audit import audit, explored
from parvis.understand.surveys.disclosure.primary import sensitive
from parvis.understand.surveys.disclosure.relations import relations
from parvis.understand.surveys.disclosure.suppress import suppress
from parvis.understand.surveys.disclosure.tables import (
    HIDDEN,
    Axis,
    Released,
    Shape,
    table,
    with_totals,
)

ACTIVITY = Axis("activity", ("I", "II", "III"), complete=True)
REGION = Axis("region", ("A", "B", "C"), complete=True)
INVESTMENT = [[20, 50, 10, 80], [8, 19, HIDDEN, 49], [17, 32, 12, 61], [45, 101, 44, 190]]
"""Investment by activity and region: the example of Fischetti & Salazar (1999, 2001), after
Willenborg & de Waal. The 22 of activity II in region C is to be hidden."""


def _bounds(hidden):
    shown = np.array(INVESTMENT)
    for place in hidden:
        shown[place] = HIDDEN
    found = relations([[Released(Shape((ACTIVITY, REGION)), shown)]])
    # With k beyond all counts every interval is narrow, and its ends are found.
    possible = explored(found, np.array(found.values), 1_000)
    place = found.at[0, (("activity", 1), ("region", 2))]
    return possible.low[place], possible.high[place]


def test_alone_it_is_a_subtraction_away():
    assert _bounds([]) == (22, 22)


def test_with_three_others_it_is_from_5_to_30():
    assert _bounds([(1, 0), (2, 0), (2, 2)]) == pytest.approx((5, 30))


def _town(people):
    """30 questions of up to 12 options, 60 crossings: 29 of them by district."""
    rng = np.random.default_rng(0)
    sizes = [10, *rng.integers(2, 13, 29).tolist()]
    axes = [
        Axis(f"q{number}", tuple(map(str, range(size))), complete=not number)
        for number, size in enumerate(sizes)
    ]
    columns = {
        axis.name: rng.choice(size, people, p=rng.dirichlet(np.full(size, 1.5)))
        for axis, size in zip(axes, sizes, strict=True)
    }
    for axis in axes[1:]:
        columns[axis.name][rng.random(people) < 0.05] = -1
    pairs = {(0, other) for other in range(1, 30)}
    while len(pairs) < 60:
        pairs.add(tuple(sorted(rng.choice(np.arange(1, 30), 2, replace=False).tolist())))
    shapes = [Shape((axis,)) for axis in axes]
    shapes += [Shape((axes[one], axes[other])) for one, other in sorted(pairs)]
    return [table(shape, columns) for shape in shapes]


def test_the_answers_of_a_whole_town_are_released_in_seconds():
    tables = _town(2_000)
    began = perf_counter()
    found = suppress(tables)
    hidden = perf_counter()
    assert audit(found.released) == ()
    audited = perf_counter()
    assert found.remaining == ()
    assert found.complementary < found.primary, (
        "fewer are hidden for the others than for themselves"
    )
    assert hidden - began < 60
    assert audited - hidden < 30


def test_hiding_small_counts_alone_is_caught_in_a_whole_town():
    tables = _town(2_000)
    full = [with_totals(one.counts) for one in tables]
    naive = [
        Released(one.shape, np.where(sensitive(counts, 5), HIDDEN, counts))
        for one, counts in zip(tables, full, strict=True)
    ]
    told = audit(naive)
    assert len(told) > 100
    for one in told[:20]:
        assert one.table is not None
        place = [
            axis.options.index(dict(one.cell)[axis.name]) if axis.name in dict(one.cell) else -1
            for axis in naive[one.table].shape.axes
        ]
        assert naive[one.table].shown[tuple(place)] == HIDDEN
        assert one.low <= full[one.table][tuple(place)] <= one.high
