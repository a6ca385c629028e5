"""Conditions as rows: "the question … is …", all of them or one of them; and the expression that
says the same. What is beyond rows stays an expression that a person writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.tree import (
    COMPARISONS,
    ExpressionError,
    Field,
    Number,
    Operation,
    Text,
    Tree,
    operation,
)
from parvis.offer.forms.expressions.types import Kind
from parvis.offer.forms.expressions.write import write

Joined = Literal["and", "or"]
MOST_ROWS = 8
_ANSWERED = ("answered", "unanswered")
# What can be asked of each kind of answer; the first one with a value is proposed first.
TESTS: dict[Kind, tuple[str, ...]] = {
    Kind.FLAG: ("yes", "no", *_ANSWERED),
    Kind.CHOICE: ("chosen", "not_chosen", *_ANSWERED),
    Kind.CHOICES: ("chosen", "not_chosen", *_ANSWERED),
    Kind.NUMBER: ("=", "!=", "<", "<=", ">", ">=", *_ANSWERED),
    Kind.DATE: ("=", "<", "<=", ">", ">=", *_ANSWERED),
    Kind.TIME: ("<", "<=", ">", ">=", *_ANSWERED),
    Kind.TEXT: ("contains", *_ANSWERED),
    Kind.OTHER: _ANSWERED,
}
WITHOUT_VALUE = frozenset({"yes", "no", *_ANSWERED})


@dataclass(frozen=True, slots=True)
class Row:
    """The answer to `key` stands the `test`, where it has one against `value`."""

    key: str
    test: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Conditions of which all must hold ("and"), or one ("or")."""

    rows: tuple[Row, ...] = ()
    joined: Joined = "and"


def written(given: Rows, kinds: dict[str, Kind]) -> str:
    """The expression of rows; "" for none. A row whose value is still missing, or whose test is
    not one of its question's, asks whether the question is answered."""
    trees = [_tree(row, kinds.get(row.key, Kind.OTHER)) for row in given.rows]
    if not trees:
        return ""
    return write(trees[0] if len(trees) == 1 else operation(given.joined, tuple(trees)))


def _tree(row: Row, kind: Kind) -> Tree:
    field = Field(row.key)
    if row.test == "yes":
        return field
    if row.test == "no":
        return operation("not", (field,))
    value = row.value.strip()
    literal = _literal(value, kind)
    if row.test not in TESTS.get(kind, ()) or row.test in _ANSWERED or literal is None:
        asked = operation("answered", (field,))
        return operation("not", (asked,)) if row.test == "unanswered" else asked
    if row.test in COMPARISONS:
        return operation(row.test, (field, literal))
    asked = operation(row.test.removeprefix("not_"), (field, literal))
    return operation("not", (asked,)) if row.test.startswith("not_") else asked


def _literal(value: str, kind: Kind) -> Tree | None:
    if not value:
        return None
    if kind is not Kind.NUMBER:
        return Text(value)
    try:
        number = float(value.replace(",", ".").replace("\N{NO-BREAK SPACE}", ""))
    except ValueError:
        return None
    return operation("-", (Number(-number),)) if number < 0 else Number(number)


def rows_of(expression: str, kinds: dict[str, Kind], *, most: int = MOST_ROWS) -> Rows | None:
    """The rows that say the same as an expression; None when rows can't. Writing them again gives
    the same tree."""
    if not expression.strip():
        return Rows()
    try:
        tree = parse(expression)
    except ExpressionError:
        return None
    joined: Joined = "and"
    atoms: Sequence[Tree] = (tree,)
    if isinstance(tree, Operation) and tree.name in {"and", "or"}:
        joined, atoms = "or" if tree.name == "or" else "and", tree.operands
    rows = [_row(atom, kinds) for atom in atoms]
    found = Rows(tuple(row for row in rows if row), joined)
    if None in rows or len(rows) > most or parse(written(found, kinds)) != tree:
        return None
    return found


def _row(tree: Tree, kinds: dict[str, Kind]) -> Row | None:
    if isinstance(tree, Field):
        return Row(tree.key, "yes") if kinds.get(tree.key) is Kind.FLAG and not tree.block else None
    if not isinstance(tree, Operation):
        return None
    if tree.name == "not":
        return _denied(_row(tree.operands[0], kinds))
    field = tree.operands[0] if tree.operands else None
    if not isinstance(field, Field) or field.block or field.key not in kinds:
        return None
    return _tested(tree, field.key)


def _tested(tree: Operation, key: str) -> Row | None:
    if tree.name == "answered":
        return Row(key, "answered")
    if tree.name in {*COMPARISONS, "chosen", "contains"}:
        value = _said(tree.operands[1])
        return None if value is None else Row(key, tree.name, value)
    return None


def _denied(row: Row | None) -> Row | None:
    opposite = {"yes": "no", "answered": "unanswered", "chosen": "not_chosen"}
    if row is None or row.test not in opposite:
        return None
    return Row(row.key, opposite[row.test], row.value)


def _said(tree: Tree) -> str | None:
    if isinstance(tree, Text):
        return tree.value
    if isinstance(tree, Number):
        return f"{tree.value:g}" if tree.value.is_integer() else repr(tree.value)
    if isinstance(tree, Operation) and tree.name == "-" and len(tree.operands) == 1:
        inner = _said(tree.operands[0])
        return None if inner is None else f"-{inner}"
    return None
