"""The history's records. Times are aware, Europe/Paris."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """A made-up person who wants news. `news`: email, sms or none.

    Mail addresses end in `.example`, mobile numbers begin with 06 39 98.
    """

    first_name: str
    last_name: str
    email: str
    phone: str
    news: str
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report.

    `actor`: resident or agent. `team` and `agent` are catalogue codes, empty when not an
    agent's. `reason` is a decline reason's code for `declined`, else a short code or empty.
    `words` are told to the resident; `note` stays inside. `planned_for` goes with `planned`,
    `third_party` with `waiting_third_party`.
    """

    state: str
    at: datetime
    actor: str
    team: str = ""
    agent: str = ""
    reason: str = ""
    words: str = ""
    note: str = ""
    third_party: str = ""
    planned_for: date | None = None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The answer to "is it settled?": `face` from 1 (bad) to 5 (good)."""

    at: datetime
    settled: bool
    face: int
    words: str


@dataclass(frozen=True, slots=True)
class MadeReport:
    """One made-up report with its whole planned life up to `until`.

    `number` counts from 1 in order of time over the whole history. `place` is empty or what the
    resident said of the place; `lon`, `lat`, `address` and `district` are None or empty when the
    service has no place. `answers` holds (question key, value). `typed_by` is the agent who typed
    it at the counter or on the phone. `duplicate_of` is another report's number.
    """

    number: int
    occurred_at: datetime
    service: str
    subtype: str
    channel: str
    words: str
    language: str
    answers: tuple[tuple[str, str], ...]
    priority: str
    lon: float | None
    lat: float | None
    address: str
    address_code: str
    district: str
    place: str
    contact: Contact | None
    typed_by: str
    has_photo: bool
    steps: tuple[Step, ...]
    follower_times: tuple[datetime, ...]
    satisfaction: Satisfaction | None
    duplicate_of: int | None
    made_up: bool = True

    @property
    def state(self) -> str:
        """Where the report stands at the end of its history."""
        return self.steps[-1].state
