"""Tables of a survey's answers, to be protected and stored.

A question of one choice is an axis; each choice of several, and each row of a matrix, is an axis of
its own. What people wrote, numbers and days are not published.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.fields.choosing import YES_NO, ChoicesField, MatrixField
from parvis.understand.surveys.chosen import codes_of, options_of
from parvis.understand.surveys.counting import Codes
from parvis.understand.surveys.crossings import crossable
from parvis.understand.surveys.disclosure.tables import Axis, Released, Shape, Table, table
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.reading import Answers

Stored = dict[str, Any]


def publishable(form: CompiledForm) -> dict[str, Node]:
    """The questions that may be published: closed ones that name nobody, outside of blocks."""
    several = {
        node.key: node
        for node in form.fields
        if isinstance(node.field, (ChoicesField, MatrixField))
        and node.field.privacy == "public"
        and node.field.choices
        and not node.block
    }
    found = {**crossable(form), **several}
    return {node.key: node for node in form.fields if node.key in found}


def counted(answers: Answers, key: str, by: str = "") -> Iterator[tuple[Stored, Table]]:
    """The tables of a question, or of a question `by` another, and how each is stored."""
    node = publishable(answers.form)[key]
    across = [next(_lines(answers, crossable(answers.form)[by]))] if by else []
    for line in _lines(answers, node):
        both = [line, *across]
        kept = {
            "key": key,
            "part": line.part,
            "by": by,
            "question": dict(node.field.label) if node.field else {},
            "label": dict(line.label),
            "axes": [_kept(one) for one in both],
        }
        shape = Shape(tuple(one.axis for one in both))
        yield kept, table(shape, {one.axis.name: one.codes for one in both})


def _kept(line: "_Line") -> Stored:
    options = [{"key": key, "label": dict(label)} for key, label in line.options.items()]
    return {"name": line.axis.name, "complete": line.axis.complete, "options": options}


def stored(shape: Stored, released: Released) -> Stored:
    """A table as it is kept: its axes, and its counts with totals, -1 where hidden."""
    return {**shape, "shown": released.shown.tolist()}


def released(kept: Stored) -> Released:
    """A table that was kept, for the attack."""
    axes = tuple(
        Axis(one["name"], tuple(option["key"] for option in one["options"]), one["complete"])
        for one in kept["axes"]
    )
    return Released(Shape(axes), np.array(kept["shown"], dtype=np.int64))


@dataclass(frozen=True, slots=True)
class _Line:
    """An axis with its answers: of a question, or of a `part` of it."""

    part: str
    label: Texts
    axis: Axis
    codes: Codes
    options: Mapping[str, Texts]


def _lines(answers: Answers, node: Node) -> Iterator[_Line]:
    field = node.field
    assert field is not None
    known: Mapping[str, Texts]
    if isinstance(field, ChoicesField):
        for choice in field.choices:
            flags = answers.flags(node.key, choice.key)
            # YES_NO begins with yes.
            codes: Codes = np.array([-1, 1, 0], dtype=np.int8)[flags + 1]
            axis = _axis(answers, node, choice.key, YES_NO)
            yield _Line(choice.key, choice.label, axis, codes, YES_NO)
    elif isinstance(field, MatrixField):
        known = {choice.key: choice.label for choice in field.choices}
        for row in field.rows:
            codes = answers.codes(node.key, list(known), row.key)
            axis = _axis(answers, node, row.key, known)
            yield _Line(row.key, row.label, axis, codes, known)
    else:
        known = options_of(field) or {}
        axis = _axis(answers, node, "", known)
        yield _Line("", field.label, axis, codes_of(answers, node.key), known)


def _axis(answers: Answers, node: Node, part: str, options: Mapping[str, Texts]) -> Axis:
    name = f"{node.key}.{part}" if part else node.key
    return Axis(name, tuple(options), _is_put_to_all(answers.form, node))


def _is_put_to_all(form: CompiledForm, node: Node) -> bool:
    """Whether everybody must have answered it: the totals of others then tell its own."""
    assert node.field is not None
    around = [node, form.nodes[node.parent], form.nodes[node.page]]
    leaps = any(page.leaps for page in form.pages)
    return node.field.required and not leaps and all(one.show is None for one in around)


def choices(form: CompiledForm) -> Sequence[tuple[str, Texts]]:
    """The questions that may be published, by key, with their words."""
    return [(key, node.field.label) for key, node in publishable(form).items() if node.field]
