"""A definition made ready to be answered: its parts by key, its expressions as trees, and the
order in which what depends on what is worked out. A value worked out is as private as its sources.

Keys are unique in the whole form, whatever they name, so a part is found by its key alone.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeVar, get_args

from parvis.offer.forms.definition import Definition, Page, Repeat, Section
from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.tree import Tree, references
from parvis.offer.forms.expressions.types import Names, Type
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.base import Privacy
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.forms.fields.untyped import ComputedField

Part = Page | Section | Repeat | FieldBase
Found = TypeVar("Found")
# Where a page's skip may lead besides another page.
END = "end"


class Circular(ValueError):
    """Parts wait for each other: `keys`, the last one being the first again."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(" > ".join(keys))
        self.keys = keys


@dataclass(frozen=True, slots=True)
class Leap:
    """After a page, on to the page `to` when `when` holds (None: always)."""

    when: Tree | None
    to: str


@dataclass(frozen=True, slots=True)
class Node:
    """One part of the form where it stands. `parent` is the part around it ("" for a page),
    `block` the repeated block that it stands in ("" outside)."""

    key: str
    part: Part
    page: str
    parent: str = ""
    block: str = ""
    show: Tree | None = None
    required_when: Tree | None = None
    constraint: Tree | None = None
    compute: Tree | None = None
    leaps: tuple[Leap, ...] = ()

    @property
    def field(self) -> FieldBase | None:
        """The field, where the part is one."""
        return self.part if isinstance(self.part, FieldBase) else None


