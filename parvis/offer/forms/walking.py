"""One reading under way: each part of a form after what it waits for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from parvis.foundation.geo import BBox
from parvis.offer.forms.answers import UNKNOWN, Answers, Reading, path
from parvis.offer.forms.compiled import CompiledForm, Node, after
from parvis.offer.forms.definition import Page, Repeat
from parvis.offer.forms.expressions.evaluate import Scope, evaluate, is_met
from parvis.offer.forms.expressions.tree import Tree
from parvis.offer.forms.fields.base import MISSING, NOT_THIS_KIND, FieldBase, Wrong
from parvis.offer.forms.fields.choosing import NOT_A_CHOICE, ChoosingField
from parvis.offer.forms.fields.places import PlaceField
from parvis.offer.forms.fields.untyped import ComputedField


class Walk:
    """Fills a reading in: first what is shown and what counts, then what is missing or refused."""

    def __init__(
        self, form: CompiledForm, reading: Reading, today: date, around: BBox | None
    ) -> None:
        self.form, self.reading, self.today, self.around = form, reading, today, around
        self._pages = {after(page.key): page for page in form.pages}
        # The page that a leap leads to: those before it are passed over.
        self._leaping_to = ""
        self._asked: list[tuple[Node, FieldBase, int | None]] = []

    def through(self) -> None:
        """The whole form."""
        for step in self.form.order:
            self._take(step)
        for node, field, at in self._asked:
            self._settle(node, field, at)

    def _take(self, step: str) -> None:
        if step in self._pages:
            self._end_page(self._pages[step])
            return
        node = self.form.nodes[step]
        if isinstance(node.part, Page):
            self._page(node)
        elif isinstance(node.part, Repeat):
            self._block(node, node.part)
        elif node.field is not None:
            for at in self._rows(node):
                self._field(node, node.field, at)
        elif self._stands(node):
            self.reading.shown.add(node.key)

    def _page(self, node: Node) -> None:
        if self._leaping_to == node.key:
            self._leaping_to = ""
        if not self._leaping_to and self._holds(node.show):
            self.reading.shown.add(node.key)

    def _end_page(self, page: Node) -> None:
        if page.key in self.reading.shown:
            leaps = (leap.to for leap in page.leaps if self._holds(leap.when))
            self._leaping_to = next(leaps, "")

    def _block(self, node: Node, block: Repeat) -> None:
        rows = self.reading.given.get(node.key)
        if not self._stands(node):
            self.reading.unasked += [node.key] if rows is not None else []
            return
        self.reading.shown.add(node.key)
        wrong = _wrong_rows(rows, block)
        if wrong:
            self.reading.wrong[node.key] = wrong
        if rows and wrong != NOT_THIS_KIND:
            # Beyond what a block may hold nothing is looked at: it is refused whatever it says.
            self.reading.answers[node.key] = [{} for _ in rows[: block.most]]
            self._unknown_in_rows(node, rows[: block.most])

    def _unknown_in_rows(self, block: Node, rows: list[Answers]) -> None:
        inside = {n.key for n in self.form.inside(block.key) if n.field and n.field.is_typed}
        for at, row in enumerate(rows):
            for key in row.keys() - inside:
                self.reading.wrong[path(key, block.key, at)] = UNKNOWN

    def _rows(self, node: Node) -> Iterable[int | None]:
        """The rows in which a question stands; outside a block, the form itself."""
        if not node.block:
            return (None,)
        return range(len(self.reading.answers.get(node.block, ())))

    def _field(self, node: Node, field: FieldBase, at: int | None) -> None:
        where, answers = path(node.key, node.block, at), self._answers(node, at)
        value = self._given(node, at)
        if not self._stands(node, at):
            self.reading.unasked += [where] if value is not None and field.is_typed else []
            return
        self.reading.shown.add(where)
        if isinstance(field, ComputedField):
            worked_out = self._worth(node.compute, answers)
            if worked_out is not None:
                answers[node.key] = worked_out
        elif field.is_typed:
            self._asked.append((node, field, at))
            self._judge(where, field, value, answers)

    def _judge(self, where: str, field: FieldBase, value: Any, answers: Answers) -> None:
        if value is None:
            return
        wrong = (
            field.check(value)
            or self._not_offered(field, value, answers)
            or self._elsewhere(field, value)
        )
        if wrong:
            self.reading.wrong[where] = wrong
        else:
            answers[field.key] = value

    def _not_offered(self, field: FieldBase, value: Any, answers: Answers) -> Wrong | None:
        if not isinstance(field, ChoosingField) or not field.depends_on:
            return None
        above = answers.get(field.depends_on, self.reading.answers.get(field.depends_on))
        offered = {choice.key for choice in field.offered(above)}
        chosen = value.values() if isinstance(value, dict) else value
        if isinstance(chosen, str):
            chosen = [chosen]
        return None if set(chosen) <= offered else NOT_A_CHOICE

    def _elsewhere(self, field: FieldBase, value: Any) -> Wrong | None:
        if self.around is None or not isinstance(field, PlaceField):
            return None
        return None if field.lies_in(self.around, value) else Wrong("elsewhere")

    def _settle(self, node: Node, field: FieldBase, at: int | None) -> None:
        """What can be said once everything is worked out: missing, or refused by its rule."""
        where, answers = path(node.key, node.block, at), self._answers(node, at)
        if where in self.reading.wrong:
            return
        if node.key not in answers:
            required = node.required_when is not None and self._holds(node.required_when, answers)
            if field.required or required:
                self.reading.wrong[where] = MISSING
        elif not self._holds(node.constraint, answers):
            self.reading.wrong[where] = Wrong("refused")

    def _stands(self, node: Node, at: int | None = None) -> bool:
        """Whether what is around a part is shown, and its own condition holds."""
        return node.parent in self.reading.shown and self._holds(node.show, self._answers(node, at))

    def _answers(self, node: Node, at: int | None) -> Answers:
        """The answers among which a question's own one stands."""
        row: Answers = self.reading.answers if at is None else self.reading.answers[node.block][at]
        return row

    def _given(self, node: Node, at: int | None) -> Any:
        given = self.reading.given if at is None else self.reading.given[node.block][at]
        return given.get(node.key)

    def _holds(self, condition: Tree | None, row: Answers | None = None) -> bool:
        return condition is None or is_met(condition, self._scope(row), self.today)

    def _worth(self, compute: Tree | None, row: Answers | None) -> Any:
        return None if compute is None else evaluate(compute, self._scope(row), self.today)

    def _scope(self, row: Answers | None) -> Scope:
        return Scope(self.reading.answers, row)


def _wrong_rows(rows: Any, block: Repeat) -> Wrong | None:
    """Why the rows of a block are refused as such."""
    if rows is not None and not isinstance(rows, list):
        return NOT_THIS_KIND
    if not all(isinstance(row, dict) for row in rows or ()):
        return NOT_THIS_KIND
    count = len(rows or ())
    if count < block.fewest:
        return Wrong("too_few_rows", {"fewest": block.fewest})
    return Wrong("too_many_rows", {"most": block.most}) if count > block.most else None
