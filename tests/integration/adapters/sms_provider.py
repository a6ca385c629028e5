"""A provider of text messages on the loopback that keeps SMSFactor's published contract.

It refuses what the provider refuses: another method or path, a wrong token, a missing field, a
number with a plus sign, a sender that is too long, letters outside the alphabet without `unicode`.
"""

from typing import Any

from parvis.adapters.sms_text import is_gsm7
from tests.integration.adapters.web import Answer, Asked

TOKEN = "a.good.token"
GOOD, BLACKLISTED, INVALID = "33612345678", "33600000001", "33600000002"
ABROAD, FLOODED, MODERATED = "447911123456", "33600000003", "33600000004"
_COUNTERS = ("blacklisted", "duplicated", "invalid", "npai", "not_allowed", "flood")
_FILTERS = {
    BLACKLISTED: "blacklisted",
    INVALID: "invalid",
    ABROAD: "not_allowed",
    FLOODED: "flood",
}


def decide(asked: Asked) -> Answer:
    """The provider's answer to a request."""
    if (asked.method, asked.path) != ("POST", "/send"):
        return Answer({"status": -5, "message": "Resource not found"}, status=404)
    if asked.headers.get("authorization") != f"Bearer {TOKEN}":
        return Answer({"status": -1, "message": "Authentication error"})
    if asked.headers.get("accept") != "application/json":
        return Answer(b"<response><status>1</status></response>")
    try:
        message = asked.json()["sms"]["message"]
        (recipient,) = asked.json()["sms"]["recipients"]["gsm"]
    except (ValueError, KeyError, TypeError):
        return Answer({"status": -6, "message": "JSON error"})
    problem = _problem(message, recipient)
    return Answer(problem or _sent(recipient["value"]))


def _problem(message: dict[str, Any], recipient: dict[str, Any]) -> dict[str, Any] | None:
    wrong = (
        not message.get("text")
        or message.get("pushtype") not in {"alert", "marketing"}
        or len(message.get("sender", "")) > 11
        or message.get("unicode") not in {0, 1}
        or (message["unicode"] == 0 and not is_gsm7(message["text"]))
        or not str(recipient.get("value", "")).isdigit()
        or not isinstance(recipient.get("gsmsmsid"), str)
    )
    return {"status": -7, "message": "Data error"} if wrong else None


def _sent(number: str) -> dict[str, Any]:
    counters = dict.fromkeys(_COUNTERS, 0)
    filtered = _FILTERS.get(number)
    if filtered:
        counters[filtered] = 1
    status = -8 if number == MODERATED else 1
    return {
        "status": status,
        "message": "OK",
        "ticket": "14672468",
        "cost": 1,
        "credits": 642,
        "total": 1,
        "sent": 0 if filtered else 1,
        **counters,
    }
