"""A form as what is printed of it, in order: titles, words to read, numbered questions, and where
to go on. Pure: no page is drawn here.

Every item has a `kind` that the template draws, and a heading its `level`, so that a screen reader
finds its way (2 below the title, and so on without a gap).
"""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from parvis.foundation.wording import worded
from parvis.inform.papers.conditions import Conditions
from parvis.inform.papers.spaces import space
from parvis.offer.forms.compiled import END, CompiledForm, Leap, Node
from parvis.offer.forms.definition import Page, Repeat, Section
from parvis.offer.forms.expressions.tree import Flag, Tree
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.agreeing import DeclarationField, TickField
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.forms.fields.untyped import InformationField

Item = dict[str, Any]
MOST_COPIES = 4
# So many questions are asked again on a free sheet, not printed again.
_MOST_REPEATED = 24


class Sheet:
    """What is printed of one form in one language; `filled` the answers known beforehand."""

    def __init__(self, form: CompiledForm, language: str, *, filled: Mapping[str, Any]) -> None:
        self._form = form
        self._language = language
        self._filled = filled
        self._numbers = {node.key: at for at, node in enumerate(self._questions(), start=1)}
        self._conditions = Conditions(form, self._numbers, language)

    @property
    def asks_honour(self) -> bool:
        """Whether something is declared: a declaration on paper is dated and signed."""
        return any(isinstance(node.field, DeclarationField) for node in self._questions())

    def items(self) -> list[Item]:
        """Everything that is printed, in order."""
        return [item for page in self._form.pages if self._is_printed(page)
                for item in self._page(page)]  # fmt: skip

    def _questions(self) -> list[Node]:
        return [
            node
            for node in self._form.fields
            if node.field is not None and node.field.is_typed and self._is_printed(node)
        ]

    def _is_printed(self, node: Node) -> bool:
        """Whether it may ever be shown: it, and what it stands in."""
        if node.show == Flag(False):
            return False
        return node.parent == "" or self._is_printed(self._form.nodes[node.parent])

    def _page(self, node: Node) -> Iterator[Item]:
        page = node.part
        assert isinstance(page, Page)
        title = self._said(page.title)
        level = 2
        if title or self._condition(node):
            yield self._title("page", title or self._part_name(node), page, node, level)
            level = 3
        elif self._said(page.intro):
            yield {"kind": "words", "title": "", "text": self._said(page.intro), "level": level}
        for inside in self._form.inside(node.key):
            if self._is_printed(inside):
                yield from self._item(inside, level)
        yield from self._leaps(node)

    def _item(self, node: Node, level: int) -> Iterator[Item]:
        if isinstance(node.part, Section):
            yield from self._section(node, node.part, level)
        elif isinstance(node.part, Repeat):
            yield from self._repeat(node, node.part, level)
        elif isinstance(node.part, FieldBase):
            yield from self._field(node, node.part, level, self._filled.get(node.key))

    def _section(self, node: Node, section: Section, level: int) -> Iterator[Item]:
        title = self._said(section.title)
        if title or self._said(section.intro) or self._condition(node):
            yield self._title("section", title, section, node, level)
        for inside in self._form.inside(node.key):
            if self._is_printed(inside):
                yield from self._item(inside, level + 1 if title else level)

    def _repeat(self, node: Node, block: Repeat, level: int) -> Iterator[Item]:
        title = self._said(block.title) or self._said(block.each)
        inside = [one for one in self._form.inside(node.key) if self._is_printed(one)]
        copies = max(1, min(block.most, MOST_COPIES, _MOST_REPEATED // max(1, len(inside))))
        yield self._title("section", title, block, node, level)
        rows = self._filled.get(node.key) or []
        deeper = level + 1 if title else level
        of_fields = deeper + 1 if block.most > 1 else deeper
        for copy in range(copies):
            if block.most > 1:
                name = f"{self._said(block.each) or title} {copy + 1}".strip()
                yield {"kind": "copy", "title": name, "level": deeper}
            row = rows[copy] if copy < len(rows) else {}
            for one in inside:
                if isinstance(one.part, FieldBase):
                    yield from self._field(one, one.part, of_fields, row.get(one.key))
        if block.most > copies:
            sentence = gettext(
                "More than %(count)d? Answer the same questions on a sheet of your own, "
                "and write the code of this paper on it."
            )
            yield {"kind": "more", "text": sentence % {"count": copies}}

    def _field(self, node: Node, field: FieldBase, level: int, value: Any) -> Iterator[Item]:
        if isinstance(field, InformationField):
            yield {
                "kind": "words",
                "title": self._said(field.label),
                "text": self._said(field.help),
                "level": level,
                "condition": self._condition(node),
            }
        elif field.is_typed:
            drawn = space(field, self._language, value)
            self._name_groups(field, drawn)
            yield {
                "kind": "question",
                "number": self._numbers[node.key],
                "label": self._said(field.label),
                "level": level,
                "needed": self._needed(node, field),
                "condition": self._condition(node),
                "help": self._said(field.help),
                "why": self._said(field.why),
                "example": self._said(field.example),
                "space": drawn,
                "is_tick": isinstance(field, TickField),
            }

    def _title(
        self, kind: str, title: str, part: Page | Section | Repeat, node: Node, level: int
    ) -> Item:
        return {
            "kind": kind,
            "title": title,
            "intro": self._said(part.intro),
            "condition": self._condition(node),
            "level": level,
        }

    def _condition(self, node: Node) -> str:
        """When it is to be answered; "" for always."""
        if node.show is None or node.show == Flag(True):
            return self._jumped(node)
        said = self._conditions.said(node.show)
        if said is None:
            return gettext("Answer if this concerns you.")
        return gettext("Only if %(condition)s.") % {"condition": said}

    def _jumped(self, node: Node) -> str:
        """For a page that some skip may jump over under a condition that can't be said."""
        if not isinstance(node.part, Page):
            return ""
        keys = [page.key for page in self._form.pages]
        here = keys.index(node.key)
        for page in self._form.pages[:here]:
            for leap in page.leaps:
                end = len(keys) if leap.to == END else keys.index(leap.to)
                if end > here and leap.when is not None and not self._is_said(leap.when):
                    return gettext("Answer if this concerns you.")
        return ""

    def _is_said(self, tree: Tree) -> bool:
        return self._conditions.said(tree) is not None

    def _leaps(self, node: Node) -> Iterator[Item]:
        for leap in node.leaps:
            text = self._leap(leap)
            if text:
                yield {"kind": "leap", "text": text}

    def _leap(self, leap: Leap) -> str:
        where = self._target(leap.to)
        if leap.when is None:
            return gettext("Now go to %(where)s.") % {"where": where}
        said = self._conditions.said(leap.when)
        if said is None:
            return ""
        return gettext("If %(condition)s, go to %(where)s.") % {"condition": said, "where": where}

    def _target(self, page: str) -> str:
        if page == END:
            return gettext("the end of this paper")
        numbers = [
            self._numbers[node.key]
            for node in self._form.fields_of_page(page)
            if node.key in self._numbers
        ]
        if numbers:
            return gettext("question %(number)d") % {"number": numbers[0]}
        return gettext("“%(title)s”") % {"title": self._part_name(self._form.nodes[page])}

    def _part_name(self, node: Node) -> str:
        page = node.part
        assert isinstance(page, Page)
        at = [one.key for one in self._form.pages].index(node.key) + 1
        return self._said(page.title) or gettext("Part %(number)d") % {"number": at}

    def _needed(self, node: Node, field: FieldBase) -> str:
        if field.required:
            return gettext("answer needed")
        if node.required_when is None:
            return ""
        said = self._conditions.said(node.required_when)
        if said is None:
            return gettext("answer needed in some cases")
        return gettext("answer needed if %(condition)s") % {"condition": said}

    def _name_groups(self, field: FieldBase, drawn: dict[str, Any]) -> None:
        """Choices that depend on another question stand under the choice that brings them."""
        if not isinstance(field, ChoosingField) or not field.depends_on:
            return
        above = self._form.nodes[field.depends_on].field
        for group in drawn.get("groups", []):
            if isinstance(above, ChoosingField) and group["title"]:
                sentence = gettext("If you answered “%(answer)s” to question %(number)d:")
                group["title"] = sentence % {
                    "answer": above.said(group["title"], self._language),
                    "number": self._numbers[field.depends_on],
                }

    def _said(self, texts: Mapping[str, str]) -> str:
        return said(texts, self._language)


def said(texts: Mapping[str, str], language: str) -> str:
    """A text in a language; "" where nothing of it would be seen (a heading may not be empty)."""
    text = worded(texts, language)
    return text if any(unicodedata.category(one)[0] not in "CZ" for one in text) else ""
