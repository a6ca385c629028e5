"""Number plates: of today (AB-123-CD), of before 2009 (123 ABC 45), and some of abroad."""

import re
from collections.abc import Iterator

from parvis.understand.personal.context import after, before
from parvis.understand.personal.found import Found, Kind

_L = "A-HJ-NP-TV-Z"
_TODAY = re.compile(
    rf"(?<![\w\-])([{_L}]{{2}})([ \-–.]?)(\d{{3}})[ \-–.]?([{_L}]{{2}})(?![\w])(?!-\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<![\w\-/.])\d{1,4}([ \-.]?)([A-Z]{2,3})[ \-.]?(?:2[AB]|9[78]\d|[0-8]\d|9[0-5])(?![\w\-/])"
)
_BELGIAN = re.compile(r"(?<![\w\-])[1-9]-[A-Z]{3}-\d{3}(?![\w\-])")
_SAID = re.compile(
    r"\b(?:immatricul\w*|plaques?|plaque d'immatriculation|numberplate|license plate)\b"
    r"[^.\n\d]{0,25}?\b(?=[A-Z\d])([A-Z\d]{1,4}(?:[ \-]?[A-Z\d]{1,4}){1,3})\b",
)
_VEHICLE = re.compile(
    r"\b(?:immatricul\w*|plaque|voiture|v[ée]hicule|auto|camion\w*|fourgon\w*|utilitaire|moto|"
    r"scooter|mob|caravane|berline|break|pick-?up|4x4|suv|quad|remorque|clio|twingo|m[ée]gane|"
    r"kangoo|sc[ée]nic|trafic|master|peugeot|renault|citro[ëe]n|dacia|duster|sandero|golf|polo|"
    r"audi|bmw|mercedes|ford|fiesta|transit|fiat|toyota|yaris|opel|corsa|astra|nissan|qashqai|"
    r"volvo|tesla|berlingo|partner|jumper|ducato|kia|hyundai|seat|skoda|mini|smart|picasso|"
    r"volkswagen|vw|gar[ée]e?s?|stationn\w*)\b",
    re.IGNORECASE,
)
# In capitals and between spaces, these would be words of a sentence.
_WORDS = frozenset(re.findall(r"\w+", "LE LA DE ET EN ES SE NE ME TE CE JE AN AS SA TA MA NA VA"))


def plates(text: str) -> Iterator[Found]:
    for found in _TODAY.finditer(text):
        yield Found(*found.span(), Kind.PLATE, _sure_today(text, found), "plate.today")
    for found in _BEFORE.finditer(text):
        sure = 0.9 if _near_vehicle(text, found) else 0.2
        yield Found(*found.span(), Kind.PLATE, sure, "plate.before_2009")
    for found in _BELGIAN.finditer(text):
        yield Found(*found.span(), Kind.PLATE, 0.9, "plate.belgian")
    for found in _SAID.finditer(text):
        if any(map(str.isdigit, found[1])):
            yield Found(*found.span(1), Kind.PLATE, 0.85, "plate.said")


def _sure_today(text: str, found: re.Match[str]) -> float:
    left, between, _digits, right = found.groups()
    is_capital = left.isupper() and right.isupper()
    is_word = bool({left.upper(), right.upper()} & _WORDS)
    near = _near_vehicle(text, found)
    if between in {"-", "–"}:
        return 0.95 if is_capital or near else 0.8
    if is_word or not is_capital:
        return 0.6 if near and not is_word else 0.2
    return 0.95 if near else 0.8


def _near_vehicle(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    return bool(_VEHICLE.search(f"{before(text, start)} {after(text, end, most=30)}"))
