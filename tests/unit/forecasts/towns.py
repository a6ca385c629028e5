"""Made histories: a rhythm by week, scatter as counts have it."""

from datetime import date

import numpy as np

from parvis.understand.forecasts.history import History

FIRST = date(2025, 1, 6)
RHYTHM = np.array([1.3, 1.1, 1.0, 1.0, 0.9, 0.3, 0.2])


def counted(mean: float = 40.0, *, days: int = 400, slots: int = 1, seed: int = 5) -> History:
    """Poisson counts around `mean` a slot, mornings busier than evenings."""
    by_day = mean * RHYTHM[np.arange(days) % 7][:, None]
    by_slot = np.linspace(1.5, 0.5, slots) if slots > 1 else np.ones(1)
    counts = np.random.default_rng(seed).poisson(by_day * by_slot)
    return History(FIRST, counts.astype(float))
