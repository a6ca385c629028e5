"""A person who goes through a form's pages without scripts, with answers in mind from the start and
files at hand."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date

from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from parvis.offer.forms.answers import Answers, path
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.files import StoredField
from parvis.web.answering import drawing, steps
from parvis.web.answering.carried import SUMMARY
from parvis.web.answering.components import name_of
from parvis.web.answering.steps import Outcome, Shown, Sitting
from tests.support.papers import Paper
from tests.support.pencil import typed
from tests.support.plain_browser import Form

# No form of the factories has as many pages and conditions that more would be needed.
_MOST_TURNS = 60
_PLAIN = "application/x-www-form-urlencoded"


def mind_of(form: CompiledForm, given: Answers) -> Answers:
    """What of made-up answers somebody could have in mind: to what is asked, and rows as many as a
    block may have."""
    mind = _of(form.fields, given)
    for block in form.blocks:
        assert isinstance(block.part, Repeat)
        rows = given.get(block.key)
        found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        found += [{}] * (block.part.fewest - len(found))
        mind[block.key] = [_of(form.inside(block.key), row) for row in found[: block.part.most]]
    return mind


def papers_of(form: CompiledForm, mind: Answers) -> Iterator[tuple[str, StoredField, Answers]]:
    """Where files may be given: each question of the form and of the rows in mind that takes some,
    with what it stands in."""
    for node in form.fields:
        for number, row in enumerate(mind[node.block] if node.block else [mind]):
            if isinstance(node.field, StoredField):
                where = path(node.key, node.block, number if node.block else None)
                yield where, node.field, row


def _of(nodes: list[Node], given: Answers) -> Answers:
    return {
        node.key: given[node.key]
        for node in nodes
        if node.field and node.field.is_typed and node.key in given
    }


class Walker:
    """`mind` is what the person would answer to each question, in canonical form; what no page lets
    one say is taken out of it on the way. `papers` are the files that they would give, by path.
    With `looks_back`, each page is left and come back to."""

    def __init__(
        self, form: CompiledForm, mind: Answers, papers: Mapping[str, list[Paper]] | None = None,
        *, today: date, looks_back: bool = False,
    ) -> None:  # fmt: skip
        self.form, self.mind = form, deepcopy(mind)
        self._sitting = Sitting(form, "any form", today, is_watched=False)
        self._looks_back = looks_back
        self._papers = dict(papers or {})
        self._filled: set[str] = set()

    def end(self) -> Outcome:
        """Where it ends: Finished, or Shown with what is refused."""
        at: Outcome = steps.begin(self._sitting)
        for _ in range(_MOST_TURNS):
            if not isinstance(at, Shown):
                return at
            before = len(self._filled), self._papers
            at = self._on(at)
            if isinstance(at, Shown) and at.wrong and (len(self._filled), self._papers) == before:
                return at
        raise AssertionError("the pages have no end")

    def _on(self, at: Shown) -> Outcome:
        """Everything that is asked now filled in, and on."""
        if at.carried.page == SUMMARY:
            return self._send(_read(at))
        at = self._with_rows(at)
        page, left = self._filled_in(at)
        if left and page.has_button("update"):
            # What can be chosen follows from an answer of this very page.
            page, left = self._filled_in(self._shown(page, "update"))
        for row, key in left:
            del row[key]
        if self._looks_back and page.has_button("back"):
            self._looks_back = False
            return self._on(self._shown(page, "back"))
        return self._send(page)

    def _with_rows(self, at: Shown) -> Shown:
        """The page with a row for each that the person has in mind."""
        for block in self.form.inside(at.carried.page):
            part = block.part
            if not isinstance(part, Repeat) or block.key not in at.reading.shown:
                continue
            drawn = max(len(at.carried.given.get(block.key, ())), part.fewest)
            for _ in range(drawn, len(self.mind[block.key])):
                at = self._shown(_read(at), f"more-{block.key}")
        return at

    def _filled_in(self, at: Shown) -> tuple[Form, list[tuple[Answers, str]]]:
        """The page filled in, and what it lets nobody say."""
        page, left = _read(at), []
        for where, field, row in self._asked(at):
            before = deepcopy(page.controls)
            if typed(page, name_of(where), field, row[field.key]):
                self._filled.add(where)
            else:
                page.controls = before
                left.append((row, field.key))
        self._attach(page, at)
        return page, left

    def _attach(self, page: Form, at: Shown) -> None:
        """Files for the questions that are asked, none of them twice."""
        left = {
            where: page.attach(f"{name_of(where)}-files", papers) if where in at.reading.shown
            else papers
            for where, papers in self._papers.items()
        }  # fmt: skip
        self._papers = {where: papers for where, papers in left.items() if papers}

    def _asked(self, at: Shown) -> Iterator[tuple[str, FieldBase, Answers]]:
        """The questions shown on the page to which the person has something to say."""
        for node in self.form.fields_of_page(at.carried.page):
            rows = self.mind[node.block] if node.block else [self.mind]
            for number, row in enumerate(rows):
                where = path(node.key, node.block, number if node.block else None)
                is_typed = node.field and not isinstance(node.field, StoredField)
                if node.field and is_typed and where in at.reading.shown and node.key in row:
                    yield where, node.field, row

    def _shown(self, page: Form, wish: str) -> Shown:
        at = self._send(page, wish)
        assert isinstance(at, Shown)
        return at

    def _send(self, page: Form, wish: str = "") -> Outcome:
        texts = page.sent(wish)
        request = RequestFactory().post("/", texts, content_type=_PLAIN)
        if page.files:
            files = {name: [one.sent() for one in papers] for name, papers in page.files.items()}
            request = RequestFactory().post("/", {**dict(QueryDict(texts).lists()), **files})
        return steps.take(request, self._sitting)


def _read(at: Shown) -> Form:
    return Form(render_to_string("answering/page.html", drawing.context(at)))
