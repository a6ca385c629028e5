"""How to reach somebody, as their answers tell it: so that what waits is found when they ask to
be forgotten."""

from collections.abc import Iterator
from typing import Any

from parvis.offer.forms.compiled import CompiledForm, Node


def of_answers(form: CompiledForm, given: dict[str, Any]) -> dict[str, list[str]]:
    """The addresses and numbers among the answers, as drafts are searched by them."""
    found: dict[str, list[str]] = {"emails": [], "phones": []}
    for node in form.fields:
        for value in _values(node, given):
            for name, kind in (("emails", "email"), ("phones", "phone")):
                text = value.get(kind) if isinstance(value, dict) else value
                is_kind = isinstance(value, dict) or getattr(node.field, "kind", "") == kind
                if is_kind and isinstance(text, str):
                    found[name].append(text)
    return found


def _values(node: Node, given: dict[str, Any]) -> Iterator[Any]:
    if not node.block:
        yield given.get(node.key)
        return
    for row in given.get(node.block) or ():
        yield row.get(node.key)
