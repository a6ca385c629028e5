"""A text as it may be published: what was found in it gives way to a word in brackets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from parvis.understand.personal.found import Found, Kind, apart

IN_BRACKETS = {
    "fr": {
        Kind.PERSON: "[nom]",
        Kind.PHONE: "[téléphone]",
        Kind.EMAIL: "[adresse e-mail]",
        Kind.ADDRESS: "[adresse]",
        Kind.PLATE: "[plaque]",
        Kind.IBAN: "[compte bancaire]",
        Kind.NIR: "[numéro de sécurité sociale]",
        Kind.BIRTH_DATE: "[date de naissance]",
        Kind.HEALTH: "[santé]",
        Kind.OTHER: "[masqué]",
    },
    "en": {
        Kind.PERSON: "[name]",
        Kind.PHONE: "[phone]",
        Kind.EMAIL: "[e-mail address]",
        Kind.ADDRESS: "[address]",
        Kind.PLATE: "[number plate]",
        Kind.IBAN: "[bank account]",
        Kind.NIR: "[social security number]",
        Kind.BIRTH_DATE: "[date of birth]",
        Kind.HEALTH: "[health]",
        Kind.OTHER: "[masked]",
    },
}


@dataclass(frozen=True, slots=True)
class Masked:
    """`taken` is what was masked, by its place in the text as it was: for an agent to see."""

    text: str
    taken: tuple[Found, ...]


def mask(
    text: str, found: Iterable[Found], *, keep: Collection[Kind] = (), language: str = "fr"
) -> Masked:
    """The text with every find that is sure enough (`SURE_ENOUGH`) replaced by its kind in
    brackets.

    Kinds of `keep` stay readable. `language` is one of `IN_BRACKETS`; raises KeyError for others.
    """
    words = IN_BRACKETS[language]
    taken = apart(one for one in found if one.is_sure and one.kind not in keep)
    parts: list[str] = []
    done = 0
    for one in taken:
        parts += (text[done : one.start], words[one.kind])
        done = one.end
    return Masked("".join((*parts, text[done:])), taken)
