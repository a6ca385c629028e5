"""What a public page would not show."""

from collections.abc import Sequence
from typing import Literal

# What the words themselves say, and what only shows beside other texts.
Rule = Literal["insult", "hate", "threat", "advertising"]
RULES: tuple[Rule, ...] = ("insult", "hate", "threat", "advertising")
Beside = Literal["repetition", "flood"]
# What shows there: the same words from many people are worth knowing, and against no rule.
Kind = Literal[Beside, "many_voices"]
# Texts counted beside one: « 100 » says 100 or more.
MOST_COUNTED = 100
# Every rule of the public text, in its order: an agent may name any of them, a machine proposes all
# but the last (what is personal is masked: `understand/personal`).
PublicRule = Literal[Rule, Beside, "privacy"]
PUBLIC_RULES: tuple[PublicRule, ...] = (*RULES, "repetition", "flood", "privacy")


def proposed(found: Sequence[tuple[str, bool]]) -> PublicRule | None:
    """The rule to propose for a text of which these were found: each a kind, and whether another
    came first. Who said it first repeats nothing, and many voices break no rule."""
    if ("repetition", True) in found:
        return "repetition"
    return "flood" if any(kind == "flood" for kind, _ in found) else None
