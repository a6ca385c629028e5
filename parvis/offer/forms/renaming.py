"""Other keys for parts of a form, everywhere they are named: a copy has its own, and its conditions
speak of the copy."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parvis.offer.forms.definition import Definition, read_definition, write_definition
from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.tree import ExpressionError, Field, Operation, Tree
from parvis.offer.forms.expressions.write import write

EXPRESSIONS = ("show", "required_when", "constraint", "compute", "when")


def renamed(definition: Definition, keys: Mapping[str, str]) -> Definition:
    """The definition with `keys`: old to new."""
    data = write_definition(definition)
    for page in data["pages"]:
        rename_part(page, keys)
        for skip in page.get("skip", ()):
            _rename_expressions(skip, keys)
            skip["to"] = keys.get(skip["to"], skip["to"])
    return read_definition(data)


def rename_part(part: dict[str, Any], keys: Mapping[str, str]) -> None:
    """The same in one part as JSON, and in what is inside."""
    part["key"] = keys.get(part["key"], part["key"])
    _rename_expressions(part, keys)
    if part.get("depends_on"):
        part["depends_on"] = keys.get(part["depends_on"], part["depends_on"])
    for item in part.get("items", ()):
        rename_part(item, keys)


def _rename_expressions(data: dict[str, Any], keys: Mapping[str, str]) -> None:
    for name in EXPRESSIONS:
        if data.get(name):
            data[name] = in_expression(data[name], keys)


def in_expression(text: str, keys: Mapping[str, str]) -> str:
    """An expression with other keys; one that can't be read stays as it was typed."""
    try:
        tree = parse(text)
    except ExpressionError:
        return text
    changed = _in_tree(tree, keys)
    return text if changed == tree else write(changed)


def _in_tree(tree: Tree, keys: Mapping[str, str]) -> Tree:
    if isinstance(tree, Field):
        block = keys.get(tree.block, tree.block) if tree.block else None
        return replace(tree, key=keys.get(tree.key, tree.key), block=block)
    if isinstance(tree, Operation):
        return replace(tree, operands=tuple(_in_tree(one, keys) for one in tree.operands))
    return tree
