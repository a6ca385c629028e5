"""Somebody's words, with what was read in them marked: each mark says why it is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Mark:
    """From one character to before another, marked as `kind` (a class of the page's), for the
    reason `why`, which a screen reader says and a pointer shows."""

    start: int
    end: int
    kind: str
    why: str


def marked(text: str, marks: Iterable[Mark]) -> SafeString:
    """The text as markup. Where marks overlap the first given stands; one that leaves the text is
    passed over: the words were changed since they were read."""
    parts, at = [], 0
    for mark in _apart(text, marks):
        parts.append(escape(text[at : mark.start]))
        parts.append(
            f'<mark class="mark mark--{escape(mark.kind)}" title="{escape(mark.why)}">'
            f"{escape(text[mark.start : mark.end])}"
            f'<span class="visually-hidden"> ({escape(mark.why)})</span></mark>'
        )
        at = mark.end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every word escaped above


def _apart(text: str, marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        inside = 0 <= mark.start < mark.end <= len(text)
        if inside and all(mark.end <= one.start or mark.start >= one.end for one in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)
