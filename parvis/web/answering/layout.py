"""A page of a form as its template draws it: its questions, their sections, the rows of blocks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms.answers import Reading, path
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Repeat, Section
from parvis.offer.forms.expressions.evaluate import Scope, is_met
from parvis.offer.forms.fields import Wrong
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.web.answering.components import component, name_of
from parvis.web.answering.shapes import Asked, Component, Places
from parvis.web.answering.wrong import sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a block: what it is called, its questions."""

    number: int
    called: str
    items: list[Component]
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Questions under one title (a section, a page among others), or a block with its `rows`.
    `may_add` another row."""

    key: str
    name: str
    title: str
    intro: str
    is_hidden: bool
    items: "list[Component | Part]"
    is_block: bool = False
    each: str = ""
    rows: tuple[Row, ...] = ()
    may_add: bool = False
    problem: str = ""
    is_part: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a page is drawn: `wrong` by path, `new` the paths that were not asked before, `added`
    the row that was just added."""

    form: CompiledForm
    reading: Reading
    today: date
    language: str
    places: Places
    wrong: Mapping[str, Wrong]
    new: Collection[str] = ()
    added: str = ""

    def page(self, key: str) -> list[Component | Part]:
        """What stands on a page, in order."""
        return [self._item(node) for node in self.form.inside(key) if not is_secret(node)]

    def _item(self, node: Node) -> Component | Part:
        if isinstance(node.part, Repeat):
            return self._block(node, node.part)
        if isinstance(node.part, Section):
            return self._section(node, node.part)
        return self._question(node, None)

    def _section(self, node: Node, section: Section) -> Part:
        return Part(
            key=node.key,
            name=name_of(node.key),
            title=worded(section.title, self.language),
            intro=worded(section.intro, self.language),
            is_hidden=node.key not in self.reading.shown,
            items=[self._question(one, None) for one in self._questions(node)],
        )

    def _block(self, node: Node, block: Repeat) -> Part:
        rows = self.reading.given.get(node.key)
        count = max(len(rows) if isinstance(rows, list) else 0, block.fewest)
        wrong = self.wrong.get(node.key)
        return Part(
            key=node.key,
            name=name_of(node.key),
            title=worded(block.title, self.language),
            intro=worded(block.intro, self.language),
            is_hidden=node.key not in self.reading.shown,
            items=[],
            is_block=True,
            each=called(block, self.language),
            rows=tuple(self._row(node, block, at) for at in range(count)),
            may_add=count < block.most,
            problem=sentence(block, wrong, self.language) if wrong else "",
        )

    def _row(self, node: Node, block: Repeat, at: int) -> Row:
        name = f"{called(block, self.language)} {at + 1}".strip()
        items = [self._question(one, at) for one in self._questions(node)]
        return Row(at, name, items, self.added == f"{node.key}.{at}")

    def _questions(self, node: Node) -> list[Node]:
        return [one for one in self.form.inside(node.key) if not is_secret(one)]

    def _question(self, node: Node, at: int | None) -> Component:
        field = node.field
        if field is None:
            raise TypeError(node.key)
        where = path(node.key, node.block, at)
        given = self._row_given(node, at)
        answers = self._row_answers(node, at)
        value = given.get(node.key) if field.is_typed else answers.get(node.key)
        above = getattr(field, "depends_on", "")
        return component(
            Asked(
                field, where, name_of(where), value, self.language,
                answers.get(above, self.reading.answers.get(above)), self.places,
            ),
            wrong=self.wrong.get(where),
            is_required=self._is_required(node, answers),
            is_hidden=where not in self.reading.shown,
            is_new=where in self.new,
        )  # fmt: skip

    def _is_required(self, node: Node, answers: Mapping[str, Any]) -> bool:
        if node.field is not None and node.field.required:
            return True
        scope = Scope(self.reading.answers, answers if node.block else None)
        return node.required_when is not None and is_met(node.required_when, scope, self.today)

    def _row_given(self, node: Node, at: int | None) -> Mapping[str, Any]:
        return self.reading.given if at is None else _row(self.reading.given, node.block, at)

    def _row_answers(self, node: Node, at: int | None) -> Mapping[str, Any]:
        return self.reading.answers if at is None else _row(self.reading.answers, node.block, at)


def _row(answers: Mapping[str, Any], block: str, at: int) -> Mapping[str, Any]:
    rows = answers.get(block)
    found = rows[at] if isinstance(rows, list) and at < len(rows) else {}
    return found if isinstance(found, Mapping) else {}


def called(block: Repeat, language: str) -> str:
    """What one of a block's rows is called."""
    return worded(block.each, language) or worded(block.title, language)


def is_secret(node: Node) -> bool:
    """Whether a value is worked out without being shown."""
    return isinstance(node.field, ComputedField) and node.field.hidden


def questions_of(items: list[Component | Part]) -> list[Component]:
    """Every question among what stands on a page, those of sections and rows too."""
    found: list[Component] = []
    for item in items:
        if isinstance(item, Part):
            found += questions_of(item.items)
            found += (one for row in item.rows for one in row.items)
        else:
            found.append(item)
    return found


def seen(items: list[Component | Part]) -> str:
    """The blocks and questions that are shown, as the page tells when it is sent."""
    shown = (one.path for one in questions_of(items) if not one.is_hidden)
    return " ".join([*_shown_blocks(items), *shown])


def _shown_blocks(items: list[Component | Part]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Part) and item.is_block and not item.is_hidden:
            yield item.key
        elif isinstance(item, Part):
            yield from _shown_blocks(item.items)
