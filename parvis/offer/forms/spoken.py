"""Answers as a person reads them, question by question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Repeat


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words: the question's `key` and `label`, the `value` itself; in a repeated
    block, which `row` of it (from 1) and what `each` is called."""

    key: str
    label: Mapping[str, str]
    words: str
    value: Any
    row: int = 0
    each: Mapping[str, str] | None = None


def spoken(form: CompiledForm, answers: Mapping[str, Any], language: str) -> list[Said]:
    """What was answered, in the order of the questions; what wasn't is left out."""
    said: list[Said] = []
    for node in form.nodes.values():
        if isinstance(node.part, Repeat):
            for at, row in enumerate(answers.get(node.key) or (), start=1):
                said += _in(form.inside(node.key), row, language, at, node.part.each)
        elif not node.block:
            said += _in([node], answers, language)
    return said


def _in(
    nodes: list[Node],
    answers: Mapping[str, Any],
    language: str,
    row: int = 0,
    each: Mapping[str, str] | None = None,
) -> Iterator[Said]:
    for node in nodes:
        value, field = answers.get(node.key), node.field
        if field is not None and value not in (None, "", [], {}):
            yield Said(node.key, field.label, field.words(value, language), value, row, each)
