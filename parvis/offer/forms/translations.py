"""What a form says in one of its languages and not in another."""

from collections.abc import Iterator, Mapping

from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.keys import Part
from parvis.offer.forms.texts import NAMES

# Said of some questions alone: the main language decides whether there is any.
_EASY = {"easy", "easy_explanation"}


def untranslated(part: Part | Definition, definition: Definition) -> Iterator[Finding]:
    """The texts of a part, or of the form itself, that one of its languages lacks."""
    where = "" if isinstance(part, Definition) else part.key
    for name, texts in _texts(part):
        wanted = not (name in _EASY and not texts.get(definition.languages[0], "").strip())
        if wanted and any(text.strip() for text in texts.values()):
            yield from _left([texts], where, name, definition.languages)
    for name, several in _lists(part, definition):
        worded = [texts for texts in several if texts]
        yield from _left(worded, where, name, definition.languages[1:])


def _texts(part: Part | Definition) -> Iterator[tuple[str, Mapping[str, str]]]:
    for name in (*NAMES, "thanks"):
        texts = getattr(part, name, None)
        # A question has a method named title; the euro is the same everywhere.
        if isinstance(texts, dict) and texts != type(part).model_fields[name].default:
            yield name, texts


def _lists(
    part: Part | Definition, definition: Definition
) -> Iterator[tuple[str, list[Mapping[str, str]]]]:
    """The words of the answers and of the lines that a question offers."""
    resolved = definition.resolved(part) if isinstance(part, FieldBase) else part
    if isinstance(resolved, ChoosingField):
        yield "choices", [choice.label for choice in resolved.choices]
    if isinstance(resolved, MatrixField):
        yield "rows", [row.label for row in resolved.rows]


def _left(
    several: list[Mapping[str, str]], where: str, about: str, languages: tuple[str, ...]
) -> Iterator[Finding]:
    for language in languages:
        if any(not texts.get(language, "").strip() for texts in several):
            figures = {"language": language}
            yield Finding("warning", "language_missing", where, about, figures)
