"""Tables of a survey's answers, to be protected and stored.

A question of one choice is an axis; each choice of several, and each row of a matrix, is an axis of
its own. What people wrote, numbers and days are not published.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.choosing import ChoicesField
from parvis.understand.surveys.crossings import sides
from parvis.understand.surveys.disclosure.tables import (
    Axis,
    Released,
    Several,
    Shape,
    Table,
    table,
)
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.lines import Line, codes_on, lines
from parvis.understand.surveys.reading import Answers

Stored = dict[str, Any]


def choices(form: CompiledForm) -> Sequence[tuple[str, Texts]]:
    """The questions that may be published, by key, with their words: closed ones that name nobody,
    outside of blocks."""
    return [(key, these[0].title) for key, these in lines(form).items()]


def counted(answers: Answers, key: str, by: str = "") -> Iterator[tuple[Stored, Table]]:
    """The tables of a question, or of a side of a crossing `by` another, and how each is stored.
    Raises KeyError for what is not published."""
    if not by:
        for line in lines(answers.form)[key]:
            yield _counted(answers, key, "", [line])
        return
    both = sides(answers.form)
    for line in both[key]:
        for across in both[by]:
            yield _counted(answers, key, by, [line, across])


def _counted(answers: Answers, key: str, by: str, crossing: Sequence[Line]) -> tuple[Stored, Table]:
    axes = [_axis(answers, line) for line in crossing]
    kept = {
        "key": key,
        "part": crossing[0].part,
        "by": by,
        "question": dict(crossing[0].title),
        "label": dict(crossing[0].label),
        "axes": [_kept(axis, line) for axis, line in zip(axes, crossing, strict=True)],
    }
    codes = {axis.name: codes_on(answers, line) for axis, line in zip(axes, crossing, strict=True)}
    return kept, table(Shape(tuple(axes)), codes)


def _kept(axis: Axis, line: Line) -> Stored:
    options = [{"key": key, "label": dict(label)} for key, label in line.options.items()]
    return {
        "name": axis.name,
        "part": line.part,
        "question": dict(line.title),
        "label": dict(line.label),
        "options": options,
        "complete": axis.complete,
        "several": asdict(axis.several) if axis.several else None,
    }


def stored(shape: Stored, released: Released) -> Stored:
    """A table as it is kept: its axes, and its counts with totals, -1 where hidden."""
    return {**shape, "shown": released.shown.tolist()}


def released(kept: Stored) -> Released:
    """A table that was kept, for the attack."""
    axes = tuple(
        Axis(
            one["name"],
            tuple(option["key"] for option in one["options"]),
            one["complete"],
            _several_kept(one["several"]),
        )
        for one in kept["axes"]
    )
    return Released(Shape(axes), np.array(kept["shown"], dtype=np.int64))


def _several_kept(kept: Stored | None) -> Several | None:
    return None if kept is None else Several(**{**kept, "alone": tuple(kept["alone"])})


def _axis(answers: Answers, line: Line) -> Axis:
    complete = _is_put_to_all(answers.form, line.key)
    several = _several(answers, line.key) if line.several else None
    return Axis(line.name, tuple(line.options), complete, several)


def _several(answers: Answers, key: str) -> Several | None:
    """The rules of a several-choice question under all versions that were answered; None where
    they had not the same choices: who answered one was then not asked all."""
    fields = [field for field in answers.asked_as(key) if isinstance(field, ChoicesField)]
    first = fields[0]
    if any(set(field.keys) != set(first.keys) for field in fields):
        return None
    alone = {
        choice.key
        for choice in first.choices
        if all(one.alone for field in fields for one in field.choices if one.key == choice.key)
    }
    return Several(
        question=key,
        choices=len(first.keys),
        least=min(max(1, field.fewest) for field in fields),
        most=max(min(field.most, len(field.keys)) for field in fields),
        alone=tuple(sorted(f"{key}.{choice}" for choice in alone)),
    )


def _is_put_to_all(form: CompiledForm, key: str) -> bool:
    """Whether everybody must have answered it: the totals of others then tell its own."""
    node = form.nodes[key]
    assert node.field is not None
    around = [node, form.nodes[node.parent], form.nodes[node.page]]
    leaps = any(page.leaps for page in form.pages)
    return node.field.required and not leaps and all(one.show is None for one in around)
