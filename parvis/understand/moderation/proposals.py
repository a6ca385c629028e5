"""What a public page would not show of a text: insult, hate, threat, advertising.

It proposes, and drops nothing: an agent decides, and the author is told the rule (`told`). Anger at
a decision, a service or the mayor's politics is none of it, however strong its words. Method,
figures and weaknesses: docs/algorithms/moderation.md.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from parvis.understand.moderation.rules import RULES, Rule
from parvis.understand.phrases.fitted import Fitted, Numbers, load
from parvis.understand.phrases.lexicon import Lexicon

_HERE = Path(__file__).parent
# An angry letter held back by mistake is worse than a rude one that an agent sees first.
SURE_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """The rule, how sure (0 to 1), and the words that decided: offsets (start, end) into the text;
    none when the meaning of the whole decided alone."""

    rule: Rule
    sure: float
    words: tuple[tuple[int, int], ...]


def proposals(text: str, vector: Numbers | None = None) -> tuple[Proposal, ...]:
    """The rules that `text` seems to break, the surest first; empty for nearly every text.

    `vector` is its vector by the encoder that `fitted().encoder` names; without one the phrases
    decide alone. Raises ValueError for a vector of another length.
    """
    if not text.strip():
        return ()
    found = lexicon().find(text)
    told = fitted().chances(found, vector)
    made = (
        Proposal(rule, told[rule], fitted().deciding(found, rule, with_vector=vector is not None))
        for rule in RULES
        if told[rule] >= SURE_FROM
    )
    return tuple(sorted(made, key=lambda one: -one.sure))


def chances(text: str, vector: Numbers | None = None) -> dict[str, float]:
    """The chance of each rule, and of « none »."""
    return fitted().chances(lexicon().find(text), vector)


def toxicity(text: str, vector: Numbers | None = None) -> float:
    """How rough `text` is (0 to 1), as readers of a forum judged posts: a reason to look sooner,
    never to propose. Fitted on one half of ToxiFrench (MIT), none of whose authors wrote to a town.
    """
    if not text.strip():
        return 0.0
    return fitted("toxicity").chances(lexicon().find(text), vector)["toxic"]


@cache
def lexicon() -> Lexicon:
    """The phrases, in their groups."""
    return Lexicon(_HERE / "words.txt")


@cache
def fitted(name: Literal["rules", "toxicity"] = "rules") -> Fitted:
    """The weights that ship with this room."""
    return load(_HERE / f"{name}.npz")
