"""Which teams receive faster than they finish."""

import numpy as np

from parvis.understand.paths.clock import DAY
from parvis.understand.paths.figures import FEWEST, Flow
from parvis.understand.paths.stays import Stays

WEEKS = 4
GROWING = 1.1
"""A team that receives a tenth more than it finishes falls behind, if chance does not explain it:
the difference is more than twice the root of their sum (two Poisson counts)."""


def flows(of_teams: Stays, now: int) -> list[Flow]:
    """Requests that came to each team and left it, ended or handed on, over the last `WEEKS`; those
    that fall behind fastest first."""
    since = now - int(WEEKS * 7 * DAY)
    came = of_teams.start >= since
    left = ~of_teams.is_open & (of_teams.end >= since)
    found = []
    for team in np.unique(of_teams.key[of_teams.key > 0]):
        mine = of_teams.key == team
        into, out = int((mine & came).sum()), int((mine & left).sum())
        if into + out < FEWEST:
            continue
        is_growing = into > GROWING * out and into - out > 2 * np.sqrt(into + out)
        there = int((mine & of_teams.is_open).sum())
        found.append(Flow(int(team), into / WEEKS, out / WEEKS, there, bool(is_growing)))
    return sorted(found, key=lambda one: (not one.is_growing, one.left - one.came))
