"""What is found in a text, as a test compares it."""

from collections.abc import Iterable

from parvis.understand.personal.finding import find
from parvis.understand.personal.found import Kind


def told(text: str, kind: Kind, *, people: Iterable[tuple[int, int]] = ()) -> list[str]:
    """The words of each sure find of that kind."""
    return [
        text[one.start : one.end]
        for one in find(text, people=people)
        if one.kind is kind and one.is_sure
    ]
