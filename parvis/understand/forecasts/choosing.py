"""Which method, and how wide its bounds: from its own errors, none of them later than the day.

Bounds are conformal: the errors that were made, each in the scale of what was forecast, laid
around the new forecast. How many of them are left outside follows how many missed lately, so that
the promise holds while the world changes.

Sources: R. Hyndman & G. Athanasopoulos, Forecasting: Principles and Practice (2021), on choosing by
rolling origins; V. Vovk et al., Algorithmic Learning in a Random World (2005); I. Gibbs &
E. Candès, NeurIPS (2021), for the share that follows.
"""

from dataclasses import dataclass

import numpy as np

from parvis.understand.forecasts.backtest import Backtest
from parvis.understand.forecasts.methods import NAIVE, NAMES
from parvis.understand.seasons.days import Numbers

PROMISED = 0.8
RECENT_ORIGINS = 52
FEWEST_ERRORS = 20
"""With fewer, a tenth of them is not even two: no bound can be told."""
SLOT_ERRORS = 60
"""From so many, each slot has bounds of its own: nights are surer than noons."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`method` is a place in `NAMES`; `low` and `high` (figures × slots) are errors in units of
    `scale`, whose variance is forecast + `growth` × forecast²."""

    method: int
    growth: float
    low: Numbers
    high: Numbers

    @property
    def name(self) -> str:
        return NAMES[self.method]

    def bounds(self, expected: Numbers) -> tuple[Numbers, Numbers]:
        """Low and high, whole numbers, around what the method expects (figures × slots)."""
        unit = scale(expected, self.growth)
        low: Numbers = np.rint(np.maximum(expected + self.low * unit, 0.0))
        high: Numbers = np.rint(np.maximum(expected + self.high * unit, low))
        return low, high


def scale(expected: Numbers, growth: float) -> Numbers:
    """The standard deviation that goes with a forecast: Poisson's, and a share of itself."""
    return np.sqrt(expected + growth * expected**2 + 0.25)


def choose(past: Backtest, *, miss: float = 1 - PROMISED) -> Choice | None:
    """The method that erred least, and the bounds that leave `miss` of its errors outside.

    Only what `past` knows counts (`Backtest.known_at`), of its last year. None where too few errors
    are known.
    """
    came, made = past.came[-RECENT_ORIGINS:], past.made[:, -RECENT_ORIGINS:]
    known = np.isfinite(came)
    if known.sum() < FEWEST_ERRORS:
        return None
    wrong = np.abs(made - came)
    # The naive one is what others must beat.
    means = np.array([one[known].mean() for one in wrong])
    means[NAMES.index(NAIVE)] *= 1.0001
    method = int(np.argmin(means))
    expected = made[method]
    error = came - expected
    share = ((error**2 - expected)[known].sum()) / max((expected**2)[known].sum(), 1e-9)
    growth = float(np.clip(share, 0.0, 4.0))
    low, high = _margins(error / scale(expected, growth), miss)
    return Choice(method, growth, low, high)


def _margins(errors: Numbers, miss: float) -> tuple[Numbers, Numbers]:
    """Of errors (origins × figures × slots), the two ends that leave `miss / 2` outside each.

    By slot where each has enough; all figures together: an error four weeks ahead is not far from
    one a week ahead once the level is known, and there are more of them.
    """
    figures, slots = errors.shape[1:]
    low, high = np.empty((figures, slots)), np.empty((figures, slots))
    everything = errors[np.isfinite(errors)]
    for slot in range(slots):
        own = errors[:, :, slot]
        own = own[np.isfinite(own)]
        used = own if len(own) >= SLOT_ERRORS else everything
        low[:, slot], high[:, slot] = _ends(used, miss)
    return low, high


def _ends(errors: Numbers, miss: float) -> tuple[float, float]:
    """Finite-sample quantiles: of n errors, as if one more were to come."""
    size = len(errors)
    outer = min((1 - miss / 2) * (size + 1) / size, 1.0)
    low, high = np.quantile(errors, [1 - outer, outer])
    return float(low), float(high)
