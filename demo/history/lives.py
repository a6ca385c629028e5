"""What becomes of reports: when each step happens and how it ends, for arrays of reports.

Durations are drawn as a share of the time promised, from Baltimore's quantiles by class; shares
of refused and cancelled are Montréal's, of duplicates Baltimore's. What no source gives is a
constant here, listed in `demo/README.md` as set by hand.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demo.history.calendar import DAY, Seconds, WorkCalendar
from demo.history.mix import FITTED, Floats
from demo.offer.model import Service

Flags = NDArray[np.bool_]
NEVER = np.int64(1) << 40
RATIO_CAP = 12.0
CLASS_OF = {
    "furniture": "road",
    "shops": "housing",
    "noise": "vehicles",
    "school": "admin",
    "social": "admin",
    "civil": "admin",
}
"""Baltimore's class that stands for a family it does not have."""

DECLINED = float(FITTED["montreal"]["status"]["Refusée"])
WITHDRAWN = float(FITTED["montreal"]["status"]["Annulée"])
DUPLICATE = float(FITTED["baltimore"]["duplicate"])
DECLINE_FACTOR = {
    "circulation": 6.0,
    "urbanisme": 3.0,
    "idee": 3.0,
    "bruit": 2.0,
    "arbre": 2.0,
    "stationnement": 2.0,
    "graffiti": 1.5,
    "creche": 3.0,
    "mobilier": 1.5,
    "signalisation": 2.0,
}
"""By hand: what is refused more often; the whole keeps the fitted share."""
THIRD_PARTY, PLANNED, ASKED, REOPENED, ANSWERED = 0.24, 0.2, 0.05, 0.03, 0.22
"""By hand: shares that wait for a third party (where one may act), are planned, wait for the
resident, are reopened, answer the satisfaction question."""
REVIEW_AFTER, MISSED, REVIEW_DECLINED = 45 * DAY, 0.12, 0.4
"""By hand: in the middle of January and of July the town goes through what it had forgotten, late
by as many seconds; it misses a share of them, and declines a share of the others."""


@dataclass(frozen=True)
class Lives:
    """Times in Paris seconds; NEVER when it does not happen."""

    due: Seconds
    acknowledged: Seconds
    assigned: Seconds
    waiting: Seconds
    started: Seconds
    closed: Seconds
    quick: Flags
    declined: Flags
    withdrawn: Flags
    third: Flags
    planned: Flags
    asked: Flags
    reopened: Seconds
    taken_back: Seconds
    closed_again: Seconds
    late: Flags
    forgotten: Flags


def ratio_class(family: str) -> dict[str, object]:
    """The fitted figures of a family's class, or of everything."""
    classes = FITTED["baltimore"]["classes"]
    found: dict[str, object] = classes.get(CLASS_OF.get(family, family), FITTED["baltimore"]["all"])
    return found


def draw_ratio(family: str, draw: Floats) -> Floats:
    """Time to close over time promised, drawn from the fitted quantiles (straight in the log)."""
    quantiles = np.asarray(FITTED["baltimore"]["quantiles"], dtype=float)
    values = np.log(np.maximum(np.asarray(ratio_class(family)["ratio"], dtype=float), 1e-4))
    return np.minimum(np.exp(np.interp(draw, quantiles, values)), RATIO_CAP)


def live(
    start: Seconds,
    *,
    service: NDArray[np.int64],
    services: tuple[Service, ...],
    decline: Floats,
    draws: Floats,
    calendar: WorkCalendar,
) -> Lives:
    """The lives of reports that came in at `start`; `draws` has twelve columns."""
    due, took, forgotten = _durations(start, service, services, draws, calendar)
    third, planned, asked = _waits(service, services, took, draws)
    quick = took < 3 * 3600
    acknowledged, assigned, waiting = _beginnings(start, took, draws, calendar)
    begun = start + (took * (0.6 + 0.3 * draws[:, 7])).astype(np.int64)
    stopped = third | planned | asked
    started = _after(np.where(stopped, waiting, assigned), calendar.working(begun))
    end = calendar.working(start + took)
    closed = np.where(quick, _after(start, end), _after(started, end))
    refused = np.where(forgotten, REVIEW_DECLINED, decline[service])
    declined = draws[:, 8] < refused
    withdrawn = ~declined & (draws[:, 9] < WITHDRAWN)
    may_come_back = ~(declined | withdrawn | forgotten)
    reopened, taken_back, again = _second_time(closed, took, may_come_back, draws, calendar)
    return Lives(
        due=due,
        acknowledged=acknowledged,
        assigned=assigned,
        waiting=np.where(stopped & ~quick, waiting, NEVER),
        started=started,
        closed=closed,
        quick=quick,
        declined=declined,
        withdrawn=withdrawn,
        third=third,
        planned=planned,
        asked=asked,
        reopened=reopened,
        taken_back=taken_back,
        closed_again=again,
        late=closed > due,
        forgotten=forgotten,
    )


