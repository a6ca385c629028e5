"""Keys of what is new in a form, made from its words."""

from collections.abc import Iterable, Iterator

from parvis.foundation.text import words
from parvis.offer.forms.definition import Definition, Page, Repeat, Section
from parvis.offer.forms.expressions.tree import RESERVED
from parvis.offer.forms.fields import FieldBase

LONGEST = 40
# Words that say nothing of what is asked.
_SMALL = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "cette",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "est",
        "et",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "ma",
        "mes",
        "mon",
        "ou",
        "par",
        "pour",
        "que",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "qui",
        "qu",
        "s",
        "se",
        "ses",
        "son",
        "sur",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
        "d",
        "n",
        "ne",
        "pas",
        "avez",
        "etes",
        "comment",
        "the",
        "your",
        "you",
        "do",
        "is",
        "are",
        "what",
        "which",
        "of",
        "to",
        "in",
        "for",
    ]
)

Part = Page | Section | Repeat | FieldBase


def parts(definition: Definition) -> Iterator[Part]:
    """Every part, in order: pages, what is on them, what is in sections and blocks."""
    for page in definition.pages:
        yield page
        for item in page.items:
            yield item
            if isinstance(item, (Section, Repeat)):
                yield from item.items


def taken(definition: Definition) -> set[str]:
    """The keys that are no longer free."""
    return {part.key for part in parts(definition)} | RESERVED


def free_key(text: str, used: Iterable[str], *, otherwise: str = "question") -> str:
    """A key that says what `text` does, and that none of `used` is; `otherwise` where the text has
    no letter to begin with."""
    folded = [word for word in words(text) if word.isascii() and word.isalnum()]
    telling = [word for word in folded if word not in _SMALL] or folded
    base = ""
    for word in telling[:5]:
        longer = f"{base}_{word}" if base else word
        if len(longer) > LONGEST - 4:
            break
        base = longer
    base = base or (telling[0][: LONGEST - 4] if telling else otherwise)
    if not base[0].isalpha():
        base = f"q_{base}"
    return numbered(base, set(used))


def numbered(base: str, used: set[str]) -> str:
    """`base`, or the first of `base_2`, `base_3`… that is free."""
    number, key = 2, base
    while key in used:
        key, number = f"{base[: LONGEST - 4]}_{number}", number + 1
    return key
