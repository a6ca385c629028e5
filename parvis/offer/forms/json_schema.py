"""The answers to a form as JSON Schema 2020-12: what `read_strictly` accepts, no more and no less.

A question that isn't asked may not be answered, one that is needed must be: where it depends on
other answers, by `if`, `then` and `else`. What the language can't say (sums, days, rows compared
with what stands outside them) stands under one keyword that plain validators pass over:

    "x-parvis": {"values": [{"about": key, "tree": tree}], "rules": [{"about", "is", "when"}]}

`values` are worked out first, in order, and are then seen under their keys as answers are: whether
a page is shown, and what is computed. A rule then says that what it is about (`age`, or
`children.age` for each row) is `missing` when it is not answered, `not_asked` or `refused` when it
is, if `when` holds. Trees are the nested lists of `expressions.tree.to_json`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.expressions.to_schema import to_schema
from parvis.offer.forms.expressions.tree import Field, Operation, Text, Tree, references, to_json
from parvis.offer.forms.fields.base import FieldBase, JsonSchema, Texts
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.offer.forms.reaching import both, passing_over

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYWORD = "x-parvis"
_NEVER: JsonSchema = {"not": {}}


def answers_schema(form: CompiledForm) -> JsonSchema:
    """The JSON Schema of the answers to a form, blocks as lists of rows, titles in French."""
    return _Schema(form).whole()


@dataclass
class _Object:
    """An object under way: the answers, or a block's row."""

    properties: dict[str, JsonSchema] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    rules: list[JsonSchema] = field(default_factory=list)

    def schema(self) -> JsonSchema:
        found: JsonSchema = {
            "type": "object",
            "properties": self.properties,
            "additionalProperties": False,
        }
        found |= {"required": self.required} if self.required else {}
        return found | ({"allOf": self.rules} if self.rules else {})


