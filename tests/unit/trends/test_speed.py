"""A million cases by service, district, channel and their pairs, within twenty seconds."""

from time import perf_counter

import numpy as np
import pytest

from parvis.understand.trends.anomalies import find
from parvis.understand.trends.series import gathered
from tests.unit.trends.towns import ALMANAC, FIRST

CASES, DAYS = 1_000_000, 1_095


@pytest.mark.long
def test_a_million_cases() -> None:
    draw = np.random.default_rng(1)
    when = draw.integers(0, DAYS, CASES)
    dimensions = {
        "service": (draw.zipf(1.3, CASES) - 1) % 60,
        "district": draw.integers(0, 20, CASES),
        "channel": draw.choice(6, CASES, p=[0.5, 0.2, 0.1, 0.1, 0.05, 0.05]),
    }
    began = perf_counter()
    series = gathered(FIRST, DAYS, when, dimensions)
    find(series, ALMANAC)
    assert len(series.keys) > 1_500
    assert perf_counter() - began < 20
