"""What cannot wait in a contribution: danger, a vulnerable person, something that spreads.

Apart from mood: an angry letter about a bench is not urgent, a calm one about a smell of gas is.
Method, figures and weaknesses: docs/algorithms/urgency.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parvis.understand.phrases.fitted import Fitted, Numbers, load
from parvis.understand.phrases.lexicon import Found, Lexicon

_HERE = Path(__file__).parent
# Near where F1 is best on the letters that may be looked at (village, city): docs/algorithms.
SURE_FROM = {"danger": 0.22, "vulnerable": 0.35, "spreading": 0.35}

# What is proposed however unsure the rest makes it: nobody waits for a smell of gas.
ENOUGH_BY_ITSELF = {"danger": "fire, gas, power"}


@dataclass(frozen=True, slots=True)
class Sign:
    """How sure (0 to 1), whether that is enough to propose it, and the words that decided: offsets
    (start, end) into the text; none when the meaning of the whole decided alone."""

    sure: float
    is_proposed: bool
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """The three signs, each by itself: they propose, and never lower what a person set."""

    danger: Sign
    vulnerable: Sign
    spreading: Sign


NO_SIGN = Sign(0.0, False, ())


def signs(text: str, vector: Numbers | None = None) -> Signs:
    """The signs of `text`. `vector` is its vector by the encoder that `fitted().encoder` names;
    without one the phrases decide alone. Raises ValueError for a vector of another length.
    """
    if not text.strip():
        return Signs(NO_SIGN, NO_SIGN, NO_SIGN)
    found = lexicon().find(text)
    chances = fitted().chances(found, vector)
    with_vector = vector is not None
    made = {
        name: Sign(
            sure,
            sure >= SURE_FROM[name] or _is_enough(found, name),
            fitted().deciding(found, name, with_vector=with_vector),
        )
        for name, sure in chances.items()
    }
    return Signs(**made)


def _is_enough(found: Sequence[Found], name: str) -> bool:
    group = ENOUGH_BY_ITSELF.get(name)
    return any(one.group == group and one.standing == "said" for one in found)


@cache
def lexicon() -> Lexicon:
    """The phrases, in their groups."""
    return Lexicon(_HERE / "words.txt")


@cache
def fitted() -> Fitted:
    """The weights that ship with this room."""
    return load(_HERE / "signs.npz")
