"""True gaps are found, none is invented, on made-up towns whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest

from evaluate.made_districts import DAYS, Made, equal, year
from parvis.understand.disparities.comparison import Comparison, compare
from parvis.understand.disparities.figures import FEWEST, Measure, Told, Verdict, verdict
from parvis.understand.disparities.lines import Came, Ended

SIZE = 6_000


def drawn(seed: int, size: int = SIZE, *, bursts: float = 0.0, **apart: tuple[int, float]) -> Made:
    """A made year in which a district (from 1) stands apart as named."""
    truth = equal()
    for name, (district, value) in apart.items():
        values = getattr(truth, name).copy()
        values[district - 1] = value
        truth = replace(truth, **{name: values})
    return year(np.random.default_rng([97, seed]), truth, size, bursts=bursts)


def compared(made: Made, days: int = DAYS) -> Comparison:
    return compare(made.came, made.ended, made.population, days=days)


def found(made: Made) -> dict[tuple[int, Measure], Verdict]:
    return {(one.district, one.measure): one.verdict for one in compared(made).found}


@pytest.mark.parametrize("bursts", [0.0, 0.02])
def test_no_gap_is_invented(bursts):
    false = sum(bool(found(drawn(seed, bursts=bursts))) for seed in range(100))
    assert false <= 5


@pytest.mark.parametrize(
    ("apart", "measure", "expected"),
    [
        ({"slow": (3, 1.4)}, Measure.DELAY, Verdict.MORE),
        ({"loud": (3, 2.0)}, Measure.RATE, Verdict.MORE),
        ({"loud": (3, 0.5)}, Measure.RATE, Verdict.LESS),
        ({"glad": (3, -0.3)}, Measure.SATISFACTION, Verdict.LESS),
        ({"refused": (3, 0.15)}, Measure.REFUSAL, Verdict.MORE),
    ],
)
def test_a_true_gap_is_found(apart, measure, expected):
    told = [found(drawn(seed, **apart)).get((3, measure)) for seed in range(20)]
    assert told.count(expected) >= 18
    assert set(told) <= {expected, None}


def test_a_loud_district_does_not_make_the_others_quiet():
    """Half of the town's people in one district that sends twice as much."""
    made = drawn(1, 30_000, loud=(3, 3.0))
    assert set(found(made)) == {(3, Measure.RATE)}


def test_what_is_asked_there_makes_no_gap():
    """One district asks for what takes long everywhere: its plain delay is long, and no gap."""
    rng = np.random.default_rng(8)
    district = np.repeat([1, 2, 3, 4], 1_000)
    service = np.where((district == 1) | (rng.random(4_000) < 0.2), 7, 8)
    waited = rng.poisson(np.where(service == 7, 15, 3))
    week, none = rng.integers(0, 52, 4_000), np.zeros(4_000, dtype=int)
    came = Came(district, service, week, waited, none, none + 1)
    ended = Ended(district, service, week, none, none - 1, none + 1)
    told = compare(came, ended, dict.fromkeys((1, 2, 3, 4), 1_000), days=40)
    first = told.of(Measure.DELAY)[0]
    assert first.told is not None
    assert first.told.seen > 2 * told.of(Measure.DELAY)[1].told.seen
    assert first.told.expected == pytest.approx(first.told.seen, rel=0.03)
    assert told.found == []


def test_a_silent_district_is_named_with_its_subjects():
    silent = compared(drawn(2, 12_000, loud=(5, 0.4))).silences
    assert [one.district for one in silent] == [5]
    assert silent[0].missing == pytest.approx(0.6, abs=0.1)
    assert silent[0].fewer >= 0.8 * silent[0].subjects > 0


def test_lines_of_other_districts_and_of_none_are_left_out():
    made = drawn(3)
    people = {key: many for key, many in made.population.items() if key != 10}
    told = compare(made.came, made.ended, people, days=DAYS)
    assert {one.district for one in told.figures} == set(people)
    assert told.placeless == (made.came.district == 10).sum()


def test_counted_lines_say_the_same_as_single_ones():
    made = drawn(4, 3_000)
    columns = np.array([getattr(made.came, name) for name in Came.__slots__[:5]])
    kinds, many = np.unique(columns, axis=1, return_counts=True)
    counted = compare(Came(*kinds, many), made.ended, made.population, days=DAYS)
    one = compared(made)
    for ours, theirs in zip(counted.figures, one.figures, strict=True):
        assert ours.verdict is theirs.verdict
        if ours.told and theirs.told:
            assert ours.told.value == pytest.approx(theirs.told.value)
            assert ours.told.chance == pytest.approx(theirs.told.chance)


def test_of_nothing_nothing_is_said():
    none = np.zeros(0, dtype=np.int64)
    told = compare(Came(*[none] * 6), Ended(*[none] * 6), {1: 100, 2: 0}, days=30)
    assert told.found == []
    assert told.looked_at == 0
    assert {one.verdict for one in told.figures} == {Verdict.TOO_FEW, Verdict.UNKNOWN}
    assert compare(Came(*[none] * 6), Ended(*[none] * 6), {}, days=30).figures == ()


def test_without_a_horizon_no_delay_is_compared():
    assert compared(drawn(5, 1_000), days=0).of(Measure.DELAY) == []


def test_small_districts_are_told_of_nothing():
    made = drawn(6, 400)
    for one in compared(made).figures:
        if one.requests < FEWEST and one.measure is not Measure.RATE:
            assert one.told is None


@pytest.mark.parametrize(
    ("chance", "value", "middle", "expected"),
    [
        (0.001, 14, 0.0, Verdict.MORE),
        (0.2, 14, 0.0, Verdict.BY_CHANCE),
        (0.001, 10.5, 0.0, Verdict.BY_CHANCE),
        (0.001, 8, -0.15, Verdict.BY_CHANCE),
        (0.001, 8, 0.0, Verdict.LESS),
    ],
)
def test_a_gap_is_rare_large_and_not_everybodys(chance, value, middle, expected):
    told = Told(value, 10, value, value - 1, value + 1, 9, 11, chance)
    assert verdict(Measure.DELAY, told, middle) is expected