@dataclass(frozen=True)
class CompiledForm:
    """A form ready to be answered. `nodes` are in the order of the pages."""

    definition: Definition
    nodes: Mapping[str, Node]
    order: tuple[str, ...] = field(default=())
    _kept: dict[Callable[..., Any], Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def pages(self) -> list[Node]:
        """The pages, in order."""
        return [node for node in self.nodes.values() if isinstance(node.part, Page)]

    @cached_property
    def fields(self) -> list[Node]:
        """Every question, in order, those in blocks too."""
        return [node for node in self.nodes.values() if node.field is not None]

    @cached_property
    def blocks(self) -> list[Node]:
        """The repeated blocks, in order."""
        return [node for node in self.nodes.values() if isinstance(node.part, Repeat)]

    @cached_property
    def names(self) -> Names:
        """The questions as expressions know them."""
        blocks: dict[str, dict[str, Type]] = {block.key: {} for block in self.blocks}
        fields: dict[str, Type] = {}
        for node in self.fields:
            if node.field is not None and node.field.asks:
                (blocks[node.block] if node.block else fields)[node.key] = node.field.value_type()
        return Names(fields, blocks)

    @cached_property
    def own_times(self) -> dict[int, set[str]]:
        """The questions that say themselves for how many months their answers are kept."""
        found: dict[int, set[str]] = {}
        for node in self.fields:
            if node.field is not None and node.field.retention_months:
                found.setdefault(node.field.retention_months, set()).add(node.key)
        return found

    def inside(self, key: str) -> list[Node]:
        """The parts that stand directly in the part `key`, in order."""
        return [node for node in self.nodes.values() if node.parent == key]

    def fields_of_page(self, key: str) -> list[Node]:
        """The questions of a page, in order."""
        return [node for node in self.fields if node.page == key]

    def with_made_of(self, keys: Collection[str]) -> set[str]:
        """These questions, and the values worked out from them, by whatever way."""
        found = set(keys)
        for key in self.order:
            node = self.nodes.get(key)
            if node is not None and _keys_of(node.compute, self.nodes) & found:
                found.add(key)
        return found


def once(work_out: Callable[[CompiledForm], Found]) -> Callable[[CompiledForm], Found]:
    """What depends on a form alone, worked out the first time and kept with it."""

    @wraps(work_out)
    def known(form: CompiledForm) -> Found:
        kept = form._kept
        if work_out not in kept:
            kept[work_out] = work_out(form)
        found: Found = kept[work_out]
        return found

    return known


def compile_form(definition: Definition) -> CompiledForm:
    """A definition ready to be answered. Raises ExpressionError for an expression that can't be
    read, KeyError for a key that is missing or used twice, Circular."""
    nodes: dict[str, Node] = {}
    for node in _nodes(definition):
        if node.key in nodes:
            raise KeyError(node.key)
        nodes[node.key] = node
    order = _order(nodes)
    return CompiledForm(definition, _as_private(nodes, order), order)


# From what everybody may know to what nearly nobody may.
_PRIVACIES = get_args(Privacy)


def _as_private(nodes: Mapping[str, Node], order: tuple[str, ...]) -> dict[str, Node]:
    """The parts, each value worked out as private as the most private answer that it is made of."""
    found = dict(nodes)
    for key in order:
        node = nodes.get(key)
        if node is None or node.compute is None or node.field is None:
            continue
        sources = [found[one].field for one in _keys_of(node.compute, nodes)]
        classes = [node.field.privacy, *(one.privacy for one in sources if one is not None)]
        privacy = max(classes, key=_PRIVACIES.index)
        found[key] = replace(node, part=node.field.model_copy(update={"privacy": privacy}))
    return found


def _nodes(definition: Definition) -> Iterator[Node]:
    for page in definition.pages:
        leaps = tuple(Leap(tree(skip.when), skip.to) for skip in page.skip)
        yield Node(page.key, page, page.key, show=tree(page.show), leaps=leaps)
        for item in page.items:
            if isinstance(item, FieldBase):
                yield _field_node(definition.resolved(item), page.key, page.key)
                continue
            block = item.key if isinstance(item, Repeat) else ""
            yield Node(item.key, item, page.key, page.key, show=tree(item.show))
            for inner in item.items:
                yield _field_node(definition.resolved(inner), page.key, item.key, block)


def _field_node(part: FieldBase, page: str, parent: str, block: str = "") -> Node:
    return Node(
        part.key,
        part,
        page,
        parent,
        block,
        show=tree(part.show),
        required_when=tree(part.required_when),
        constraint=tree(part.constraint),
        compute=tree(part.compute) if isinstance(part, ComputedField) else None,
    )


def tree(text: str) -> Tree | None:
    """An expression's tree; None for none."""
    return parse(text) if text.strip() else None


def _order(nodes: Mapping[str, Node]) -> tuple[str, ...]:
    """Every part after those that it waits for. A page waits for what is decided when the page
    before it ends, which has a step of its own: `after(page)`."""
    waits: dict[str, set[str]] = {}
    before = ""
    for key, node in nodes.items():
        needed = _keys_of(node.show, nodes) | _keys_of(node.compute, nodes)
        if node.parent:
            needed.add(node.parent)
        if isinstance(node.part, ChoosingField) and node.part.depends_on in nodes:
            needed.add(node.part.depends_on)
        if isinstance(node.part, Page):
            if before:
                needed.add(after(before))
            before = key
            decided = {key}.union(*(_keys_of(leap.when, nodes) for leap in node.leaps))
            waits[after(key)] = decided
        waits[key] = needed
    try:
        return tuple(TopologicalSorter(waits).static_order())
    except CycleError as error:
        raise Circular([key.removesuffix(_AFTER) for key in error.args[1]]) from error


_AFTER = " ends"


def after(page: str) -> str:
    """The step at which it is known where one goes from a page."""
    return f"{page}{_AFTER}"


def _keys_of(expression: Tree | None, nodes: Mapping[str, Node]) -> set[str]:
    """The parts that an expression reads: the fields, and the blocks that they stand in."""
    if expression is None:
        return set()
    named = references(expression)
    keys = {key for _block, key in named if key} | {block for block, _key in named if block}
    return {key for key in keys if key in nodes}
