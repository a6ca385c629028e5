"""What a town may draw anew in its workflow, and what stays.

It chooses among the arrows of `STANDARD`: which agents may take each, whether a few words must be
said, whether followers are told. What a resident may do stays theirs, what an arrow needs to make
sense (a date, a reason, the other case) is always asked, and an end is always told.
An arrow that others take as well (withdrawing, reopening) asks and tells the same of everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from parvis.foundation.db.operation import Refusal
from parvis.offer.workflows.rules import AGENTS, CLOSED, OPEN, STANDARD, WORDS, Transition

# Ends that agents bring about themselves: from each open state one of them stays within reach.
_ENDS = ("resolved", "declined")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a town wants of one arrow; no `roles`: agents don't take it."""

    target: str
    roles: frozenset[str]
    with_words: bool = False
    tells: bool = True


def drawable(source: str) -> tuple[Transition, ...]:
    """The arrows from a state that agents may take: those that a town decides about."""
    return tuple(arrow for arrow in STANDARD if arrow.source == source and arrow.roles & AGENTS)


def usual(source: str) -> list[Wish]:
    """What every town has until it draws its own."""
    return [
        Wish(arrow.target, arrow.roles & AGENTS, WORDS in arrow.needs, arrow.tells)
        for arrow in drawable(source)
    ]


def is_shared(arrow: Transition) -> bool:
    """Whether others than agents take it: what it asks and tells is then not the town's to say."""
    return bool(arrow.roles - AGENTS)


def is_told_anyway(target: str) -> bool:
    """Whether followers hear of this state whatever the town wants: an answer is theirs."""
    return target in CLOSED


def redrawn(
    arrows: Iterable[Transition], source: str, wishes: Iterable[Wish]
) -> tuple[Transition, ...]:
    """The workflow in which agents lead from `source` as wished, and nothing else is changed.
    Raises Refusal: unknown_state, unknown_role, no_end."""
    wished = {wish.target: wish for wish in wishes}
    if not wished.keys() <= {arrow.target for arrow in drawable(source)}:
        raise Refusal("unknown_state")
    if not all(wish.roles <= AGENTS for wish in wished.values()):
        raise Refusal("unknown_role")
    if source in OPEN and not any(end in wished and wished[end].roles for end in _ENDS):
        raise Refusal("no_end")
    leaving = [_as_wished(arrow, wished) for arrow in STANDARD if arrow.source == source]
    others = [arrow for arrow in arrows if arrow.source != source]
    return (*others, *(arrow for arrow in leaving if arrow.roles))


def _as_wished(arrow: Transition, wished: dict[str, Wish]) -> Transition:
    theirs = arrow.roles - AGENTS
    wish = wished.get(arrow.target)
    if wish is None or not wish.roles or is_shared(arrow):
        return replace(arrow, roles=theirs | (wish.roles if wish else frozenset()))
    added = (WORDS,) if wish.with_words and WORDS not in arrow.needs else ()
    return replace(
        arrow,
        roles=wish.roles,
        needs=(*arrow.needs, *added),
        tells=wish.tells or is_told_anyway(arrow.target),
    )
