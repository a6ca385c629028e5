"""A list of choices typed one a line, and their keys."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from parvis.foundation.text import words
from parvis.offer.forms.fields import Choice
from parvis.offer.forms.fields.choosing import MatrixRow

LONGEST_KEY = 34


def lines_of(choices: Sequence[Choice | MatrixRow], language: str) -> str:
    """Choices, one a line."""
    return "\n".join(choice.label.get(language, "") for choice in choices)


Line = TypeVar("Line", Choice, MatrixRow)


def read_lines(
    text: str, earlier: Sequence[Line], language: str, make: type[Line]
) -> tuple[Line, ...]:
    """The choices that lines say. One whose words stand keeps its key and all that is set of it,
    wherever it goes; one whose words are changed in its place too."""
    lines = [line.strip(" \t-•*") for line in text.splitlines()]
    lines = [line for line in lines if line]
    free = {at: choice for at, choice in enumerate(earlier) if any(choice.label.values())}
    found: dict[int, Line] = {}
    for at, line in enumerate(lines):
        same = next((i for i, one in free.items() if one.label.get(language, "") == line), None)
        if same is not None:
            found[at] = free.pop(same)
    for at, line in enumerate(lines):
        if at not in found and at in free:
            label = {**free[at].label, language: line}
            found[at] = free.pop(at).model_copy(update={"label": label})
    # A key that went with its choice is never another's: answers were given under it.
    used = {choice.key for choice in earlier if any(choice.label.values())}
    for at, line in enumerate(lines):
        if at not in found:
            key = choice_key(line, used)
            used.add(key)
            found[at] = make(key=key, label={language: line})
    return tuple(found[at] for at in range(len(lines)))


def choice_key(text: str, used: Collection[str]) -> str:
    """A key for a choice, from its words."""
    telling = [word for word in words(text) if word.isascii() and word.isalnum()]
    base = "_".join(telling)[:LONGEST_KEY].rstrip("_") or "choice"
    base = base if base[0].isalpha() else f"c_{base}"
    number, key = 2, base
    while key in used:
        key, number = f"{base}_{number}", number + 1
    return key