class _Schema:
    """One schema under way."""

    def __init__(self, form: CompiledForm) -> None:
        self.form = form
        self.root = _Object()
        self.rows = {block.key: _Object() for block in form.blocks}
        self.defs: dict[str, JsonSchema] = {}
        # What plain JSON Schema can't say.
        self.unsaid: list[JsonSchema] = []
        self.pages: dict[str, JsonSchema | None] = {}
        self.computed = {n.key for n in form.fields if isinstance(n.field, ComputedField)}

    def whole(self) -> JsonSchema:
        for node in self.form.nodes.values():
            if node.field is not None:
                if node.field.is_typed:
                    self._question(node, node.field)
            elif isinstance(node.part, Repeat):
                self._block(node, node.part)
            elif node.parent:
                self._hidden(node.show, _keys(self.form.inside(node.key)))
            else:
                self._page(node)
        for key, rows in self.rows.items():
            self.root.properties[key]["items"] = rows.schema()
        definition = self.form.definition
        found = {"$schema": DIALECT, **_described(definition.title, definition.intro)}
        found |= self.root.schema()
        found |= {"$defs": self.defs} if self.defs else {}
        return found | (self._beyond() if self.unsaid else {})

    # Parts.

    def _page(self, node: Node) -> None:
        parts = [self._said(node.show)]
        for page, number in passing_over(self.form, node):
            taken = self._leap(page, number)
            parts.append(None if taken is None else {"not": taken})
        self.pages[node.key] = shown = self._defined(f"shown-{node.key}", _all(parts))
        keys = [one.key for one in self.form.nodes.values() if one.page == node.key]
        inside = _keys([self.form.nodes[key] for key in keys if not self.form.nodes[key].block])
        if shown is None:
            self._unsay(inside, "not_asked", Operation("not", (Field(node.key),)))
        elif shown and inside:
            self.root.rules.append({"if": shown, "else": _without(inside)})

    def _leap(self, page: Node, number: int) -> JsonSchema | None:
        """That one goes from a page by its leap of that number."""
        name = f"leap-{page.key}-{number + 1}"
        if name in self.defs:
            return {"$ref": f"#/$defs/{name}"}
        earlier = [self._said(leap.when) for leap in page.leaps[:number]]
        parts = [self.pages[page.key], self._said(page.leaps[number].when)]
        return self._defined(name, _all([*parts, *map(_not, earlier)]))

    def _defined(self, name: str, schema: JsonSchema | None) -> JsonSchema | None:
        """A schema under a name, so that it is written once."""
        if not schema:
            return schema
        self.defs[name] = schema
        return {"$ref": f"#/$defs/{name}"}

    def _block(self, node: Node, block: Repeat) -> None:
        rows = {"type": "array", "minItems": block.fewest, "maxItems": block.most}
        self.root.properties[node.key] = {**_described(block.title, block.intro), **rows}
        self._hidden(node.show, [node.key])
        if block.fewest:
            self._needed(node, None)

    def _question(self, node: Node, question: FieldBase) -> None:
        here = self.rows[node.block] if node.block else self.root
        schema = self._shared(question, question.json_schema())
        here.properties[node.key] = {**_described(question.label, question.help), **schema}
        self._hidden(node.show, [node.key], node.block)
        if question.required:
            self._needed(node, None)
        elif node.required_when is not None:
            self._needed(node, node.required_when)
        if node.constraint is not None:
            self._held(node, node.constraint)
        if isinstance(question, ChoosingField) and question.depends_on:
            self._offered(node, question)

    def _shared(self, question: FieldBase, schema: JsonSchema) -> JsonSchema:
        """With a shared list of choices by its name."""
        if not isinstance(question, ChoosingField) or not question.choices_from:
            return schema
        name, keys = f"list-{question.choices_from}", {"enum": question.keys}
        if question.choices:
            self.defs[name] = keys
        return _replaced(schema, keys, {"$ref": f"#/$defs/{name}"}) if question.choices else schema

    # Rules.

    def _hidden(self, show: Tree | None, keys: list[str], block: str = "") -> None:
        """Without these, unless a condition holds."""
        if show is None or not keys:
            return
        place, said = self._placed(show, block)
        if said is None:
            self._unsay(keys, "not_asked", Operation("not", (show,)), block)
        elif said:
            place.append({"if": said, "else": self._wrapped(_without(keys), place, block)})

    def _needed(self, node: Node, when: Tree | None) -> None:
        """With an answer, when the question is shown and `when` holds."""
        # A row is there only where its block is shown.
        around = [] if node.block else self._around(node)
        whole = both(*around, node.show, when)
        page = None if node.block else self.pages[node.page]
        place, said = self._placed(whole, node.block)
        if said is not None and (node.block or page is not None):
            said = _all([said, page or {}]) or {}
            needed = self._wrapped({"required": [node.key]}, place, node.block)
            if said:
                place.append({"if": said, "then": needed})
            elif node.block:
                self.rows[node.block].required.append(node.key)
            else:
                self.root.required.append(node.key)
            return
        shown = None if node.block or page == {} else Field(node.page)
        self._unsay([node.key], "missing", both(shown, whole), node.block)

    def _held(self, node: Node, constraint: Tree) -> None:
        """An answer that keeps to its rule."""
        place, said = self._placed(constraint, node.block)
        if said is None or (node.block and place is self.root.rules):
            self._unsay([node.key], "refused", Operation("not", (constraint,)), node.block)
        elif said:
            place.append({"if": {"required": [node.key]}, "then": said})

    def _offered(self, node: Node, question: ChoosingField) -> None:
        """Choices under what was chosen in the question above, and no others."""
        unders: dict[str, set[str]] = {}
        for choice in question.choices:
            unders.setdefault(choice.key, set()).add(choice.under)
        groups: dict[frozenset[str], list[str]] = {}
        for key, places in unders.items():
            groups.setdefault(frozenset(places), []).append(key)
        above = self.form.nodes.get(question.depends_on)
        in_row = node.block and above is not None and above.block == node.block
        place = self.rows[node.block].rules if in_row else self.root.rules
        for chosen_above, keys in groups.items():
            chosen = {"enum": sorted(chosen_above)}
            listed = {"type": "array", "contains": chosen}
            either = {"properties": {question.depends_on: {"anyOf": [chosen, listed]}}}
            without = {"properties": {node.key: _no_choice(question, keys)}}
            refused = self._wrapped(without, place, node.block)
            place.append({"if": {"required": [question.depends_on], **either}, "else": refused})

    def _placed(self, tree: Tree | None, block: str) -> tuple[list[JsonSchema], JsonSchema | None]:
        """Where a condition is looked at, in the row or outside, and what says it there."""
        if not block:
            return self.root.rules, self._said(tree)
        inside = {node.key for node in self.form.inside(block)}
        read = references(tree) if tree is not None else set()
        if any(key in inside and at is None for at, key in read) or not read:
            return self.rows[block].rules, self._said(tree, block)
        return self.root.rules, self._said(tree)

    def _wrapped(self, schema: JsonSchema, place: list[JsonSchema], block: str) -> JsonSchema:
        """What is said of a row, said from where its condition is looked at."""
        if not block or place is not self.root.rules:
            return schema
        return {"properties": {block: {"items": schema}}}

    def _around(self, node: Node) -> list[Tree | None]:
        return [self.form.nodes[node.parent].show] if node.parent != node.page else []

    def _said(self, tree: Tree | None, block: str = "") -> JsonSchema | None:
        """A condition as a schema; {} for always, None for what can't be said."""
        if tree is None:
            return {}
        if any(key in self.computed for _block, key in references(tree)):
            return None
        names = self.form.names
        return to_schema(tree, names.within(block) if block else names)

    # What can't be said.

    def _unsay(self, keys: list[str], what: str, when: Tree | None, block: str = "") -> None:
        for key in keys:
            about = f"{block}.{key}" if block else key
            self.unsaid.append(
                {"about": about, "is": what, "when": True if when is None else to_json(when)}
            )

    def _beyond(self) -> JsonSchema:
        """The keyword for our own readers, with everything that its rules may read."""
        values = []
        for key in self.form.order:
            node = self.form.nodes.get(key)
            if node is None:
                continue
            if not node.parent:
                values.append({"about": key, "tree": to_json(self._is_shown(node))})
            elif isinstance(node.field, ComputedField) and node.compute is not None:
                around = [None if node.block else Field(node.page), *self._around(node)]
                shown = both(*(around if not node.block else ()), node.show)
                worth = Operation("if", (shown, node.compute, Text(""))) if shown else node.compute
                about = f"{node.block}.{key}" if node.block else key
                values.append({"about": about, "tree": to_json(worth)})
        return {KEYWORD: {"values": values, "rules": self.unsaid}}

    def _is_shown(self, page: Node) -> Tree:
        """When a page is shown, given the same of those before it."""
        taken = []
        for before, number in passing_over(self.form, page):
            earlier = [_denied(leap.when) for leap in before.leaps[:number]]
            gone = both(Field(before.key), *earlier, before.leaps[number].when)
            taken.append(_denied(gone))
        return both(*taken, page.show) or Operation("not", (Text(""),))


