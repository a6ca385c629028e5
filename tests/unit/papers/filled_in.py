"""A sheet of paper filled in, and an agent who reads it: each question's boxes and lines, back to
what they would type."""

from collections.abc import Iterator
from typing import Any

from parvis.inform.papers.sheet import Item
from parvis.inform.papers.spaces import Space
from parvis.offer.forms.answers import Answers
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.expressions.tree import Flag
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import NO, YES, ChoosingField, MatrixField
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.places import ADDRESS_PARTS


def printed(form: CompiledForm, items: list[Item]) -> Iterator[tuple[Node, int, Item]]:
    """Each printed question, and the row of its block that it is printed for."""
    asked = [node for node in form.fields if node.field and node.field.is_typed]
    numbered = [node for node in asked if not _is_never(form, node)]
    copies: dict[str, int] = {}
    for item in items:
        if item["kind"] == "question":
            node = numbered[item["number"] - 1]
            yield node, copies.get(node.key, 0), item
            copies[node.key] = copies.get(node.key, 0) + 1


def _is_never(form: CompiledForm, node: Node) -> bool:
    if node.show == Flag(False):
        return True
    return bool(node.parent) and _is_never(form, form.nodes[node.parent])


def answers_on(form: CompiledForm, items: list[Item]) -> Answers:
    """What stands on a sheet, as its questions are read."""
    found: Answers = {}
    for node, at, item in printed(form, items):
        assert node.field is not None
        value = node.field.read(_read(node.field, item["space"]))
        if value is None:
            continue
        row = found
        if node.block:
            rows = found.setdefault(node.block, [])
            rows += [{} for _ in range(at + 1 - len(rows))]
            row = rows[at]
        row[node.key] = value
    return found


def _read(field: FieldBase, space: Space) -> Any:
    if isinstance(field, StoredField):
        return None
    if space["draw"] == "parts":
        return _of_parts(field, space)
    if space["draw"] == "matrix":
        chosen = (
            (row.key, on["chosen"]) for row, on in zip(_rows(field), space["rows"], strict=True)
        )
        return {key: one for key, one in chosen if one}
    if space["draw"] == "ranks":
        assert isinstance(field, ChoosingField)
        ranks = {key: one["written"] for key, one in zip(field.keys, space["items"], strict=True)}
        return sorted((key for key in ranks if ranks[key]), key=lambda key: int(ranks[key]))
    return _ticked(field, space) if space["draw"] == "ticks" else _written(space)


def _written(space: Space) -> Any:
    """What is written, ticked or circled in one place."""
    if space["draw"] == "tick":
        return space["ticked"]
    if space["draw"] == "scale":
        return space["chosen"]
    if space["draw"] in {"lines", "sketch"}:
        return space["written"] or None
    texts = [group["written"] for group in space["groups"]]
    # The first letter of an association's number is printed.
    if not any(texts) or texts == ["W", ""]:
        return None
    if [group["label"] for group in space["groups"]][1:] == ["mois", "année"]:
        return "/".join(texts)
    return (space["between"].strip() or "").join(texts)


def _ticked(field: FieldBase, space: Space) -> Any:
    boxes = [item["ticked"] for group in space["groups"] for item in group["items"]]
    keys = [YES, NO]
    if isinstance(field, ChoosingField):
        unders = {choice.under if field.depends_on else "": 0 for choice in field.choices}
        keys = [
            choice.key
            for under in unders
            for choice in field.choices
            if not field.depends_on or choice.under == under
        ]
    ticked = [key for key, box in zip(keys, boxes, strict=True) if box]
    is_several = type(field).model_fields["kind"].default == "choices"
    return ticked if is_several else (ticked or [None])[0]


def _of_parts(field: FieldBase, space: Space) -> Any:
    names = [row.key for row in _rows(field)]
    if not names:
        names = list(field.parts if isinstance(field, PersonField) else ADDRESS_PARTS)
    found = {}
    for name, part in zip(names, space["parts"], strict=True):
        inner = part["space"]
        value = _ticked(field, inner) if inner["draw"] == "ticks" else _written(inner)
        if name == "born" and value:
            value = "-".join(reversed(value.split("/")))
        if value:
            found[name] = value
    return found or None


def _rows(field: FieldBase) -> Any:
    return field.rows if isinstance(field, MatrixField) else ()
