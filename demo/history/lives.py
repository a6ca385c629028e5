"""What becomes of reports: when each step happens and how it ends, for arrays of reports.

Durations are drawn as a share of the time promised, from Baltimore's quantiles by class; shares
of refused and cancelled are Montréal's, of duplicates Baltimore's. What no source gives is a
constant here, listed in `demo/README.md` as set by hand.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demo.history.calendar import Seconds, WorkCalendar
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
    due, took, never = _durations(start, service, services, draws, calendar)
    third, planned, asked = _waits(service, services, took, draws)
    end = start + took
    quick = took < 3 * 3600
    acknowledged = _after(start, calendar.working(start + _part(took, 0.1, 28_800, draws[:, 5])))
    assigned = _after(
        acknowledged, calendar.working(start + _part(took, 0.22, 130_000, draws[:, 6]))
    )
    waiting = _after(
        assigned, calendar.working(assigned + ((end - assigned) * 0.22).clip(0).astype(np.int64))
    )
    begun = start + (took * (0.6 + 0.3 * draws[:, 7])).astype(np.int64)
    stopped = third | planned | asked
    started = _after(np.where(stopped, waiting, assigned), calendar.working(begun))
    closed = np.where(
        quick, _after(start, calendar.working(end)), _after(started, calendar.working(end))
    )
    closed = np.where(never, NEVER, closed)
    declined = draws[:, 8] < decline[service]
    withdrawn = ~declined & (draws[:, 9] < WITHDRAWN)
    ends_well = ~(declined | withdrawn | never)
    back = closed + 3600 + (-np.log(1 - draws[:, 11] * 0.999) * 3.5 * 86_400).astype(np.int64)
    reopened = np.where(ends_well & (draws[:, 10] < REOPENED), back, NEVER)
    asked_again = np.minimum(reopened, NEVER // 4)
    taken_back = _after(asked_again, calendar.working(asked_again + 1800))
    again = _after(taken_back, calendar.working(taken_back + 1800 + took // 2))
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
        taken_back=np.where(reopened < NEVER, taken_back, NEVER),
        closed_again=np.where(reopened < NEVER, again, NEVER),
        late=closed > due,
    )


def _durations(
    start: Seconds,
    service: NDArray[np.int64],
    services: tuple[Service, ...],
    draws: Floats,
    calendar: WorkCalendar,
) -> tuple[Seconds, Seconds, Flags]:
    """When it is due, how long it takes, and whether it is ever closed."""
    promise = np.asarray([each.promise_days for each in services])[service]
    due = calendar.due(start, promise)
    ratio, never = np.empty(len(start)), np.zeros(len(start), dtype=bool)
    for place in np.unique(service):
        rows = service == place
        family = services[place].family
        ratio[rows] = draw_ratio(family, draws[rows, 0])
        share = float(ratio_class(family)["never_closed"])  # type: ignore[arg-type]
        never[rows] = draws[rows, 1] < share
    took = np.maximum(ratio * (due - start), 240).astype(np.int64)
    return due, took, never


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
