"""An anomaly is told once: it begins, grows and ends, night after night the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from parvis.understand.trends.anomalies import Anomaly, Direction
from parvis.understand.trends.series import Key

REST_DAYS = 7
"""Days without a finding after which an anomaly is over. A day between two bursts doesn't make them
two stories; a week does, as every weekday has come."""


@dataclass(frozen=True, slots=True)
class Told:
    """One anomaly through the nights. `latest` is how it was last found, `widest` at its most
    surprising; `ended_on` the last day of `latest` once it is over."""

    latest: Anomaly
    widest: Anomaly
    since: date
    ended_on: date | None = None

    @property
    def name(self) -> str:
        """The same text for as long as it lasts, and no other anomaly's."""
        return named(self.latest.key, self.latest.direction, self.since)

    def to_json(self) -> dict[str, Any]:
        """As it is kept until the next night."""
        return {
            "latest": self.latest.to_json(),
            "widest": self.widest.to_json(),
            "since": self.since.isoformat(),
            "ended_on": self.ended_on and self.ended_on.isoformat(),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Told":
        """What `to_json` wrote."""
        return cls(
            Anomaly.from_json(kept["latest"]),
            Anomaly.from_json(kept["widest"]),
            date.fromisoformat(kept["since"]),
            kept["ended_on"] and date.fromisoformat(kept["ended_on"]),
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """What a night comes to: `new` ones to tell of, `going_on`, and those that `ended`."""

    new: tuple[Told, ...]
    going_on: tuple[Told, ...]
    ended: tuple[Told, ...]


def named(key: Key, direction: Direction, since: date) -> str:
    """`service=12,district=3:peak:2026-11-02`."""
    what = ",".join(f"{dimension}={code}" for dimension, code in key) or "all"
    return f"{what}:{direction}:{since.isoformat()}"


def told_once(open_ones: Sequence[Told], found: Sequence[Anomaly], *, today: date) -> Telling:
    """Lay this night's findings beside those that are open.

    `found` is everything found, not the heads alone (`anomalies.heads`): which of several stands
    for all may change from night to night. The same series in the same direction, with days in
    common or `REST_DAYS` between them at most, is the same anomaly. An open one that was not found
    for so long has ended.
    """
    left = list(open_ones)
    new, going_on = [], []
    for one in found:
        before = next((told for told in left if _goes_on(told, one)), None)
        if before is None:
            new.append(Told(one, one, one.since))
            continue
        left.remove(before)
        widest = min(before.widest, one, key=lambda anomaly: anomaly.chance)
        going_on.append(Told(one, widest, before.since))
    quiet_since = today - timedelta(REST_DAYS)
    ended = [
        replace(told, ended_on=told.latest.until)
        for told in left
        if told.latest.until < quiet_since
    ]
    going_on += [told for told in left if told.latest.until >= quiet_since]
    return Telling(tuple(new), tuple(going_on), tuple(ended))


def _goes_on(told: Told, one: Anomaly) -> bool:
    was = told.latest
    if (was.key, was.direction) != (one.key, one.direction):
        return False
    return (one.since - was.until).days <= REST_DAYS


def unheard(
    groups: Sequence[tuple[Anomaly, list[Anomaly]]], telling: Telling
) -> list[tuple[Anomaly, list[Anomaly]]]:
    """The groups (`anomalies.heads`) to tell people of tonight: none of theirs was open before."""
    known = {told.latest for told in telling.going_on}
    return [(head, others) for head, others in groups if not known & {head, *others}]
