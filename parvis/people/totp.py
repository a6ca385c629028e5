"""Codes of authenticator apps (RFC 6238: SHA-1, six digits, thirty seconds)."""

from datetime import datetime
from hmac import compare_digest
from urllib.parse import quote, urlencode

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

PERIOD_SECONDS = 30
# A phone's clock may be half a minute off, either way.
TOLERANCE = 1


def new_secret() -> str:
    """160 random bits in base 32, as apps take them."""
    secret: str = generate_totp_secret()
    return secret


def matching_counter(secret: str, code: str, now: datetime, *, after: int | None) -> int | None:
    """The period in which `code` is right, around `now`, later than `after`; None when it is not.

    Remember the counter found: the same code must not pass twice.
    """
    current = int(now.timestamp()) // PERIOD_SECONDS
    for counter in range(current - TOLERANCE, current + TOLERANCE + 1):
        right = compare_digest(code_at(secret, counter).encode(), code.encode())
        if right and (after is None or counter > after):
            return counter
    return None


def code_at(secret: str, counter: int) -> str:
    """The six digits of a period."""
    digits: str = format_hotp_value(hotp_value(secret, counter))
    return digits


def enrolment_address(secret: str, *, label: str, issuer: str) -> str:
    """What the QR code holds (`otpauth://`)."""
    named = quote(f"{issuer}:{label}")
    return (
        f"otpauth://totp/{named}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"
    )