def _beginnings(
    start: Seconds, took: Seconds, draws: Floats, calendar: WorkCalendar
) -> tuple[Seconds, Seconds, Seconds]:
    """When it is acknowledged, assigned, and when it would begin to wait."""
    acknowledged = _after(start, calendar.working(start + _part(took, 0.1, 28_800, draws[:, 5])))
    shared = calendar.working(start + _part(took, 0.22, 130_000, draws[:, 6]))
    assigned = _after(acknowledged, shared)
    pause = ((start + took - assigned) * 0.22).clip(0, 60 * DAY).astype(np.int64)
    return acknowledged, assigned, _after(assigned, calendar.working(assigned + pause))


def _second_time(
    closed: Seconds, took: Seconds, may: Flags, draws: Floats, calendar: WorkCalendar
) -> tuple[Seconds, Seconds, Seconds]:
    """When it is reopened, taken up again and closed again, for the few to which it happens."""
    happens = may & (draws[:, 10] < REOPENED)
    back = closed + 3600 + (-np.log(1 - draws[:, 11] * 0.999) * 3.5 * DAY).astype(np.int64)
    taken = _after(back, calendar.working(back + 1800))
    again = _after(taken, calendar.working(taken + 1800 + took // 2))
    return (
        np.where(happens, back, NEVER),
        np.where(happens, taken, NEVER),
        np.where(happens, again, NEVER),
    )


def _durations(
    start: Seconds,
    service: NDArray[np.int64],
    services: tuple[Service, ...],
    draws: Floats,
    calendar: WorkCalendar,
) -> tuple[Seconds, Seconds, Flags]:
    """When it is due, how long it takes, and whether it is forgotten until a review."""
    promise = np.asarray([each.promise_days for each in services])[service]
    due = calendar.due(start, promise)
    ratio, share = np.empty(len(start)), np.empty(len(start))
    for place in np.unique(service):
        rows = service == place
        family = services[place].family
        ratio[rows] = draw_ratio(family, draws[rows, 0])
        share[rows] = float(ratio_class(family)["never_closed"])  # type: ignore[arg-type]
    forgotten = draws[:, 1] < share
    took = np.maximum(ratio * (due - start), 240).astype(np.int64)
    # Within its share, the draw is even again: it says how many reviews miss the case.
    missed = np.log(draws[:, 1] / np.maximum(share, 1e-9) + 1e-9) // np.log(MISSED)
    review = _review(due + REVIEW_AFTER, np.where(forgotten, missed, 0), draws[:, 5])
    return due, np.where(forgotten, review - start, took), forgotten


def _review(moment: Seconds, missed: Floats, spread: Floats) -> Seconds:
    """When the review that comes after a moment, and after those missed, reaches a case."""
    month = moment.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    month = (month // 6 + 1 + missed.astype(np.int64)) * 6
    first = month.astype("datetime64[M]").astype("datetime64[s]").astype(np.int64)
    return np.asarray(first + ((9 + 12 * spread) * DAY).astype(np.int64))


def _waits(
    service: NDArray[np.int64], services: tuple[Service, ...], took: Seconds, draws: Floats
) -> tuple[Flags, Flags, Flags]:
    """Whether it waits for a third party, is planned, or waits for the resident."""
    may_third = np.asarray([bool(each.third_parties) for each in services])[service]
    slow = 2 * draws[:, 0]
    third = may_third & (took > 30 * 3600) & (draws[:, 2] < THIRD_PARTY * slow)
    planned = ~third & (took > 50 * 3600) & (draws[:, 3] < PLANNED * slow)
    asked = ~third & ~planned & (took > 20 * 3600) & (draws[:, 4] < ASKED * slow)
    return third, planned, asked


def decline_rates(services: tuple[Service, ...], shares: Floats) -> Floats:
    """Probability of being declined by service; `shares` of services give the fitted mean."""
    factor = np.asarray([DECLINE_FACTOR.get(each.code, 0.6) for each in services])
    return np.asarray(DECLINED * factor / float((factor * shares).sum()), dtype=float)


def _part(took: Seconds, share: float, limit: int, draw: Floats) -> Seconds:
    """Part of the time taken, at most `limit` seconds, between a fifth and all of it."""
    return (np.minimum(took * share, limit) * (0.2 + 0.8 * draw)).astype(np.int64)


def _after(before: Seconds, moment: Seconds) -> Seconds:
    """`moment`, but at least two to six minutes after `before`."""
    return np.maximum(moment, before + 120 + before % 240)
