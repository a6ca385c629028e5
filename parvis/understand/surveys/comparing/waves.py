"""What changed between two waves of a barometer.

Answers of two waves are not linked person by person. They are taken as those of different people:
where some answered both times the true change is known better than said here, never worse.
"""

from parvis.understand.surveys.comparing.crossing import compare_shares
from parvis.understand.surveys.comparing.scales import compare_means
from parvis.understand.surveys.comparing.verdicts import Finding
from parvis.understand.surveys.counting import Numbers, Tally
from parvis.understand.surveys.intervals import shares


def share_change(now: Tally, before: Tally, option: int) -> Finding | None:
    """How the share of an option changed. None if nobody answered in either wave."""
    if not (now.answers and before.answers):
        return None
    here, there = shares(now)[option], shares(before)[option]
    return compare_shares(here, there, (now.effective, before.effective))


def mean_change(
    now: Numbers,
    before: Numbers,
    weights: tuple[Numbers | None, Numbers | None] = (None, None),
) -> Finding | None:
    """How a mean changed (Welch). None if either wave has fewer than two answers."""
    return compare_means(now, before, weights)
