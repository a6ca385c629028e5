"""What a report is made of, before it is written."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

CHANNELS = ("web", "phone", "counter", "mail", "kiosk", "field", "api", "import")
# What is left of a place once its person is forgotten: a square of this side, in metres.
COARSE = 200.0
# What the keyed hashes of a follower's contact are separated by.
EMAIL, PHONE, NAME = "follower.email", "follower.phone", "follower.name"
STATEMENTS = (
    "reply",
    "withdrawal",
    "still_there",
    "fixed",
    "reopening",
    "satisfaction",
    "not_me",
    "confirmation",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a position, an address, or words; all may be empty when the service has no place."""

    lon: float | None = None
    lat: float | None = None
    address: str = ""
    words: str = ""
    district: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody: normal forms (see `foundation.contacts`). `channel` is email, sms
    or none."""

    channel: str = "none"
    email: str = ""
    phone: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report about to be written. `send_key` is the form's own: sending twice is one report."""

    service_type: int
    version: int
    channel: str
    occurred_at: datetime
    words: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    place: Place = Place()
    contact: Contact = Contact()
    language: str = "fr"
    account: int | None = None
    typed_by: int | None = None
    send_key: str | None = None
    department_lock: int | None = None
    is_made_up: bool = False
