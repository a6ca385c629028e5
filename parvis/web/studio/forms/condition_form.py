"""A condition on a page: rows of "question, test, answer", or the expression itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from parvis.offer.forms.conditions import (
    MOST_ROWS,
    TESTS,
    WITHOUT_VALUE,
    Joined,
    Row,
    Rows,
    rows_of,
    written,
)
from parvis.offer.forms.definition import Definition, Page, Repeat, Section
from parvis.offer.forms.expressions.types import Kind
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.web.studio.forms.words import TEST_NAMES


@dataclass(frozen=True, slots=True)
class Question:
    """What a condition may ask about: where it is a list, its choices by key."""

    key: str
    label: str
    kind: Kind
    choices: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is shown: which tests its question knows, which answers."""

    name: str
    number: int
    row: Row
    tests: list[tuple[str, str]]
    question: Question | None

    @property
    def takes_value(self) -> bool:
        """Whether some test of its question compares with something."""
        return any(test not in WITHOUT_VALUE for test, _name in self.tests)

    @property
    def input_type(self) -> str:
        """What the box for the answer takes."""
        kinds = {Kind.DATE: "date", Kind.TIME: "time"}
        return kinds.get(self.question.kind, "text") if self.question else "text"


def questions(definition: Definition, part: object) -> list[Question]:
    """The questions that the conditions of a part may ask about: those outside blocks, and in a
    block those of the same row; never its own."""
    language = definition.languages[0]
    found = []
    for page in definition.pages:
        for item in page.items:
            inside = item.items if isinstance(item, (Section, Repeat)) else (item,)
            is_far = isinstance(item, Repeat) and part not in item.items
            if is_far or item is part or page is part:
                continue
            found += [
                _question(definition.resolved(one), language)
                for one in inside
                if one is not part and one.asks
            ]
    return found


def all_questions(definition: Definition) -> list[Question]:
    """Those that a page's way on may follow from: its own too."""
    return questions(definition, Page(key="x"))


def _question(one: FieldBase, language: str) -> Question:
    choices = []
    if isinstance(one, ChoosingField):
        choices = [(choice.key, one.said(choice.key, language)) for choice in one.choices]
    return Question(one.key, one.title(language) or one.key, one.value_type().kind, choices)


class Condition:
    """One condition under `name`. Built from an expression, or from what a page sent."""

    def __init__(
        self,
        name: str,
        expression: str,
        asked: list[Question],
        sent: Mapping[str, str] | None = None,
        *,
        most: int = MOST_ROWS,
    ) -> None:
        self.name, self.asked, self.most = name, asked, most
        self._by_key = {one.key: one for one in asked}
        self._kinds = {one.key: one.kind for one in asked}
        self.stored = expression
        self.text = expression
        if sent is not None and f"{name}-text" in sent:
            self.text = self._sent(sent)
        self.rows = rows_of(self.text, self._kinds, most=most)

    def _sent(self, sent: Mapping[str, str]) -> str:
        """The expression of what was sent: the one that was written by hand where it was changed
        there, else that of the rows."""
        text = sent.get(f"{self.name}-text", "").strip()
        # As it stood on the page: what is stored may have moved on since, by the rows themselves.
        shown = sent.get(f"{self.name}-was", self.stored).strip()
        if text != shown or rows_of(self.stored, self._kinds, most=self.most) is None:
            return text
        dropped = sent.get("drop", "")
        rows = []
        for at in range(self.most + 1):
            key = sent.get(f"{self.name}-{at}-key", "")
            if key in self._kinds and dropped != f"{self.name}-{at}":
                rows.append(self._row(sent, at, key))
        joined: Joined = "or" if sent.get(f"{self.name}-joined") == "or" else "and"
        return written(Rows(tuple(rows), joined), self._kinds)

    def _row(self, sent: Mapping[str, str], at: int, key: str) -> Row:
        test, value = (
            sent.get(f"{self.name}-{at}-test", ""),
            sent.get(f"{self.name}-{at}-value", ""),
        )
        tests = TESTS.get(self._kinds[key], ())
        if test not in tests:
            # The question was just chosen: begin with what is asked of it most.
            test = tests[0] if self._kinds[key] is Kind.FLAG else "answered"
            choices = self._by_key[key].choices
            if choices:
                return Row(key, "chosen", choices[0][0])
        return Row(key, test, value or self._first_value(key))

    def _first_value(self, key: str) -> str:
        choices = self._by_key[key].choices
        return choices[0][0] if choices else ""

    @property
    def is_beyond(self) -> bool:
        """Whether rows can't say it."""
        return self.rows is None

    @property
    def joined(self) -> str:
        return self.rows.joined if self.rows else "and"

    def lines(self) -> list[Line]:
        """The rows, and an empty one to go on with."""
        rows = list(self.rows.rows) if self.rows else []
        if len(rows) < self.most:
            rows.append(Row("", ""))
        return [self._line(at, row) for at, row in enumerate(rows)]

    def _line(self, at: int, row: Row) -> Line:
        question = self._by_key.get(row.key)
        tests = TESTS.get(question.kind, ()) if question else ()
        names = [(test, str(TEST_NAMES[test])) for test in tests]
        return Line(f"{self.name}-{at}", at, row, names, question)

    def said(self) -> str:
        """The condition in words, for the outline."""
        if not self.rows or not self.rows.rows:
            return self.text
        parts = [self._said(row) for row in self.rows.rows]
        return (_(" or ") if self.rows.joined == "or" else _(" and ")).join(parts)

    def _said(self, row: Row) -> str:
        question = self._by_key[row.key]
        value = dict(question.choices).get(row.value, row.value)
        test = TEST_NAMES[row.test]
        return f"{question.label} {test} {value}".strip()
