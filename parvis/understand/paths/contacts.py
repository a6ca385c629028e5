"""Second contacts: who writes again before the end, what comes before it, what goes with it.

A request is at risk from its reception to its first second contact, its end or now. Its time is
parted by a condition (nothing said for `SILENT_DAYS`; the promised day is past), and the rates of
first second contacts in the two parts are compared: one that lasts long has more time to be asked
about again, and this counts it. What goes together is told, not what causes what.
"""

import numpy as np

from parvis.offer.workflows.rules import OPEN
from parvis.understand.disparities.multiplicity import benjamini_hochberg
from parvis.understand.paths.clock import DAY
from parvis.understand.paths.figures import FEWEST, SILENT_DAYS, SURE, Association, Contacts, Share
from parvis.understand.paths.rows import NEVER, Cases, Numbers, Said, Steps, Truths, Whole
from parvis.understand.paths.stages import STAGES
from parvis.understand.surveys.intervals import wilson

WEEK = 7 * DAY
_FAR = np.iinfo(np.int64).max


def contacts(cases: Cases, steps: Steps, said: Said, now: int) -> Contacts:
    """All that is said of second contacts of the requests received over the period."""
    many, came = len(cases.number), cases.came == 1
    ended = _first(cases, steps.number, steps.at, steps.stage >= len(OPEN))
    wrote = _first(cases, said.number, said.at, np.ones(len(said.at), dtype=bool))
    stop = np.minimum(np.minimum(ended, wrote), now)
    again = wrote < np.minimum(ended, now)
    silent, quiet = _silence(cases, steps, stop)
    overdue = np.maximum(stop - np.maximum(cases.due, cases.received), 0) / WEEK
    missed = again & (wrote > cases.due)
    weeks = np.maximum(stop - cases.received, 0) / WEEK
    found = [
        _associated("silence", (again & quiet, silent / WEEK), (again, weeks), came),
        _associated("promise", (missed, overdue), (again, weeks), came),
    ]
    return Contacts(
        rate=share("before_end", int((again & came).sum()), int(came.sum())),
        after_end=tuple(_after_end(cases, steps, said, ended)),
        before=tuple(_before(again & came, missed, again & quiet, cases, wrote)),
        associations=tuple(_corrected(found)) if many else (),
    )


def share(code: str, count: int, of: int) -> Share:
    """A share with its interval (Wilson); of none, from 0 to 1."""
    if not of:
        return Share(code, 0, 0, 0.0, 1.0)
    low, high = wilson(np.float64(count / of), of)
    return Share(code, count, of, float(low), float(high))


def _first(cases: Cases, number: Whole, at: Whole, kept: Truths) -> Whole:
    """The first of these moments of each request; far away for none."""
    found = np.full(len(cases.number), _FAR)
    np.minimum.at(found, np.searchsorted(cases.number, number[kept]), at[kept])
    return found


def _silence(cases: Cases, steps: Steps, stop: Whole) -> tuple[Numbers, Truths]:
    """For each request the seconds before `stop` in which nothing had been told for `SILENT_DAYS`,
    and whether `stop` was such a moment. Its reception is told at once."""
    told = steps.told == 1
    many, whose = len(cases.number), np.searchsorted(cases.number, steps.number[told])
    case = np.concatenate([np.arange(many), whose])
    at = np.concatenate([cases.received, steps.at[told]])
    at = np.minimum(at, stop[case])
    order = np.lexsort((at, case))
    case, at = case[order], at[order]
    is_last = np.append(case[1:] != case[:-1], True)
    until = np.where(is_last, stop[case], np.append(at[1:], 0))
    gap = np.maximum(until - at - SILENT_DAYS * DAY, 0.0)
    return np.bincount(case, gap, many).astype(np.float64), np.bincount(
        case, is_last & (gap > 0), many
    ) > 0


def _associated(
    code: str, under: tuple[Truths, Numbers], all_: tuple[Truths, Numbers], came: Truths
) -> Association:
    """Two rates compared: of as many contacts in all, those under the condition follow the binomial
    law (J. Przyborowski & H. Wilenski, Biometrika 31, 1940); its interval is Clopper & Pearson's.
    """
    from scipy.special import betainc, betaincinv

    (k1, t1), (k, t) = (
        (int((wrote & came).sum()), float(weeks[came].sum())) for wrote, weeks in (under, all_)
    )
    k0, t0 = k - k1, max(t - t1, 0.0)
    if not t1 or not t0 or not k:
        return Association(code, k1, t1, k0, t0, None, 0.0, None, 1.0, False)
    low = float(betaincinv(k1, k0 + 1, 0.025)) if k1 else 0.0
    high = float(betaincinv(k1 + 1, k0, 0.975)) if k0 else None
    expected = t1 / t
    at_least = float(betainc(k1, k0 + 1, expected)) if k1 else 1.0
    at_most = 1 - float(betainc(k1 + 1, k0, expected)) if k0 else 1.0
    return Association(
        code=code,
        contacts=k1,
        weeks=t1,
        other=k0,
        other_weeks=t0,
        ratio=(k1 / t1) / (k0 / t0) if k0 else None,
        low=low / (1 - low) * t0 / t1,
        high=None if high is None or high == 1 else high / (1 - high) * t0 / t1,
        chance=min(1.0, 2 * min(at_least, at_most)),
        is_apart=False,
    )


def _corrected(found: list[Association]) -> list[Association]:
    """With the chances corrected for all that were looked at, and who stands apart."""
    chances = benjamini_hochberg(np.array([one.chance for one in found]))
    return [
        Association(
            one.code, one.contacts, one.weeks, one.other, one.other_weeks, one.ratio, one.low,
            one.high, float(chance), bool(chance < SURE and one.contacts + one.other >= FEWEST),
        )
        for one, chance in zip(found, chances, strict=True)
    ]  # fmt: skip


def _before(
    again: Truths, missed: Truths, quiet: Truths, cases: Cases, wrote: Whole
) -> list[Share]:
    """What came just before the first second contact; each is counted once, by the first of these
    that holds."""
    left, told = again.copy(), []
    soon = wrote - cases.received <= SILENT_DAYS * DAY
    for code, holds in (("promise", missed), ("silence", quiet), ("soon", soon)):
        told.append(share(code, int((left & holds).sum()), int(again.sum())))
        left &= ~holds
    return [*told, share("other", int(left.sum()), int(again.sum()))]


def _after_end(cases: Cases, steps: Steps, said: Said, ended: Whole) -> list[Share]:
    """Of each kind of first end, how many came back: somebody wrote, or it was reopened."""
    whose = np.searchsorted(cases.number, steps.number)
    is_end = (steps.stage >= len(OPEN)) & (steps.at == ended[whose])
    stage = np.full(len(cases.number), -1)
    stage[whose[is_end][::-1]] = steps.stage[is_end][::-1]
    back = np.zeros(len(cases.number), dtype=bool)
    for number, at, kept in (
        (said.number, said.at, np.ones(len(said.at), dtype=bool)),
        (steps.number, steps.at, (steps.stage >= 0) & (steps.stage < len(OPEN))),
    ):
        of = np.searchsorted(cases.number, number)
        back[of[kept & (at > ended[of])]] = True
    back |= (stage >= 0) & (cases.closed == NEVER)
    came = cases.came == 1
    return [
        share(STAGES[one], int((back & came & (stage == one)).sum()), int(of_stage))
        for one in range(len(OPEN), len(STAGES))
        if (of_stage := (came & (stage == one)).sum())
    ]
