"""The town's own words for the states of a case, where it gave some; else the usual ones stand.

Kept as {state: {"word": {language: text}, "sentence": {language: text}}}. A word stands on a label,
a sentence says where a case is. A language without words of its own keeps the usual ones.
"""

from django.utils.translation import get_language

from parvis.authorities import queries as authorities
from parvis.offer.workflows.rules import CLOSED

WORD, SENTENCE = "word", "sentence"
LANGUAGES = ("fr", "en")
# Of letters: a label on a telephone of 360 px, a sentence that a text message carries.
LONGEST = {WORD: 28, SENTENCE: 160}

# What a sentence may name in braces, by state; the department in charge in any.
DEPARTMENT, DAY, PARTNER, DURATION = "direction", "jour", "partenaire", "durée"


def variables(state: str) -> tuple[str, ...]:
    """The {variables} that a sentence about this state may hold."""
    if state == "transmitted":
        return DEPARTMENT, DAY, PARTNER
    if state == "planned" or state in CLOSED:
        return DEPARTMENT, DAY
    if state == "waiting_third_party":
        return DEPARTMENT, PARTNER, DURATION
    return (DEPARTMENT,)


def own_word(state: str) -> str:
    """The town's word for a state, in the person's language; empty: the usual one."""
    return _own(state, WORD)


def own_sentence(state: str) -> str:
    """The town's sentence about a state, its {variables} still in it; empty: the usual one."""
    return _own(state, SENTENCE)


def _own(state: str, kind: str) -> str:
    given = authorities.authority().state_words
    if not given or state not in given:
        return ""
    return str(given[state].get(kind, {}).get((get_language() or "fr")[:2], ""))
