"""Requests told as people would tell them, made into columns; a calendar that is easy to count on:
Monday to Friday, 9 to 12 and 14 to 17."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from parvis.foundation.calendars import WorkingCalendar
from parvis.understand.paths.rows import NEVER, SAME, Cases, Said, Steps
from parvis.understand.paths.stages import STAGE
from parvis.understand.paths.tracing import trace

PARIS = ZoneInfo("Europe/Paris")
CALENDAR = WorkingCalendar(
    hours={day: ((time(9), time(12)), (time(14), time(17))) for day in range(5)}
)
NORTH, SOUTH = 1, 2
NETWORK, COUNTY = 7, 8
LATER = "2026-03-31 17:00"


def at(text: str) -> int:
    """Seconds of "2026-03-02 09:00" in Paris."""
    return int(datetime.fromisoformat(text).replace(tzinfo=PARIS).timestamp())


class Made:
    """Requests, one call of `case` each; `found` traces them."""

    def __init__(self) -> None:
        self.cases: list[tuple[int, ...]] = []
        self.steps: list[tuple[int, ...]] = []
        self.said: list[tuple[int, int]] = []

    def case(
        self, received, *steps, closed=None, due=LATER, team=NORTH, service=1, said=(), **other
    ):
        """`steps` are (moment, stage or "", then `left`, `third` and `told` by name)."""
        number = len(self.cases) + 1
        rest = {"district": 0, "channel": 1, "has_place": 1, "has_photo": 1, "came": 1, **other}
        self.cases.append(
            (
                number, at(received), at(closed) if closed else NEVER, at(due), service, team,
                *rest.values(),
            )
        )  # fmt: skip
        for moment, stage, *more in steps:
            given = {"left": SAME, "third": 0, "told": 0, **(more[0] if more else {})}
            place = STAGE[stage] if stage else SAME
            self.steps.append((number, at(moment), place, *given.values()))
        self.said += [(number, at(moment)) for moment in said]

    def columns(self):
        return (
            Cases(*_columns(self.cases, 11)),
            Steps(*_columns(self.steps, 6)),
            Said(*_columns(self.said, 2)),
        )

    def found(self, now=LATER):
        moment = datetime.fromtimestamp(at(now), PARIS)
        return trace(*self.columns(), CALENDAR, now=moment, authorities=[COUNTY])


def _columns(rows, width):
    return list(np.array(rows, dtype=np.int64).reshape(-1, width).T)
