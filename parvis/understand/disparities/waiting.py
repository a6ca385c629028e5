"""Delays where some requests are still open: they count for as long as they have waited.

The delay of a request is taken up to a horizon. Its mean in a stratum is the area under the
Kaplan-Meier curve (restricted mean); each request's own part in it is the mean plus its influence
on it (a pseudo-observation), which for a closed one among closed ones is simply its delay. So an
open request becomes a number that can be averaged, compared and shrunk like any other.
Sources: E. Kaplan & P. Meier, JASA 53 (1958); P. Andersen, M. Hansen & J. Klein, Lifetime Data
Analysis 10 (2004) 335-350; influence of a restricted mean: H. Reid, Annals of Statistics 9 (1981).
"""

import numpy as np

from parvis.understand.disparities.lines import Numbers, Whole, summed


def survival(waited: Whole, is_open: Whole, many: Whole, days: int) -> Numbers:
    """The share of requests not closed after 0, 1 ... `days` - 1 working days (Kaplan-Meier)."""
    whole = np.zeros(len(many), dtype=np.int64)
    ended, at_risk = _counted(whole, waited, is_open, many, days)
    alive: Numbers = _surviving(ended, at_risk)[0]
    return alive


def median(waited: Whole, is_open: Whole, many: Whole, days: int) -> int | None:
    """Working days within which half were closed; None if that is not so after `days`."""
    reached = survival(waited, is_open, many, days) <= 0.5
    return int(reached.argmax()) if reached.any() else None


def pseudo_delays(
    stratum: Whole, waited: Whole, is_open: Whole, many: Whole, days: int
) -> tuple[Numbers, Numbers]:
    """For each line the restricted mean delay of its stratum (working days, up to `days`), and by
    how much each request of the line stands out from it. Those sum to 0 in every stratum."""
    ended, at_risk = _counted(stratum, waited, is_open, many, days)
    alive = _surviving(ended, at_risk)
    hazard = np.divide(ended, at_risk, out=np.zeros_like(ended), where=at_risk > 0)
    # What of the mean lies after each day: weighs what happened on it.
    rest = np.cumsum(alive[:, ::-1], axis=1)[:, ::-1]
    stay = at_risk * (1 - hazard)
    size = summed(stratum, many, len(alive))[:, None]
    weight = np.divide(rest * size, stay, out=np.zeros_like(rest), where=stay > 1e-9)
    passed = np.cumsum(weight * hazard, axis=1)
    last = np.minimum(waited, days - 1)
    has_ended = (is_open == 0) & (waited < days)
    own = passed[stratum, last] - np.where(has_ended, weight[stratum, last], 0.0)
    return alive.sum(axis=1)[stratum], own


def _counted(
    stratum: Whole, waited: Whole, is_open: Whole, many: Whole, days: int
) -> tuple[Numbers, Numbers]:
    """By stratum and day: how many ended, and how many were there at its beginning."""
    shape = (int(stratum.max(initial=-1)) + 1, days + 1)
    place = stratum * shape[1] + np.minimum(waited, days)
    left = summed(place, many, shape[0] * shape[1]).reshape(shape)
    ended = summed(place, many * (is_open == 0), shape[0] * shape[1]).reshape(shape)
    at_risk = np.cumsum(left[:, ::-1], axis=1, dtype=np.float64)[:, ::-1]
    return ended[:, :days], at_risk[:, :days]


def _surviving(ended: Numbers, at_risk: Numbers) -> Numbers:
    kept = np.divide(at_risk - ended, at_risk, out=np.ones_like(ended), where=at_risk > 0)
    return np.cumprod(kept, axis=1, dtype=np.float64)
