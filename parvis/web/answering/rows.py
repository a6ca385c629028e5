"""The rows of repeated blocks: those that must be there, and those that a button adds or takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.definition import Repeat

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """The answers with a row more or less, and the path where the person goes on."""

    given: Answers
    focus: str


def filled(form: CompiledForm, given: Mapping[str, Any]) -> Answers:
    """What was given, with as many rows as each block has at least: they are asked at once."""
    found = dict(given)
    for node in form.blocks:
        rows = found.get(node.key) or []
        if (
            isinstance(node.part, Repeat)
            and isinstance(rows, list)
            and len(rows) < node.part.fewest
        ):
            found[node.key] = [*rows, *({} for _ in range(len(rows), node.part.fewest))]
    return found


def changed(form: CompiledForm, given: Mapping[str, Any], wish: str) -> Changed | None:
    """What the button `wish` does to a block: "more-children", "less-children-0" (from 0); None
    for any other button, or a block that the form does not have."""
    verb, _, what = wish.partition("-")
    if verb == "more":
        return _more(form, given, what)
    block, _, number = what.rpartition("-")
    return _less(form, given, block, number) if verb == "less" else None


def _more(form: CompiledForm, given: Mapping[str, Any], block: str) -> Changed | None:
    part = _block(form, block)
    if part is None:
        return None
    rows = list(filled(form, given).get(block) or ())
    if len(rows) < part.most:
        rows.append({})
    return Changed({**given, block: rows}, f"{block}.{len(rows) - 1}")


def _less(form: CompiledForm, given: Mapping[str, Any], block: str, number: str) -> Changed | None:
    if _block(form, block) is None:
        return None
    rows = list(given.get(block) or ())
    if number.isdecimal() and int(number) < len(rows):
        del rows[int(number)]
    return Changed({**given, block: rows}, block)


def _block(form: CompiledForm, key: str) -> Repeat | None:
    node = form.nodes.get(key)
    return node.part if node is not None and isinstance(node.part, Repeat) else None
