"""What became of a message handed to the outside.

`Deferred` is worth another try later; `Refused` is final and is shown to an agent. Reasons are
codes: what a server answers may quote an address, so its words are never kept.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a message didn't leave, or not yet."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    NO_ENCRYPTION = "no_encryption"
    BAD_CREDENTIALS = "bad_credentials"
    TRY_LATER = "try_later"
    NO_CREDIT = "no_credit"
    PROVIDER_FAULT = "provider_fault"
    NOT_CONFIGURED = "not_configured"
    BAD_RECIPIENT = "bad_recipient"
    BAD_SENDER = "bad_sender"
    BAD_MESSAGE = "bad_message"
    BLOCKED_BY_RECIPIENT = "blocked_by_recipient"
    COUNTRY_NOT_ALLOWED = "country_not_allowed"


@dataclass(frozen=True, slots=True)
class Sent:
    """The next server took the message under this identifier; it may still bounce later."""

    identifier: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now: try again. `status` is the protocol's own number, when it gave one."""

    reason: Reason
    status: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: trying again would give the same answer."""

    reason: Reason
    status: str = ""


Outcome = Sent | Deferred | Refused
