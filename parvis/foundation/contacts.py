"""One normal form for an e-mail address or a phone number, whoever typed it and how.

Problems come as codes; the sentences that people read stand with the forms.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType
from rapidfuzz.distance import OSA


class ContactProblem(StrEnum):
    """Why a typed address or number can't be used."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    HAS_SPACE = "has_space"
    NO_AT = "no_at"
    SEVERAL_AT = "several_at"
    BAD_LOCAL_PART = "bad_local_part"
    ACCENT_BEFORE_AT = "accent_before_at"
    BAD_DOMAIN = "bad_domain"
    NO_DOT_IN_DOMAIN = "no_dot_in_domain"
    NOT_A_NUMBER = "not_a_number"
    TOO_SHORT = "too_short"
    TOO_LONG_NUMBER = "too_long_number"
    NO_SUCH_NUMBER = "no_such_number"
    COSTLY_NUMBER = "costly_number"


class InvalidContact(ValueError):
    """What was typed is no usable contact; `problem` says why. The text typed isn't repeated."""

    def __init__(self, problem: ContactProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


# RFC 5321 and 5322 without quoted local parts nor comments. RFC 6531's accents before the @ are
# refused: next to no provider gives such addresses, and most people who type one mistyped theirs.
_LOCAL = re.compile(
    r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,.\"]+(\.[^\s\x00-\x20\x7f()<>\[\]:;@\\,.\"]+)*"
)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_EMAIL, _LONGEST_LOCAL, _LONGEST_DOMAIN = 254, 64, 253
_LONGEST_TYPED = 1_000
COMMON_DOMAINS = (
    "gmail.com", "orange.fr", "hotmail.fr", "hotmail.com", "yahoo.fr", "yahoo.com", "free.fr",
    "sfr.fr", "laposte.net", "outlook.fr", "outlook.com", "wanadoo.fr", "live.fr", "icloud.com",
    "bbox.fr", "numericable.fr", "neuf.fr", "protonmail.com", "proton.me", "aol.com", "msn.com",
)  # fmt: skip


def normalise_email(typed: str) -> str:
    """The address to write to: trimmed, NFC, its domain in lower-case ASCII.

    The part before the @ keeps its case, since its server decides what that means, and no
    provider's own habits (dots, plus signs) are assumed. Raises InvalidContact.
    """
    if len(typed) > _LONGEST_TYPED:
        # Encoding a domain is quadratic in its length.
        raise InvalidContact(ContactProblem.TOO_LONG)
    address = unicodedata.normalize("NFC", typed).strip()
    if address.lower().startswith("mailto:"):
        address = address[7:]
    if not address:
        raise InvalidContact(ContactProblem.EMPTY)
    if any(character.isspace() for character in address):
        raise InvalidContact(ContactProblem.HAS_SPACE)
    local, at, domain = address.rpartition("@")
    if not at:
        raise InvalidContact(ContactProblem.NO_AT)
    if "@" in local:
        raise InvalidContact(ContactProblem.SEVERAL_AT)
    if not local.isascii():
        raise InvalidContact(ContactProblem.ACCENT_BEFORE_AT)
    if not _LOCAL.fullmatch(local):
        raise InvalidContact(ContactProblem.BAD_LOCAL_PART)
    normal = f"{local}@{_domain(domain)}"
    if len(normal.encode()) > _LONGEST_EMAIL or len(local.encode()) > _LONGEST_LOCAL:
        raise InvalidContact(ContactProblem.TOO_LONG)
    return normal


def _domain(typed: str) -> str:
    """The domain in lower-case ASCII. Raises InvalidContact."""
    try:
        domain = typed.lower().encode("idna").decode()
    except UnicodeError as error:
        raise InvalidContact(ContactProblem.BAD_DOMAIN) from error
    labels = domain.split(".")
    if len(domain) > _LONGEST_DOMAIN or not all(map(_LABEL.fullmatch, labels)):
        raise InvalidContact(ContactProblem.BAD_DOMAIN)
    if len(labels) < 2:
        raise InvalidContact(ContactProblem.NO_DOT_IN_DOMAIN)
    if labels[-1].isdigit():
        raise InvalidContact(ContactProblem.BAD_DOMAIN)
    return domain


def email_key(typed: str) -> str:
    """What to hash to find an address again: its normal form without regard to case.

    Raises InvalidContact.
    """
    return normalise_email(typed).casefold()


def suggest_email(email: str) -> str | None:
    """The address probably meant when the domain resembles a common one ("gmial.com"), or None.

    `email` is in its normal form.
    """
    local, _, domain = email.rpartition("@")
    if domain in COMMON_DOMAINS:
        return None
    near = [known for known in COMMON_DOMAINS if OSA.distance(domain, known) == 1]
    return f"{local}@{near[0]}" if len(near) == 1 else None


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid number: `e164` to store and dial, `national` to show, `mobile` when SMS can reach."""

    e164: str
    national: str
    region: str
    mobile: bool


# Of a French telephone number, its first zero included.
PHONE_DIGITS = 10
_REFUSED_TYPES = {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}
_MOBILE_TYPES = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
# Numbers of overseas France are dialled from the mainland without +, and the reverse.
_FRENCH_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM")
_PARSE_PROBLEMS = {
    NumberParseException.TOO_SHORT_NSN: ContactProblem.TOO_SHORT,
    NumberParseException.TOO_SHORT_AFTER_IDD: ContactProblem.TOO_SHORT,
    NumberParseException.TOO_LONG: ContactProblem.TOO_LONG_NUMBER,
}


def normalise_phone(typed: str, region: str = "FR") -> Phone:
    """The number typed, understood as dialled from `region` (ISO country code).

    `06 12 34 56 78`, `+33 (0)6 12 34 56 78` and `0033612345678` are one number. A French region
    also takes the other French regions' numbers (`0692…` typed in Paris). Raises InvalidContact.
    """
    if len(typed) > _LONGEST_TYPED:
        raise InvalidContact(ContactProblem.NOT_A_NUMBER)
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        raise InvalidContact(ContactProblem.EMPTY)
    problem = ContactProblem.NO_SUCH_NUMBER
    for candidate in _regions(region):
        try:
            number = phonenumbers.parse(text, candidate)
        except NumberParseException as error:
            wrong = _PARSE_PROBLEMS.get(error.error_type, ContactProblem.NOT_A_NUMBER)
            raise InvalidContact(wrong) from error
        if phonenumbers.is_valid_number(number):
            return _phone(number)
        if candidate == region:
            problem = _length_problem(number)
    raise InvalidContact(problem)


def spaced_phone(number: str) -> str:
    """A French number as people write it: "01 99 00 00 02"; any other as it was given."""
    if not (number.isascii() and number.isdigit() and len(number) == PHONE_DIGITS):
        return number
    return "\N{NO-BREAK SPACE}".join(wrap(number, 2))


def _regions(region: str) -> tuple[str, ...]:
    if region not in _FRENCH_REGIONS:
        return (region,)
    return (region, *(other for other in _FRENCH_REGIONS if other != region))


def _length_problem(number: phonenumbers.PhoneNumber) -> ContactProblem:
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        return ContactProblem.TOO_SHORT
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return ContactProblem.TOO_LONG_NUMBER
    return ContactProblem.NO_SUCH_NUMBER


def _phone(number: phonenumbers.PhoneNumber) -> Phone:
    kind = phonenumbers.number_type(number)
    if kind in _REFUSED_TYPES:
        raise InvalidContact(ContactProblem.COSTLY_NUMBER)
    return Phone(
        e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
        national=phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        region=phonenumbers.region_code_for_number(number) or "",
        mobile=kind in _MOBILE_TYPES,
    )
