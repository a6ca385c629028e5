"""Telephone numbers: written with whatever between the digits, or said in words."""

import re
from collections.abc import Iterator

import phonenumbers

from parvis.understand.personal.context import before
from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.numbers import said

_BETWEEN = r"[ \t\u00a0\u202f.\-–/()]{0,3}"
_RUN = re.compile(rf"(?<![\w])[+(]?\d(?:{_BETWEEN}\d){{7,40}}(?!\d)")
_FRENCH = re.compile(
    rf"(?<!\d)(?:(?:\+|00){_BETWEEN}(?:33|262|590|594|596|508|687|689){_BETWEEN}(?:0{_BETWEEN})?"
    rf"|0{_BETWEEN})[1-79](?:{_BETWEEN}\d){{8}}(?!\d)"
)
_FOREIGN = re.compile(rf"(?:\+|(?<!\d)00){_BETWEEN}[1-9](?:{_BETWEEN}\d){{7,13}}(?!\d)")
# A number of this kind of thing may look like a telephone's.
_OF_A_THING = re.compile(
    r"\b(?:dossier|contrat|r[ée]f(?:[ée]rence)?|facture|commande|march[ée]|permis|puce|compteur|"
    r"lampadaire|candélabre|poteau|borne|abribus|parcelle|formulaire|avis|arrêté|ticket|siret|"
    r"siren|s[ée]rie|bordereau|client|allocataire|usager|colis|modèle|lot)\b\.?[^.\n]{0,20}$",
    re.IGNORECASE,
)
# Whoever sells or answers for an office gives its number to all.
_OF_A_FIRM = re.compile(
    r"\b(?:devis|promo\w*|offre|code|résa\w*|réserv\w*|menu|livraison|standard|accueil|pharmacie|"
    r"clinique|hôpital|restaurant|magasin|-\s?\d\d\s?%)(?!\w)",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:t[ée]l\w*|portable|mobile|fixe|appel\w*|rappel\w*|joindre|joignable|num[ée]ro|num|"
    r"whatsapp|sms|phone|call|telefon\w*)\b[^.\n]{0,30}$",
    re.IGNORECASE,
)


def phones(text: str) -> Iterator[Found]:
    """Numbers of France, of overseas and of abroad; those that a firm or an office gives to all
    (08…, short ones) are no person's."""
    for run in _RUN.finditer(text):
        yield from _in_run(text, *run.span())
    for one in said(text):
        if re.fullmatch(r"0[1-79]\d{8}", one.digits):
            yield Found(one.start, one.end, Kind.PHONE, 0.95, "phone.spoken")


def _in_run(text: str, start: int, end: int) -> Iterator[Found]:
    spans = [found.span() for found in _FRENCH.finditer(text, start, end)]
    why = "phone.french"
    if not spans:
        spans = [
            found.span()
            for found in _FOREIGN.finditer(text, start, end)
            if _is_possible(found.group())
        ]
        why = "phone.foreign"
    left = sum(map(str.isdigit, text[start:end])) - sum(
        sum(map(str.isdigit, text[one:other])) for one, other in spans
    )
    for one, other in spans:
        yield Found(one, other, Kind.PHONE, _sure(text, one, left), why)


def _sure(text: str, start: int, left: int) -> float:
    """`left` counts digits of the same run that are of no number: « appt 3 06 12 34 56 78 » has
    one, a file's reference has many."""
    words = before(text, start)
    if _OF_A_THING.search(words) and not _CALLS.search(words):
        return 0.2
    if left > 2 or _OF_A_FIRM.search(words):
        return 0.4
    return 0.98 if _CALLS.search(words) else 0.95 - 0.05 * left


def _is_possible(number: str) -> bool:
    try:
        read = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(read)
