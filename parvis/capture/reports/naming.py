"""Whether a text that others wrote names somebody, and the same text without the name."""

import re

import phonenumbers

from parvis.capture.reports.rules import Contact
from parvis.foundation.contacts import InvalidContact, email_key
from parvis.foundation.text import words as folded_words

# What stands where a name stood.
HIDDEN = "[…]"
# Shorter words of a name ("de", "la") say nothing of anybody.
_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"«»]+@[^\s<>()\[\],;:\"«»]*[^\W_]")


def without(text: str, person: Contact) -> str:
    """The text without the name, the address and the number of this person, however written."""
    if person.email:
        text = _EMAIL.sub(lambda found: _unless_email(found.group(), person.email), text)
    if person.phone:
        text = _without_phone(text, person.phone)
    named = {word for word in folded_words(person.name) if len(word) >= _SHORTEST}
    if not named:
        return text
    return _WORD.sub(
        lambda found: HIDDEN if named.intersection(folded_words(found.group())) else found.group(),
        text,
    )


def _unless_email(found: str, email: str) -> str:
    try:
        return HIDDEN if email_key(found) == email_key(email) else found
    except InvalidContact:
        return found


def _without_phone(text: str, phone: str) -> str:
    """Numbers are looked for as one writes them in the country of this one."""
    number = phonenumbers.parse(phone, None)
    region = phonenumbers.region_code_for_number(number)
    # From the last on, so that the places of those before stay true.
    for found in reversed(list(phonenumbers.PhoneNumberMatcher(text, region))):
        if found.number == number:
            text = text[: found.start] + HIDDEN + text[found.end :]
    return text
