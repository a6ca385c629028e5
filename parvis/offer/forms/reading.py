"""Reading a set of answers under a form: what is shown, what is worked out, what is wrong.

What was answered to a question that is hidden now counts as not answered: nothing is worked out
from it, and it is not sent. It stays among what was `given` until then, so that it is there again
when the question comes back.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from parvis.foundation.geo import BBox
from parvis.offer.forms.answers import NOT_ASKED, UNKNOWN, Answers, Reading
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.walking import Walk


def read_answers(
    form: CompiledForm, given: Mapping[str, Any], *, today: date, around: BBox | None = None
) -> Reading:
    """Read a whole set of answers, by the keys of their questions (a block's as a list of rows).
    A place outside of `around`, where that is given, is refused."""
    reading = Reading(_canonical(form, given))
    Walk(form, reading, today, around).through()
    for key in given:
        if not _is_known(form, key):
            reading.wrong[key] = UNKNOWN
    return reading


def read_strictly(
    form: CompiledForm, given: Mapping[str, Any], *, today: date, around: BBox | None = None
) -> Reading:
    """The same for a program's answers, which must answer what is asked and nothing else."""
    reading = read_answers(form, given, today=today, around=around)
    reading.wrong.update(dict.fromkeys(reading.unasked, NOT_ASKED))
    return reading


def _is_known(form: CompiledForm, key: str) -> bool:
    node = form.nodes.get(key)
    return node is not None and (isinstance(node.part, Repeat) or _is_typed(node))


def _is_typed(node: Node) -> bool:
    return node.field is not None and not node.block and node.field.is_typed


def _canonical(form: CompiledForm, given: Mapping[str, Any]) -> Answers:
    """What was given to each question, read; what is unknown or no answer at all left out."""
    read: Answers = {}
    for node in form.fields:
        if _is_typed(node) and node.field is not None:
            value = node.field.read(given.get(node.key))
            if value is not None:
                read[node.key] = value
    for block in form.blocks:
        rows = given.get(block.key)
        if isinstance(rows, list):
            # A block without a row is one that nobody answered.
            if rows:
                read[block.key] = [_canonical_row(form, block.key, row) for row in rows]
        elif rows is not None:
            read[block.key] = rows
    return read


def _canonical_row(form: CompiledForm, block: str, row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    inside = {node.key: node.field for node in form.inside(block) if node.field is not None}
    read = {key: inside[key].read(value) if key in inside else value for key, value in row.items()}
    return {key: value for key, value in read.items() if value is not None}
