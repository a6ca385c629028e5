"""Text messages: SMSFactor's HTTP interface, nothing by default, a fake for tests.

SMSFactor is a French provider (https://dev.smsfactor.com, "Campaign": POST /send). The number and
the words go in the body, never in the address, which servers log.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, Self

from django.conf import settings

from parvis.adapters.chosen import chosen
from parvis.adapters.outcomes import Deferred, Outcome, Reason, Refused, Sent
from parvis.adapters.sms_text import is_gsm7

if TYPE_CHECKING:
    import httpx

DEFAULT_URL = "https://api.smsfactor.com"
TIMEOUT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class TextMessage:
    """One SMS. `key` comes back in delivery reports; `to` is an E.164 number."""

    key: str
    to: str
    text: str


class Sms(Protocol):
    """Something that takes text messages. `send` never raises for what the outside does."""

    def available(self) -> bool: ...

    def send(self, message: TextMessage) -> Outcome: ...


def texter() -> Sms:
    """The text messages that the settings choose (`PARVIS_SMS`)."""
    sms: Sms = chosen("PARVIS_SMS")
    return sms


@dataclass(frozen=True)
class NoSms:
    """No provider is set: the portal doesn't offer text messages."""

    @classmethod
    def from_settings(cls) -> Self:
        return cls()

    def available(self) -> bool:
        return False

    def send(self, message: TextMessage) -> Outcome:
        return Refused(Reason.NOT_CONFIGURED)


# The provider's own codes ("Request statuses"). -8 is "under moderation": it will be sent, and
# a second try would send it twice.
_ACCEPTED = {1, -8}
_STATUSES: dict[int, Outcome] = {
    -1: Deferred(Reason.BAD_CREDENTIALS, "-1"),
    -3: Deferred(Reason.NO_CREDIT, "-3"),
    -2: Refused(Reason.BAD_MESSAGE, "-2"),
    -4: Refused(Reason.BAD_MESSAGE, "-4"),
    -6: Refused(Reason.BAD_MESSAGE, "-6"),
    -7: Refused(Reason.BAD_MESSAGE, "-7"),
}
# Counters of the answer that tell why nobody was reached, and what that means.
_FILTERED: tuple[tuple[str, Outcome], ...] = (
    ("invalid", Refused(Reason.BAD_RECIPIENT, "invalid")),
    ("npai", Refused(Reason.BAD_RECIPIENT, "npai")),
    ("blacklisted", Refused(Reason.BLOCKED_BY_RECIPIENT, "blacklisted")),
    ("not_allowed", Refused(Reason.COUNTRY_NOT_ALLOWED, "not_allowed")),
    ("flood", Deferred(Reason.TRY_LATER, "flood")),
    ("country_limit", Deferred(Reason.TRY_LATER, "country_limit")),
)


@dataclass(frozen=True)
class SmsFactor:
    """Sends through SMSFactor. `sender` is the name shown, at most 11 letters and digits."""

    token: str = field(repr=False)
    sender: str = ""
    url: str = DEFAULT_URL
    timeout: float = TIMEOUT_SECONDS

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            token=settings.PARVIS_SMS_KEY,
            sender=settings.PARVIS_SMS_SENDER,
            url=settings.PARVIS_SMS_URL or DEFAULT_URL,
        )

    def available(self) -> bool:
        return bool(self.token)

    def send(self, message: TextMessage) -> Outcome:
        if not self.available():
            return Refused(Reason.NOT_CONFIGURED)
        # Loaded at first use (see `geocoder`).
        import httpx

        try:
            response = httpx.post(
                f"{self.url}/send",
                json=self._body(message),
                headers={"Authorization": f"Bearer {self.token}", "Accept": "application/json"},
                timeout=self.timeout,
            )
        except httpx.TimeoutException:
            return Deferred(Reason.TIMED_OUT)
        except httpx.HTTPError:
            return Deferred(Reason.UNREACHABLE)
        return _read(response)

    def _body(self, message: TextMessage) -> dict[str, Any]:
        content: dict[str, Any] = {
            "text": message.text,
            "pushtype": "alert",
            "unicode": 0 if is_gsm7(message.text) else 1,
        }
        if self.sender:
            content["sender"] = self.sender
        recipient = {"gsmsmsid": message.key, "value": message.to.removeprefix("+")}
        return {"sms": {"message": content, "recipients": {"gsm": [recipient]}}}


def _read(response: httpx.Response) -> Outcome:
    """What the provider's answer means. An answer that isn't understood is tried again."""
    code = str(response.status_code)
    if response.status_code in {401, 403}:
        return Deferred(Reason.BAD_CREDENTIALS, code)
    if response.status_code == 429:
        return Deferred(Reason.TRY_LATER, code)
    try:
        answer = response.json()
        status = int(answer["status"])
    except (ValueError, KeyError, TypeError):
        return Deferred(Reason.PROVIDER_FAULT, code)
    if status not in _ACCEPTED:
        return _STATUSES.get(status, Deferred(Reason.PROVIDER_FAULT, str(status)))
    if status == 1 and not answer.get("sent"):
        for counter, outcome in _FILTERED:
            if answer.get(counter):
                return outcome
    return Sent(str(answer.get("ticket", "")))


@dataclass
class MemorySms:
    """The fake: keeps what it is given, and answers as told in advance for a number."""

    sent: list[TextMessage] = field(default_factory=list)
    answers: dict[str, Outcome] = field(default_factory=dict)

    @classmethod
    def from_settings(cls) -> Self:
        return cls()

    def available(self) -> bool:
        return True

    def send(self, message: TextMessage) -> Outcome:
        if message.to in self.answers:
            return self.answers[message.to]
        self.sent.append(message)
        return Sent(f"memory-{len(self.sent)}")
