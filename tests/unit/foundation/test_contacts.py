"""Normal forms of e-mail addresses and phone numbers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.foundation.contacts import (
    ContactProblem,
    InvalidContact,
    Phone,
    email_key,
    normalise_email,
    normalise_phone,
    spaced_phone,
    suggest_email,
)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("marie@exemple.fr", "marie@exemple.fr"),
        ("  Marie.Durand@Exemple.FR\n", "Marie.Durand@exemple.fr"),
        ("mailto:marie@exemple.fr", "marie@exemple.fr"),
        ("marie+parvis@exemple.fr", "marie+parvis@exemple.fr"),
        ("o'brien@exemple.fr", "o'brien@exemple.fr"),
        ("marie@mairie-évry.fr", "marie@xn--mairie-vry-h7a.fr"),
        (unicodedata.normalize("NFD", "marie@mairie-évry.fr"), "marie@xn--mairie-vry-h7a.fr"),
        ("a@b.museum", "a@b.museum"),
    ],
)
def test_email(typed: str, normal: str) -> None:
    assert normalise_email(typed) == normal


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", ContactProblem.EMPTY),
        ("   ", ContactProblem.EMPTY),
        ("marie", ContactProblem.NO_AT),
        ("marie@@exemple.fr", ContactProblem.SEVERAL_AT),
        ("marie@paul@exemple.fr", ContactProblem.SEVERAL_AT),
        ("marie durand@exemple.fr", ContactProblem.HAS_SPACE),
        ("@exemple.fr", ContactProblem.BAD_LOCAL_PART),
        ("zoé@exemple.fr", ContactProblem.ACCENT_BEFORE_AT),
        (".marie@exemple.fr", ContactProblem.BAD_LOCAL_PART),
        ("marie..d@exemple.fr", ContactProblem.BAD_LOCAL_PART),
        ("marie,d@exemple.fr", ContactProblem.BAD_LOCAL_PART),
        ("<marie@exemple.fr>", ContactProblem.BAD_LOCAL_PART),
        ("marie\x00@exemple.fr", ContactProblem.BAD_LOCAL_PART),
        ("marie@exemple", ContactProblem.NO_DOT_IN_DOMAIN),
        ("marie@exemple..fr", ContactProblem.BAD_DOMAIN),
        ("marie@-exemple.fr", ContactProblem.BAD_DOMAIN),
        ("marie@exemple.fr.", ContactProblem.BAD_DOMAIN),
        ("marie@[127.0.0.1]", ContactProblem.BAD_DOMAIN),
        ("marie@127.0.0.1", ContactProblem.BAD_DOMAIN),
        ("marie@exem_ple.fr", ContactProblem.BAD_DOMAIN),
        ("m" * 65 + "@exemple.fr", ContactProblem.TOO_LONG),
        ("marie@" + "a" * 64 + ".fr", ContactProblem.BAD_DOMAIN),
        ("marie@" + "é" * 1_000_000, ContactProblem.TOO_LONG),
        ("marie@exemple.fr\nBcc:tous@exemple.fr", ContactProblem.HAS_SPACE),
    ],
)
def test_email_refused(typed: str, problem: ContactProblem) -> None:
    with pytest.raises(InvalidContact) as refused:
        normalise_email(typed)
    assert refused.value.problem == problem


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(InvalidContact) as refused:
        normalise_email("marie durand@exemple.fr")
    assert "marie" not in str(refused.value)


def test_one_person_has_one_key() -> None:
    assert email_key("Marie@Exemple.fr") == email_key(" marie@exemple.FR ")


@given(st.text(max_size=100))
def test_a_normal_form_is_its_own(typed: str) -> None:
    try:
        normal = normalise_email(typed)
    except InvalidContact:
        return
    assert normalise_email(normal) == normal


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("marie@gmial.com", "marie@gmail.com"),
        ("marie@gmail.co", "marie@gmail.com"),
        ("marie@orang.fr", "marie@orange.fr"),
        ("marie@laposte.ne", "marie@laposte.net"),
        ("marie@orange.fr", None),
        ("marie@exemple.fr", None),
        ("marie@live.fr", None),
    ],
)
def test_a_slip_in_a_common_domain_is_pointed_out(address: str, meant: str | None) -> None:
    assert suggest_email(address) == meant


@pytest.mark.parametrize(
    "typed",
    ["06 12 34 56 78", "06.12.34.56.78", "+33612345678", "0033 6 12 34 56 78", "+33 (0)6 12345678"],
)
def test_one_mobile_number_however_typed(typed: str) -> None:
    assert normalise_phone(typed) == Phone("+33612345678", "06 12 34 56 78", "FR", mobile=True)


@pytest.mark.parametrize(
    ("typed", "region", "e164", "mobile"),
    [
        ("01 42 76 40 40", "FR", "+33142764040", False),
        ("0262 40 00 00", "RE", "+262262400000", False),
        ("0692 12 34 56", "RE", "+262692123456", True),
        ("0692 12 34 56", "FR", "+262692123456", True),
        ("06 12 34 56 78", "RE", "+33612345678", True),
        ("+41 79 123 45 67", "FR", "+41791234567", True),
        ("०६१२३४५६७८", "FR", "+33612345678", True),
    ],
)
def test_phone(typed: str, region: str, e164: str, mobile: bool) -> None:
    phone = normalise_phone(typed, region)
    assert (phone.e164, phone.mobile) == (e164, mobile)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", ContactProblem.EMPTY),
        ("bonjour", ContactProblem.NOT_A_NUMBER),
        ("0612", ContactProblem.TOO_SHORT),
        ("17", ContactProblem.TOO_SHORT),
        ("06 12 34 56 78 90 12", ContactProblem.TOO_LONG_NUMBER),
        ("00 00 00 00 00", ContactProblem.NO_SUCH_NUMBER),
        ("0899 12 34 56", ContactProblem.COSTLY_NUMBER),
        ("9" * 400, ContactProblem.TOO_LONG_NUMBER),
        ("9" * 1_000_000, ContactProblem.NOT_A_NUMBER),
    ],
)
def test_phone_refused(typed: str, problem: ContactProblem) -> None:
    with pytest.raises(InvalidContact) as refused:
        normalise_phone(typed)
    assert refused.value.problem == problem


@given(st.text(max_size=40))
def test_any_text_is_a_phone_number_or_a_problem(typed: str) -> None:
    try:
        phone = normalise_phone(typed)
    except InvalidContact:
        return
    assert normalise_phone(phone.e164).e164 == phone.e164


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0199000002", "01\xa099\xa000\xa000\xa002"),
        ("01 99 00 00 02", "01 99 00 00 02"),
        ("+33199000002", "+33199000002"),
        ("3975", "3975"),
        ("", ""),
    ],
)
def test_a_french_number_goes_by_pairs_and_any_other_stays(number: str, shown: str) -> None:
    assert spaced_phone(number) == shown
