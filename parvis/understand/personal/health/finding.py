"""Conditions, treatments and wounds in a text, and whether they are somebody's."""

import re
from collections.abc import Iterator

from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.health.phrases import UNABLE, WOUND, conditions

# Somebody of whom it may be told.
_SOMEBODY = re.compile(
    r"(?<!\w)(?:je|j['’]|me|m['’]|moi|mon|ma|mes|notre|nos|son|sa|ses|il|elle|lui|suis|"
    r"mme|m\.|mr|mlle|monsieur|madame|mari|femme|épouse|époux|fils|fille|père|mère|maman|papa|"
    r"mamie|papi|sœur|frère|enfant|petite?|voisine?|dame|homme|my|i|minha?|mein\w*|meu|mi)(?!\w)",
    re.IGNORECASE,
)
# Right before: it is this person's.
_OWN = re.compile(
    r"(?<!\w)(?:j['’]ai|j['’]étais|je\s(?:suis|souffre|fais|sors|prends|vis\savec|me|n['’])|m['’]a|mon|ma|mes|"
    r"s(?:on|a|es)|notre|(?:il|elle|qui|est|a|fait)\s(?:est|a|fait|souffre|suivie?|atteinte?|une?)|"
    r"atteinte?|souffr\w+|suivie?\spour|reconnue?|mme|m\.|mlle|monsieur|madame|mari|femme|épouse|"
    r"époux|fils|fille|père|mère|maman|papa|mamie|papi|sœur|frère|i\sam|my)(?!\w)"
    r"|(?<!\w)(?:est|suis|était|étais|serait|reste|né|née|(?:je|il|elle)(?:\sa)?)\s$",
    re.IGNORECASE,
)
# Right before: it is had, or taken, though there are many.
_HAD = re.compile(
    r"(?<!\w)(?:ai|a|ont|fai[ts]|prends?|avec|souffr\w+)\s(?:des|de\sgros|de)\s$", re.IGNORECASE
)
# Right before: it is said of many, of nobody.
_OF_MANY = re.compile(
    r"(?<!\w)(?:les|des|aux|personnes?|gens|enfants|élèves|adultes|porteurs?\sd['’]|certaine?s|"
    r"nos|ces|situation\sd[e'’]|autres|public)\s?$",
    re.IGNORECASE,
)
# The same words said of a place, a thing, or in anger.
_OTHERWISE = re.compile(
    r"(?<!\w)(?:places?|stationnement|accès|accessib\w*|rampe|arbres?|marronnier\w*|platanes?|"
    r"tilleuls?|buis|chien\w*|chats?|chatte|maison\sdes|porte-monnaie|pronostic|société|pays|"
    r"politique|campagne|dépistage|journée\s(?:mondiale|nationale|du)|association|ligue|"
    r"semaine\s(?:de|du|nationale)|poteau|tuyau|c['’]est\sune?\s(?:vraie?\s)?cancer)(?!\w)",
    re.IGNORECASE,
)
_BOUND = re.compile(r"[.!?;\n]")
# Characters on either side in which the sentence, or the person meant, is looked for.
_NEAR = 160


def health(text: str) -> Iterator[Found]:
    """What is said of the health of somebody whom the text names or means."""
    strong, weak = conditions()
    rules = ((strong, "condition"), (weak, "weak"), (WOUND, "wound"), (UNABLE, "unable"))
    for pattern, name in rules:
        for found in pattern.finditer(text):
            sure = _sure(text, *found.span(), is_weak=name == "weak")
            yield Found(*found.span(), Kind.HEALTH, sure, f"health.{name}")


def _sure(text: str, start: int, end: int, *, is_weak: bool) -> float:
    near = text[max(0, start - _NEAR) : start]
    left = _BOUND.split(near)[-1]
    right = _BOUND.split(text[end : end + _NEAR], maxsplit=1)[0]
    is_had = _HAD.search(left) is not None
    if _OTHERWISE.search(f"{left[-40:]} {right[:25]}") or (_OF_MANY.search(left) and not is_had):
        return 0.3
    if is_had or _OWN.search(left[-60:]) or text[start:end].casefold().startswith("je "):
        return 0.8
    if is_weak:
        return 0.4
    if _SOMEBODY.search(f"{left} {right}"):
        return 0.6
    return 0.55 if _SOMEBODY.search(near) else 0.45
