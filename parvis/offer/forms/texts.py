"""Every text of a form with where it stands, for those who read it over."""

from collections.abc import Iterator
from dataclasses import dataclass

from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField
from parvis.offer.forms.keys import parts

NAMES = (
    "label",
    "title",
    "intro",
    "help",
    "example",
    "error",
    "why",
    "easy",
    "easy_help",
    "easy_title",
    "easy_intro",
    "explanation",
    "easy_explanation",
    "each",
    "unit",
    "low",
    "high",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One text: the part that says it ("" for the form), which of its texts, in what language."""

    where: str
    about: str
    language: str
    text: str


def said(definition: Definition) -> Iterator[Said]:
    """Every text that a resident may read."""
    for name in ("title", "intro", "thanks"):
        yield from _each("", name, getattr(definition, name))
    for part in parts(definition):
        for name in NAMES:
            # A question has a method of that name.
            texts = getattr(part, name, {})
            yield from _each(part.key, name, texts if isinstance(texts, dict) else {})
        if isinstance(part, ChoosingField):
            for choice in part.choices:
                yield from _each(part.key, "choices", choice.label)
                yield from _each(part.key, "choices", choice.easy)
        if isinstance(part, MatrixField):
            for row in part.rows:
                yield from _each(part.key, "rows", row.label)
                yield from _each(part.key, "rows", row.easy)
    for name, choices in definition.lists.items():
        for choice in choices:
            yield from _each(f"list.{name}", "choices", choice.label)
            yield from _each(f"list.{name}", "choices", choice.easy)


def _each(where: str, about: str, texts: dict[str, str]) -> Iterator[Said]:
    for language, text in texts.items():
        if text.strip():
            yield Said(where, about, language, text)