def _denied(tree: Tree | None) -> Tree:
    """That a condition does not hold, where None always does."""
    return Operation("not", (Operation("not", (Text(""),)) if tree is None else tree,))


def _all(parts: list[JsonSchema | None]) -> JsonSchema | None:
    """That all of these hold; {} for always, None when one can't be said."""
    if None in parts:
        return None
    held = [one for one in parts if one]
    return {"allOf": held} if len(held) > 1 else held[0] if held else {}


def _not(schema: JsonSchema | None) -> JsonSchema | None:
    return None if schema is None else {"not": schema}


def _without(keys: list[str]) -> JsonSchema:
    return {"properties": dict.fromkeys(keys, False)}


def _keys(nodes: list[Node]) -> list[str]:
    """The questions among some parts that a program may answer, and the blocks."""
    return [
        node.key
        for node in nodes
        if isinstance(node.part, Repeat) or (node.field is not None and node.field.is_typed)
    ]


def _no_choice(question: ChoosingField, keys: list[str]) -> JsonSchema:
    """An answer with none of these choices."""
    none: JsonSchema = {"not": {"enum": keys}}
    if isinstance(question, MatrixField):
        return {"additionalProperties": none}
    return {**none, "items": none}


def _described(title: Texts, description: Texts) -> dict[str, Any]:
    found = {"title": worded(title, "fr"), "description": worded(description, "fr")}
    return {name: text for name, text in found.items() if text}


def _replaced(schema: Any, part: Mapping[str, Any], by: JsonSchema) -> Any:
    if schema == part:
        return by
    if isinstance(schema, dict):
        return {name: _replaced(one, part, by) for name, one in schema.items()}
    return schema
