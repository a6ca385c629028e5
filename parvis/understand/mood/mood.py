"""The mood of a contribution, and what it is towards.

Apart from urgency, and never a judgement of a person. Method, figures and weaknesses:
docs/algorithms/mood.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from parvis.understand.phrases.fitted import Fitted, Numbers, load
from parvis.understand.phrases.lexicon import Lexicon

_HERE = Path(__file__).parent
Feeling = Literal["negative", "neutral", "positive", "mixed"]
Target = Literal["place", "service", "agent", "none"]


@dataclass(frozen=True, slots=True)
class Mood:
    """The likeliest feeling, how sure (0 to 1), what it is towards, how sure of that, the words
    that decided for the feeling (offsets (start, end) into the text), and the chance of each."""

    feeling: Feeling
    sure: float
    towards: Target
    sure_towards: float
    words: tuple[tuple[int, int], ...]
    chances: Mapping[str, float]


def mood(text: str, vector: Numbers | None = None) -> Mood:
    """The mood of `text`. `vector` is its vector by the encoder that `fitted` names; without one
    the phrases decide alone. Raises ValueError for a vector of another length.
    """
    if not text.strip():
        return Mood("neutral", 0.0, "none", 0.0, (), {})
    found = lexicon().find(text)
    feelings = fitted("feeling").chances(found, vector)
    targets = fitted("towards").chances(found, vector)
    feeling = max(feelings, key=feelings.__getitem__)
    # Who feels nothing feels it towards nothing.
    towards = "none" if feeling == "neutral" else max(targets, key=targets.__getitem__)
    return Mood(
        cast(Feeling, feeling),
        feelings[feeling],
        cast(Target, towards),
        targets[towards],
        fitted("feeling").deciding(found, feeling, with_vector=vector is not None),
        feelings,
    )


@cache
def lexicon() -> Lexicon:
    """The phrases, in their groups."""
    return Lexicon(_HERE / "words.txt")


@cache
def fitted(name: Literal["feeling", "towards"]) -> Fitted:
    """The weights that ship with this room."""
    return load(_HERE / f"{name}.npz")
