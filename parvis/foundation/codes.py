"""Follow-up codes that one can say on the phone: `TILLEUL-48-RUE-MERLE`.

Three easy French words and two digits, drawn from more than 600 words that are spelled as they
sound, without accents, homophones, or one being the beginning of another (about 34 bits). A code
opens only the public steps of a report, and attempts are limited elsewhere; it is unique per
authority and the caller draws again on a collision.
"""

import re
import secrets
from functools import cache
from importlib.resources import files
from random import Random

from rapidfuzz.distance import OSA

from parvis.foundation.text import fold

_TYPED = re.compile(r"([a-z ]+?)[ ]*(\d ?\d)[ ]*([a-z ]+)")
_SHORTEST_FORGIVEN = 4
# The longest code has 36 characters. Trying where words end is quadratic: no novel is tried.
_LONGEST_TYPED = 80


@cache
def code_words() -> tuple[str, ...]:
    """The words that codes are made of, in capital letters and alphabetical order."""
    text = files("parvis.foundation").joinpath("codes_words.txt").read_text(encoding="ascii")
    return tuple(text.split())


@cache
def _known() -> frozenset[str]:
    return frozenset(code_words())


def new_code(rng: Random | secrets.SystemRandom | None = None) -> str:
    """Draw a code, from the system's randomness unless `rng` is given."""
    draw = rng or secrets.SystemRandom()
    first, second, third = (draw.choice(code_words()) for _ in range(3))
    # From 10 on: a leading zero is dropped when a number is said aloud.
    return f"{first}-{draw.randrange(10, 100)}-{second}-{third}"


def normalise_code(typed: str) -> str | None:
    """The code that someone typed or dictated, or None when it can't be one.

    Case, accents, spaces, hyphens and other separators don't matter, nor does one typing error in
    a word as long as a single known word is that near. Words may be run together.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    plain = re.sub(r"[^a-z0-9]+", " ", fold(typed)).strip()
    found = _TYPED.fullmatch(plain)
    if found is None:
        return None
    first = _word(found[1].replace(" ", ""))
    last = _two_words(found[3].split())
    if first is None or last is None:
        return None
    return f"{first}-{found[2].replace(' ', '')}-{last[0]}-{last[1]}"


def _two_words(parts: list[str]) -> tuple[str, str] | None:
    """The two words typed after the number, wherever the spaces fell."""
    if len(parts) == 2:
        first, second = _word(parts[0]), _word(parts[1])
        if first is not None and second is not None:
            return first, second
    joined = "".join(parts).upper()
    cuts = [(joined[:cut], joined[cut:]) for cut in range(1, len(joined))]
    exact = [(a, b) for a, b in cuts if a in _known() and b in _known()]
    return exact[0] if len(exact) == 1 else None


def _word(typed: str) -> str | None:
    """The word meant, at one typing error at most; None when there is none or several."""
    word = typed.upper()
    if word in _known():
        return word
    if len(word) < _SHORTEST_FORGIVEN:
        return None
    near = [known for known in code_words() if OSA.distance(word, known, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else None
