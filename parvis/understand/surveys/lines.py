"""Questions as lines, to be crossed, looked at alone and published: on a line everybody has one
answer at most.

A question of one choice is a line. Each choice of several is one of its own (chosen, not chosen),
and each row of a matrix.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import (
    YES,
    YES_NO,
    ChoiceField,
    ChoicesField,
    MatrixField,
    YesNoField,
)
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.understand.surveys.chosen import codes_of, options_of
from parvis.understand.surveys.counting import NO_ANSWER, Codes
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.reading import Answers

# A line of more options is neither crossed nor published.
MOST_OPTIONS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the question `key`, which asks `title`: `part` is the choice or the row ("" for
    the whole), called `label`. `several`: it is one choice of several, YES where it was chosen."""

    key: str
    part: str
    title: Texts
    label: Texts
    options: Mapping[str, Texts]
    several: bool = False

    @property
    def name(self) -> str:
        return f"{self.key}.{self.part}" if self.part else self.key

    @property
    def told(self) -> Sequence[int]:
        """The options that say something: who did not choose says the same as who did."""
        return [list(self.options).index(YES)] if self.several else range(len(self.options))


def lines(form: CompiledForm) -> dict[str, list[Line]]:
    """The lines of every question that has some, by its key: closed questions, outside of blocks,
    that name nobody."""
    found = {
        node.key: lines_of(node.field)
        for node in form.fields
        if node.field is not None and node.field.privacy == "public" and not node.block
    }
    return {
        key: these
        for key, these in found.items()
        if these and len(these[0].options) <= MOST_OPTIONS
    }


def lines_of(field: FieldBase) -> list[Line]:
    """The lines of a question; none for one that isn't closed."""
    key, title = field.key, field.label
    match field:
        case ChoicesField():
            return [Line(key, one.key, title, one.label, YES_NO, True) for one in field.choices]
        case MatrixField():
            steps = {one.key: one.label for one in field.choices}
            return [Line(key, row.key, title, row.label, steps) for row in field.rows if steps]
        case ChoiceField() | YesNoField() | ScaleField() | TickField():
            options = options_of(field) or {}
            return [Line(key, "", title, {}, options)] if options else []
    return []


def codes_on(answers: Answers, line: Line) -> Codes:
    """Which option of the line each answer is, `NO_ANSWER` where it is none."""
    if not line.part:
        return codes_of(answers, line.key)
    if not line.several:
        return answers.codes(line.key, list(line.options), line.part)
    # YES_NO begins with yes.
    return np.array([NO_ANSWER, 1, 0], dtype=np.int8)[answers.flags(line.key, line.part) + 1]
