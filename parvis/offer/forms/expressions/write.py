"""Writes expressions: tree to canonical text."""

from decimal import Decimal

from parvis.offer.forms.expressions.dialects import HIGHEST, OWN, Dialect
from parvis.offer.forms.expressions.tree import (
    COMPARISONS,
    Field,
    Flag,
    Number,
    Operation,
    Text,
    Tree,
)


def write(tree: Tree, dialect: Dialect = OWN) -> str:
    """The one way to write it: no parenthesis too many, `parse(write(tree)) == tree`.

    In another dialect, the tree has that dialect's names of operations. Raises ValueError for a
    text that the dialect can't write.
    """
    return _written(tree, 0, dialect)


def _written(tree: Tree, level: int, dialect: Dialect) -> str:
    """As an operand of something that binds at `level`: in parentheses if it binds looser."""
    own, text = _plain(tree, dialect)
    return f"({text})" if own < level else text


def _plain(tree: Tree, dialect: Dialect) -> tuple[int, str]:
    """How tightly the outermost operation binds, and the text."""
    if not isinstance(tree, Operation):
        return HIGHEST + 1, _leaf(tree, dialect)
    name, operands = tree.name, tree.operands
    if name == "-" and len(operands) == 1:
        return HIGHEST, "-" + _written(operands[0], HIGHEST, dialect)
    if name == "not" and dialect.not_level is not None:
        return dialect.not_level, "not " + _written(operands[0], dialect.not_level, dialect)
    if name in dialect.levels:
        return dialect.levels[name], _row(name, operands, dialect)
    inside = ", ".join(_written(one, 0, dialect) for one in operands)
    return HIGHEST + 1, f"{name}({inside})"


def _leaf(tree: Number | Text | Flag | Field, dialect: Dialect) -> str:
    match tree:
        case Number(value):
            return number(value)
        case Text(value):
            return dialect.write_text(value)
        case Flag(value):
            return "yes" if value else "no"
    return dialect.write_field(tree)


def _row(name: str, operands: tuple[Tree, ...], dialect: Dialect) -> str:
    """Operands with their operator between them; the first may bind as tightly as it does."""
    level, first = dialect.levels[name], operands[0]
    joins = name in dialect.joined and getattr(first, "name", "") == name
    loose = level if name not in COMPARISONS and not joins else level + 1
    parts = [_written(first, loose, dialect)]
    parts += [_written(one, level + 1, dialect) for one in operands[1:]]
    return f" {name} ".join(parts)


def number(value: float) -> str:
    """Its shortest digits, without an exponent: 12, 0.1, 100000000000000000000000."""
    digits = format(Decimal(repr(value)), "f")
    return digits.removesuffix(".0")
