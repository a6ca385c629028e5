"""Codes of authenticator apps, against the standard's own examples."""

import base64
from datetime import UTC, datetime

import pytest

from parvis.people import totp

# RFC 6238, appendix B (SHA-1), cut to six digits.
SECRET = base64.b32encode(b"12345678901234567890").decode()
EXAMPLES = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
]


@pytest.mark.parametrize(("second", "code"), EXAMPLES)
def test_the_standards_examples(second: int, code: str) -> None:
    moment = datetime.fromtimestamp(second, UTC)
    assert totp.matching_counter(SECRET, code, moment, after=None) == second // 30


@pytest.mark.parametrize(
    ("off", "passes"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_one_period_off(off: int, passes: bool) -> None:
    moment = datetime.fromtimestamp(1234567890, UTC)
    counter = 1234567890 // 30 + off
    found = totp.matching_counter(SECRET, totp.code_at(SECRET, counter), moment, after=None)
    assert found == (counter if passes else None)


def test_a_code_used_does_not_pass_again() -> None:
    moment = datetime.fromtimestamp(1234567890, UTC)
    counter = 1234567890 // 30
    code = totp.code_at(SECRET, counter)
    assert totp.matching_counter(SECRET, code, moment, after=counter) is None
    assert totp.matching_counter(SECRET, code, moment, after=counter - 1) == counter


def test_what_the_picture_holds() -> None:
    address = totp.enrolment_address(SECRET, label="a b@x.fr", issuer="Ville d'Été")
    assert address.startswith("otpauth://totp/Ville%20d%27%C3%89t%C3%A9%3Aa%20b%40x.fr?")
    assert f"secret={SECRET}" in address


def test_secrets_differ() -> None:
    assert len({totp.new_secret() for _number in range(50)}) == 50
