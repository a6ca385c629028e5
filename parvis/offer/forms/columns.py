"""A whole form as one row of typed columns, for exports, analysis and sheets of data.

A block of up to `most` rows has a column that counts them, named as the block, then those of each
row, numbered: `children`, `children_1_age`, `children_2_age`. Where two names would be the same,
the later one gets a number at its end. The open columns are those that leave without telling who
answered: nothing personal or sensitive, nor anything worked out from what doesn't leave as it is;
numbers in classes (`Column.in_classes`), days as months, hours without their minutes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms.answers import Answers
from parvis.offer.forms.compiled import CompiledForm, Node, once
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.expressions.tree import references
from parvis.offer.forms.fields import Column, FieldBase
from parvis.offer.forms.fields.untyped import ComputedField


@dataclass(frozen=True, slots=True)
class _Place:
    """Where columns stand: a question, in a block's row `at` when it is in one; or, without a
    question, the count of a block's rows."""

    block: Node | None
    at: int
    field: FieldBase | None


@once
def columns(form: CompiledForm) -> tuple[Column, ...]:
    """Every column, in the order of the form."""
    return _unique(
        column
        for place in _places(form)
        for column in _named(place, place.field.columns() if place.field else _count(place))
    )


@once
def are_public(form: CompiledForm) -> tuple[bool, ...]:
    """For each column, whether its question is: neither personal nor sensitive."""
    return tuple(
        place.field is None or place.field.privacy == "public"
        for place in _places(form)
        for _ in (place.field.columns() if place.field else _count(place))
    )


def row(form: CompiledForm, answers: Answers) -> list[Any]:
    """What was read of one person's answers (`Reading.answers`), a cell for each column."""
    return row_reader(form)(answers)


def open_columns(form: CompiledForm) -> tuple[Column, ...]:
    """The columns that may leave without naming anybody."""
    return _unique(
        column
        for place in _open_places(form)
        for column in _named(place, place.field.open_columns() if place.field else _open(place))
    )


def open_row(form: CompiledForm, answers: Answers) -> list[Any]:
    """A person's answers as cells of `open_columns`."""
    return row_reader(form, openly=True)(answers)


def row_reader(form: CompiledForm, *, openly: bool = False) -> Callable[[Answers], list[Any]]:
    """What makes a row of each person's answers, as `row` or as `open_row`: where its columns stand
    is found once for all of them."""
    if openly:
        leaving = list(_open_places(form))
        return lambda answers: _cells(leaving, answers, lambda one, value: one.open_cells(value))
    every = _places(form)
    return lambda answers: _cells(every, answers, lambda one, value: one.cells(value))


def by_question(form: CompiledForm) -> dict[str, list[list[Column]]]:
    """The columns of each question by its key: those of each row of its block, one list alone
    outside of blocks."""
    every = iter(columns(form))
    found: dict[str, list[list[Column]]] = {}
    for place in _places(form):
        if place.field is None:
            next(every)
            continue
        width = len(place.field.columns())
        found.setdefault(place.field.key, []).append([next(every) for _ in range(width)])
    return found


def answers_of(form: CompiledForm, cells: Mapping[str, Any]) -> Answers:
    """What cells by their column's name say, for `read_answers`: the way back from `row`. A blank
    cell is no answer, and a name that isn't there either; files are not carried."""
    given: Answers = {}
    for place, names in _named_places(form):
        found = [_plain(cells.get(name)) for name in names]
        if place.field is None:
            assert place.block is not None
            rows = _counted(found[0], place.block)
            given[place.block.key] = [{} for _ in range(rows)]
            continue
        value = place.field.of_cells(found) if any(cell is not None for cell in found) else None
        if value is not None:
            _row_of(given, place)[place.field.key] = value
    return {key: value for key, value in given.items() if value != []}


@once
def _named_places(form: CompiledForm) -> list[tuple[_Place, list[str]]]:
    """Where columns stand, with their names."""
    names = iter([column.name for column in columns(form)])
    return [
        (place, [next(names) for _ in (place.field.columns() if place.field else _count(place))])
        for place in _places(form)
    ]


