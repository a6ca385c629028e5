"""Gaps between districts, on made-up towns whose truth is known: true ones found, none invented.

Beside ours the simplest rule: each district's plain figure against that of the others, by a z-test
at 95 %, of whatever was asked there, without correction for having looked often.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from evaluate.figures import Figure
from evaluate.made_districts import DAYS, DISTRICTS, Made, Truth, equal, year
from evaluate.sets import SEED
from parvis.understand.disparities.comparison import Comparison, compare
from parvis.understand.disparities.figures import Measure, Z
from parvis.understand.disparities.lines import NO_OPINION, Numbers

SIZES = (3_000, 12_000)
EQUAL_DRAWS, GAP_DRAWS, COVERED_DRAWS = 500, 100, 100
# Which district stands apart (from 1), and by what.
APART = 4
Found = set[tuple[int, Measure]]


def measure() -> Iterator[Figure]:
    """None invented, true ones found, and whether intervals hold the truth."""
    yield _invented(max(SIZES), bursts=0.02)
    for size in SIZES:
        yield _invented(size)
        for name, of, truth in _gaps():
            yield _found(size, name, of, truth)
    yield _covered()


def _invented(size: int, *, bursts: float = 0.0) -> Figure:
    ours, trivial = 0, 0
    for seed in range(EQUAL_DRAWS):
        made = _drawn(seed, equal(), size, bursts=bursts)
        ours += not _ours(made)
        trivial += not _trivial(made)
    return Figure(
        "disparities", "towns without a false gap",
        f"equal districts, {size:,} {'events, some told by 15' if bursts else 'requests'} a year",
        EQUAL_DRAWS, ours / EQUAL_DRAWS, trivial=trivial / EQUAL_DRAWS, at_least=0.95,
        is_circular=True, note="40 figures of each town, what is asked differs between districts",
    )  # fmt: skip


def _gaps() -> Iterator[tuple[str, Measure, Truth]]:
    even, place = equal(), APART - 1

    def but(values: np.ndarray, value: float) -> np.ndarray:
        changed = values.copy()
        changed[place] = value
        return changed

    yield "delays 40 % longer", Measure.DELAY, replace(even, slow=but(even.slow, 1.4))
    yield "twice the requests", Measure.RATE, replace(even, loud=but(even.loud, 2.0))
    yield "half the requests", Measure.RATE, replace(even, loud=but(even.loud, 0.5))
    yield "20 points less satisfied", Measure.SATISFACTION, replace(even, glad=but(even.glad, -0.2))
    yield "8 points more refused", Measure.REFUSAL, replace(even, refused=but(even.refused, 0.08))


def _found(size: int, name: str, of: Measure, truth: Truth) -> Figure:
    ours, trivial, others = 0, 0, 0
    for seed in range(GAP_DRAWS):
        made = _drawn(seed, truth, size)
        found = _ours(made)
        ours += (APART, of) in found
        others += bool(found - {(APART, of)})
        trivial += (APART, of) in _trivial(made)
    return Figure(
        "disparities", f"found: {name}", f"one district apart, {size:,} requests a year",
        GAP_DRAWS, ours / GAP_DRAWS, trivial=trivial / GAP_DRAWS, is_circular=True,
        at_least=0.95 if size == max(SIZES) and of in {Measure.DELAY, Measure.RATE} else None,
        note=f"another gap named beside it in {others} of {GAP_DRAWS}",
    )  # fmt: skip


def _covered() -> Figure:
    """Whether 95 % intervals of rates hold the true ones, where districts differ by a quarter."""
    held, plain, asked = 0, 0, 0
    for seed in range(COVERED_DRAWS):
        rng = np.random.default_rng([SEED, seed])
        loud = rng.gamma(16, 1 / 16, DISTRICTS)
        made = year(rng, replace(equal(), loud=loud), 1_500)
        people = np.array(list(made.population.values()))
        for figure in _compared(made).of(Measure.RATE):
            if figure.told is None:
                continue
            true = 1000 * 1_500 * loud[figure.district - 1] / people.sum()
            asked += 1
            held += figure.told.low <= true <= figure.told.high
            half = Z * np.sqrt(figure.requests) * 1000 / people[figure.district - 1]
            plain += abs(figure.told.seen - true) <= half
    return Figure(
        "disparities", "95 % intervals hold the true rate", "districts that differ by a quarter",
        asked, held / asked, trivial=plain / asked, at_least=0.93, is_circular=True,
        note="1,500 requests a year; the simplest rule: the plain rate with Poisson's interval",
    )  # fmt: skip


def _drawn(seed: int, truth: Truth, size: int, *, bursts: float = 0.0) -> Made:
    return year(np.random.default_rng([SEED, seed]), truth, size, bursts=bursts)


def _compared(made: Made) -> Comparison:
    return compare(made.came, made.ended, made.population, days=DAYS)


def _ours(made: Made) -> Found:
    return {(one.district, one.measure) for one in _compared(made).found}


def _trivial(made: Made) -> Found:
    came, ended = made.came, made.ended
    said, over = ended.opinion != NO_OPINION, came.is_open == 0
    people = np.repeat(list(made.population), list(made.population.values()))
    sent = np.concatenate([np.zeros(len(people)), np.ones(len(came.district))])
    return {
        *((one, Measure.RATE) for one in _z_tests(np.concatenate([people, came.district]), sent)),
        *((one, Measure.DELAY) for one in _z_tests(came.district[over], came.waited[over])),
        *(
            (one, Measure.SATISFACTION)
            for one in _z_tests(ended.district[said], ended.opinion[said])
        ),
        *((one, Measure.REFUSAL) for one in _z_tests(ended.district, ended.is_declined)),
    }


def _z_tests(district: np.ndarray, values: Numbers) -> set[int]:
    """The districts whose mean is apart from the others' by more than 1.96 standard errors."""
    found = set()
    for one in range(1, DISTRICTS + 1):
        here, there = values[district == one], values[district != one]
        error = np.sqrt(here.var() / max(len(here), 1) + there.var() / max(len(there), 1))
        if error and abs(here.mean() - there.mean()) > Z * error:
            found.add(one)
    return found
