"""Made-up years of requests in ten districts whose truth is known."""

from dataclasses import dataclass

import numpy as np

from parvis.understand.disparities.lines import NO_OPINION, Came, Ended

DISTRICTS, SERVICES, WEEKS, DAYS = 10, 30, 52, 40


@dataclass(frozen=True, slots=True)
class Made:
    """A year of a town: districts are numbered from 1."""

    came: Came
    ended: Ended
    population: dict[int, int]


@dataclass(frozen=True, slots=True)
class Truth:
    """How districts truly stand, one number each: how many times as many requests, as long delays;
    how many more points (0 to 1) satisfied, and closed without action."""

    loud: np.ndarray
    slow: np.ndarray
    glad: np.ndarray
    refused: np.ndarray


def equal() -> Truth:
    """All districts alike."""
    one, none = np.ones(DISTRICTS), np.zeros(DISTRICTS)
    return Truth(one, one.copy(), none, none.copy())


def year(rng: np.random.Generator, truth: Truth, requests: int, *, bursts: float = 0.0) -> Made:
    """Draw about so many `requests`; the share `bursts` of them is told by fifteen people at once:
    all end on one day in the same way, each has an opinion of their own.

    Districts are of 800 to 6,000 inhabitants, each asks for other types, types differ in delay,
    satisfaction and refusal: only comparable requests tell the truth. Delays are log-normal; a
    fifth say whether they are satisfied.
    """
    people = rng.integers(800, 6000, DISTRICTS)
    many = rng.poisson(requests * people / people.sum() * truth.loud)
    district = np.repeat(np.arange(DISTRICTS), many)
    liked = rng.dirichlet(np.full(SERVICES, 0.8))
    service = np.concatenate(
        [rng.choice(SERVICES, one, p=rng.dirichlet(30 * liked + 0.05)) for one in many]
    )
    week = rng.integers(0, WEEKS, len(district))
    typical = np.exp(rng.normal(1.5, 0.7, SERVICES))[service] * truth.slow[district]
    delay = np.floor(typical * rng.lognormal(0, 0.8, len(district))).astype(np.int64)
    followed = np.maximum((WEEKS - week) * 5 - rng.integers(0, 5, len(district)), 0)

    def happens(by_service: np.ndarray, more: np.ndarray) -> np.ndarray:
        share = np.clip(by_service[service] + more[district], 0, 1)
        return (rng.random(len(district)) < share).astype(np.int64)

    declined = happens(rng.beta(1, 12, SERVICES), truth.refused)
    is_open = (delay > followed).astype(np.int64)
    told = np.where(rng.random(len(district)) < bursts, 15, 1)
    district, service, week, declined, is_open, waited = (
        np.repeat(one, told)
        for one in (district, service, week, declined, is_open, np.minimum(delay, followed))
    )
    glad = happens(rng.beta(8, 3, SERVICES), truth.glad)
    opinion = np.where(rng.random(len(district)) < 0.2, glad, NO_OPINION)
    once = np.ones(len(district), dtype=np.int64)
    return Made(
        Came(district + 1, service, week, waited, is_open, once),
        Ended(district + 1, service, week, declined, opinion, once),
        {place + 1: int(number) for place, number in enumerate(people)},
    )