def _row_of(given: Answers, place: _Place) -> Answers:
    """The answers among which a value goes; rows that nobody counted are added."""
    if place.block is None:
        return given
    rows: list[Answers] = given[place.block.key]
    rows += [{} for _ in range(place.at + 1 - len(rows))]
    return rows[place.at]


def _counted(cell: Any, block: Node) -> int:
    """The rows that a sheet counts, none when it counts none or too many to be laid out."""
    assert isinstance(block.part, Repeat)
    try:
        count = int(float(cell))
    except (TypeError, ValueError, OverflowError):
        return 0
    return count if 0 <= count <= block.part.most else 0


def _plain(cell: Any) -> Any:
    """A cell as a value of JSON: a sheet's days and hours as their texts, a blank as none."""
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return None if isinstance(cell, str) and not cell.strip() else cell


def _cells(
    places: Iterable[_Place], answers: Answers, cells: Callable[[FieldBase, Any], list[Any]]
) -> list[Any]:
    found: list[Any] = []
    for place in places:
        rows = answers.get(place.block.key, []) if place.block else [answers]
        if place.field is None:
            found.append(len(rows) or None)
            continue
        here = rows[place.at] if place.at < len(rows) else {}
        found += cells(place.field, here.get(place.field.key))
    return found


@once
def _places(form: CompiledForm) -> list[_Place]:
    """Everything that has columns, in order."""
    return list(_each_place(form))


def _each_place(form: CompiledForm) -> Iterator[_Place]:
    for node in form.nodes.values():
        if isinstance(node.part, Repeat):
            yield _Place(node, 0, None)
            inside = [one.field for one in form.inside(node.key) if one.field is not None]
            for at in range(node.part.most):
                yield from (_Place(node, at, field) for field in inside)
        elif node.field is not None and not node.block:
            yield _Place(None, 0, node.field)


def _open_places(form: CompiledForm) -> Iterator[_Place]:
    leaving = {node.key for node in form.fields if _leaves(form, node)}
    blocks = {form.nodes[key].block for key in leaving}
    for place in _places(form):
        if place.field is None:
            if place.block is not None and place.block.key in blocks:
                yield place
        elif place.field.key in leaving:
            yield place


def _leaves(form: CompiledForm, node: Node) -> bool:
    """Whether anything of a question leaves openly."""
    if node.field is None or not node.field.open_columns():
        return False
    return not isinstance(node.field, ComputedField) or _leaves_whole(form, node)


def _leaves_whole(form: CompiledForm, node: Node) -> bool:
    """Whether a question leaves as it was answered; a value worked out, all that it is made of."""
    if node.field is None:
        return True
    if node.field.open_columns() != node.field.columns():
        return False
    read = references(node.compute) if node.compute else set()
    return all(_leaves_whole(form, form.nodes[key]) for _block, key in read if key in form.nodes)


def _count(place: _Place) -> list[Column]:
    assert place.block is not None
    assert isinstance(place.block.part, Repeat)
    return [Column(place.block.key, "integer", place.block.part.title)]


def _open(place: _Place) -> list[Column]:
    """The count of a block's rows, in classes: a family of nine is one."""
    return [replace(column, in_classes=True) for column in _count(place)]


def _named(place: _Place, found: list[Column]) -> Iterator[Column]:
    """Columns under the name and the label of the row that they stand in."""
    if place.block is None or place.field is None:
        yield from found
        return
    assert isinstance(place.block.part, Repeat)
    each = place.block.part.each or place.block.part.title
    for column in found:
        label = {
            language: f"{worded(each, language)} {place.at + 1} · {text}"
            for language, text in column.label.items()
        }
        name = f"{place.block.key}_{place.at + 1}_{column.name}"
        yield replace(column, name=name, label=label)


def _unique(found: Iterator[Column]) -> tuple[Column, ...]:
    """Columns with a name of their own, whatever keys and their suffixes come to."""
    named: dict[str, Column] = {}
    for column in found:
        name, number = column.name, 1
        while name in named:
            number += 1
            name = f"{column.name}_{number}"
        named[name] = replace(column, name=name)
    return tuple(named.values())
