"""What an answer is made of."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

CHANNELS = ("web", "counter", "phone", "paper", "kiosk", "api", "import")
# For how long, in months, a sealed answer waits for nine others about its department: a quarter,
# counted from the end of the one in which it came.
QUARTER = 3
# Doors through which programs answer.
PROGRAMS = ("api", "import")
# The door of what an agent types in from what somebody wrote by hand.
PAPER = "paper"
EMAIL, PHONE = "answers_invitation.email", "answers_invitation.phone"


def files_folder(send_key: str | None) -> str:
    """Where the files of an answer lie in the storage, by the key that it is sent with; without
    one (an anonymous answer keeps none), where those of all answers do."""
    if not send_key:
        return "answers"
    return f"answers/{hashlib.sha256(f'answers {send_key}'.encode()).hexdigest()[:24]}"


def quarter_of(day: date) -> date:
    """The first day of a day's quarter."""
    return date(day.year, day.month - (day.month - 1) % QUARTER, 1)


@dataclass(frozen=True, slots=True)
class About:
    """What an answer is about that was asked for after a case or a visit: ids, as far as known."""

    department: int | None = None
    service_type: int | None = None
    district: int | None = None


NOTHING = About()


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """A set of answers that was read and found right (`offer.forms.reading`), on its way in.
    `has_agreed` to its being kept as theirs, where it is. `day`: when they were given, where that
    isn't today."""

    version: int
    answers: dict[str, Any]
    channel: str = "web"
    language: str = "fr"
    account: int | None = None
    typed_by: int | None = None
    send_key: str = ""
    is_made_up: bool = False
    about: About = NOTHING
    has_agreed: bool = False
    day: date | None = None
