"""Conditions that look at questions of a later page: there, nobody has answered them yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.expressions.tree import Tree, references
from parvis.offer.forms.fields.choosing import ChoosingField


@dataclass(frozen=True, slots=True)
class Ahead:
    """The property `about` of the part `key` looks at the question `asks`, of a later page."""

    key: str
    about: str
    asks: str


def asked_later(form: CompiledForm) -> Iterator[Ahead]:
    """Every such condition, in order."""
    order = {page.key: at for at, page in enumerate(form.pages)}
    for node in form.nodes.values():
        for about, keys in _looks_at(node):
            for key in sorted(_typed(form, keys)):
                if order[form.nodes[key].page] > order[node.page]:
                    yield Ahead(node.key, about, key)


def _looks_at(node: Node) -> Iterator[tuple[str, set[str]]]:
    yield "show", _keys(node.show)
    yield "required_when", _keys(node.required_when)
    yield "constraint", _keys(node.constraint)
    for number, leap in enumerate(node.leaps):
        yield f"skip.{number}", _keys(leap.when)
    if isinstance(node.field, ChoosingField) and node.field.depends_on:
        yield "depends_on", {node.field.depends_on}


def _keys(tree: Tree | None) -> set[str]:
    return {key for _block, key in references(tree)} if tree is not None else set()


def _typed(form: CompiledForm, keys: set[str]) -> set[str]:
    """The parts themselves; of a value worked out, what it is worked out from."""
    found: set[str] = set()
    for key in keys & form.nodes.keys():
        compute = form.nodes[key].compute
        found |= {key} if compute is None else _typed(form, _keys(compute))
    return found
