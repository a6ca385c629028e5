"""A form in easy-to-read words: drawn with them, judged as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import Choice, ChoosingField, MatrixField, MatrixRow
from parvis.offer.forms.keys import Part

# In a longer list one searches, by the words that it has for everybody.
_LONGEST = 200
# Each text, and the one that stands in its place.
_OF_FIELDS = {"label": "easy", "help": "easy_help"}
_OF_GROUPS = {"title": "easy_title", "intro": "easy_intro"}


def in_easy_words(form: CompiledForm) -> CompiledForm:
    """The form with easy words wherever it has some, language by language."""
    nodes = {key: replace(node, part=_easy(node.part)) for key, node in form.nodes.items()}
    return replace(form, nodes=nodes)


def has_easy(form: CompiledForm) -> bool:
    """Whether something of it is said in easy words too."""
    return any(_instead(node.part) for node in form.nodes.values())


def _easy(part: Part) -> Part:
    instead = _instead(part)
    return part.model_copy(update=instead) if instead else part


def _instead(part: Part) -> dict[str, Any]:
    """What of a part is said otherwise."""
    names = _OF_FIELDS if isinstance(part, FieldBase) else _OF_GROUPS
    found: dict[str, Any] = {
        name: _over(getattr(part, name), texts)
        for name, easy in names.items()
        if (texts := getattr(part, easy))
    }
    lists: dict[str, Sequence[Choice | MatrixRow]] = {}
    if isinstance(part, ChoosingField) and len(part.choices) <= _LONGEST:
        lists["choices"] = part.choices
    if isinstance(part, MatrixField):
        lists["rows"] = part.rows
    return found | {
        name: tuple(_simply(line) for line in lines)
        for name, lines in lists.items()
        if any(line.easy for line in lines)
    }


def _simply(line: Choice | MatrixRow) -> Choice | MatrixRow:
    return line.model_copy(update={"label": _over(line.label, line.easy)})


def _over(texts: Mapping[str, str], easy: Mapping[str, str]) -> dict[str, str]:
    return {**texts, **easy}
