"""What late requests have more often: found when it is there, not invented when it is not."""

import json
from random import Random

import numpy as np
import pytest

from parvis.understand.paths.delays import _ratio
from parvis.understand.paths.stored import PATHS
from tests.unit.paths.made import NORTH, SOUTH, Made

DUE = "2026-03-05 17:00"


def ended(made, late, **other):
    until = "2026-03-10 10:00" if late else "2026-03-04 10:00"
    made.case("2026-03-02 09:00", (until, "resolved"), closed=until, due=DUE, **other)


def draw(seed, share_south, many=300):
    random, made = Random(seed), Made()
    for number in range(many):
        team = SOUTH if number % 3 == 0 else NORTH
        share = share_south if team == SOUTH else 0.2
        ended(made, random.random() < share, team=team, service=1 + number % 2)
    return made.found()


def test_the_ratio_of_a_single_stratum_is_the_plain_one():
    has = np.array([True] * 20 + [False] * 40)
    late = np.array([True] * 10 + [False] * 10 + [True] * 10 + [False] * 30)
    ratio, low, high, chance, more = _ratio(has, late, np.zeros(60, dtype=np.int64))
    assert ratio == pytest.approx(2.0)
    # ln 2 with variance 1/10 - 1/20 + 1/10 - 1/40 (the risk ratio's own).
    half = 1.959964 * (1 / 10 - 1 / 20 + 1 / 10 - 1 / 40) ** 0.5
    assert (low, high) == pytest.approx((2 * np.exp(-half), 2 * np.exp(half)))
    assert more == pytest.approx(10 - 20 * 0.25)
    assert 0.03 < chance < 0.12


def test_a_kind_that_is_always_slow_does_not_accuse_its_team():
    """Simpson's: the south has nearly all of what is slow by nature."""
    strata = np.array([0] * 100 + [1] * 100)
    has = np.array([True] * 10 + [False] * 90 + [True] * 90 + [False] * 10)
    late = np.array([True] * 1 + [False] * 9 + [True] * 9 + [False] * 81
                    + [True] * 72 + [False] * 18 + [True] * 8 + [False] * 2)  # fmt: skip
    assert _ratio(has, late, np.zeros(200, dtype=np.int64))[0] > 3
    ratio, _, _, chance, more = _ratio(has, late, strata)
    assert (ratio, more) == (pytest.approx(1.0), pytest.approx(0.0))
    assert chance == 1.0


def test_a_slow_team_is_found():
    apart = [one for one in draw(1, 0.6).factors if one.is_apart and one.more > 0]
    assert [(one.code, one.key) for one in apart] == [("team", SOUTH)]
    assert apart[0].low > 1.5


def test_a_team_that_is_always_late_among_others_that_never_are_is_found_and_can_be_kept():
    made = Made()
    for number in range(60):
        late = number % 3 == 0
        ended(made, late, team=SOUTH if late else NORTH, service=1)
    found = made.found()
    (south,) = [one for one in found.factors if (one.code, one.key) == ("team", SOUTH)]
    assert (south.ratio, south.more, south.is_apart) == (None, 20.0, True)
    assert PATHS.from_json(json.loads(json.dumps(PATHS.to_json(found), allow_nan=False))) == found


def test_none_is_invented_where_nothing_differs():
    invented = sum(any(one.is_apart for one in draw(seed, 0.2).factors) for seed in range(40))
    assert invented <= 4


def test_duplicates_and_withdrawn_ones_are_not_judged():
    made = Made()
    ended(made, True)
    made.case(
        "2026-03-02 09:00", ("2026-03-10 10:00", "withdrawn"), closed="2026-03-10 10:00", due=DUE
    )
    made.case("2026-03-30 09:00", due="2026-04-20 17:00")
    found = made.found()
    assert (found.judged, found.late) == (1, 1)
