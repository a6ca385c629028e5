"""What is wrong with a sheet or one of its lines, in words: where, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import pgettext as say

from parvis.capture.answer_imports.heads import read_heads
from parvis.capture.answer_imports.lines import Problem, WrongLine
from parvis.capture.answer_imports.models import AnswerImport
from parvis.capture.answer_imports.queries import Beyond
from parvis.foundation.wording import worded
from parvis.offer.forms.columns import by_question
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.fields import Column, FieldBase, Wrong
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.offer.surveys.quotas import Quota
from parvis.web.answering.wrong import sentence

# Of what could be answered, as much as one reads.
MOST_CHOICES = 8
LONGEST_CELL = 60


def refused(problem: Mapping[str, Any]) -> str:
    """Why a whole sheet can't be read, and what to do."""
    names = ", ".join(problem.get("names", ()))
    return {
        "empty": say("import", "The file is empty. Choose another one."),
        "no_line": say("import", "There is a first line and nothing below it."),
        "too_large": say("import", "The file is too big: 40 MB at most. Split it in several."),
        "too_many_rows": say("import", "There are too many lines: 200,000 at most in one file."),
        "too_many_columns": say("import", "There are too many columns: 5,000 at most."),
        "old_excel": say("import", "It is an old Excel file (.xls). Save it as .xlsx or CSV."),
        "archive": say("import", "It is an archive. Open it, and give each sheet by itself."),
        "macros": say("import", "The file holds macros. Save it as .xlsx or CSV, without them."),
        "formula": say(
            "import", "Line %(line)d, column %(column)d is a formula. Paste values in its place."
        ),
        "quotes": say(
            "import", "From line %(line)d on, quotation marks don’t match. Save the sheet again."
        ),
        "long_cell": say("import", "Line %(line)d has a cell of more than 50,000 characters."),
        "twice": say("import", "Two columns are the same: %(names)s. Keep one of each."),
        "nameless": say("import", "Column %(names)s has no name in the first line. Give it one."),
        "missing": say(
            "import", "A question that everybody answers has no column: %(names)s. Add it."
        ),
        "no_question": say(
            "import",
            "No column is one of this survey’s. The first line holds their names, as in the blank"
            " sheet: %(names)s…",
        ),
        "not_jdma": say(
            "import",
            "It is no export of Je donne mon avis: it has no column %(names)s. Ask there for an"
            " export again, and give the file as it is.",
        ),
        "several": say("import", "The file is of several procedures. Export each by itself."),
    }.get(
        problem["code"],
        say("import", "We could not read this file. Give a sheet saved as .xlsx or CSV."),
    ) % {"names": names, "line": problem.get("line", 0), "column": problem.get("column", 0)}


def more_than_wanted(form: CompiledForm, found: Beyond) -> str:
    """Whose answers a sheet has more of than the survey wanted, with the figures."""
    return say("import", "%(group)s: %(have)d in, %(more)d in the sheet, %(most)d at most.") % {
        "group": _group(form, found.quota) if found.quota else say("import", "All answers"),
        "have": found.have,
        "more": found.more,
        "most": found.most,
    }


def _group(form: CompiledForm, quota: Quota) -> str:
    field = form.nodes[quota.key].field
    label = worded(field.label) if field else quota.key
    ends = {"low": _number(quota.low), "high": _number(quota.high)}
    if quota.choice:
        codes = next((one.codes for one in field.columns()), {}) if field else {}
        group = worded(codes.get(quota.choice, {})) or quota.choice
    elif quota.high is None:
        group = say("import", "%(low)s and more") % ends
    elif quota.low is None:
        group = say("import", "up to %(high)s") % ends
    else:
        group = say("import", "%(low)s to %(high)s") % ends
    return f"{label} {group}" if label.endswith("?") else f"{label}, {group}"


def _number(end: float | None) -> str:
    return "" if end is None else f"{end:g}"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to mend: the line of the sheet, the column as the sheet has it and its question,
    what to do."""

    line: int
    column: str
    question: str
    sentence: str


class Teller:
    """Says what is wrong in the lines of one sheet."""

    def __init__(self, form: CompiledForm, batch: AnswerImport) -> None:
        self.form, self.language = form, (get_language() or "fr")[:2]
        heads = read_heads(form, batch.heads)
        self._places = {name: at for name, (at, _) in heads.asked.items()} | heads.about
        self._heads = batch.heads
        self._columns = {
            column.name: (key, column)
            for key, rows in by_question(form).items()
            for row in rows
            for column in row
        }

    def told(self, wrong: WrongLine) -> Iterator[Told]:
        """Everything to mend in a line."""
        for problem in wrong.problems:
            _, column = self._columns.get(problem.column, ("", None))
            at = self._places.get(problem.column)
            yield Told(
                wrong.line,
                self._heads[at] if at is not None else problem.column,
                worded(column.label, self.language) if column else "",
                self._sentence(problem, self._cell(wrong.cells, at)),
            )

    def mending(self, wrong: WrongLine) -> str:
        """The same in one cell."""
        return " ".join(
            f"{one.column} : {one.sentence}" if one.column else one.sentence
            for one in self.told(wrong)
        )

    def _cell(self, cells: Sequence[str], at: int | None) -> str:
        cell = cells[at] if at is not None and at < len(cells) else ""
        return cell if len(cell) <= LONGEST_CELL else f"{cell[:LONGEST_CELL]}…"

    def _sentence(self, problem: Problem, cell: str) -> str:
        ours = _OURS.get(problem.code)
        if ours is not None:
            return str(ours()) % {"cell": cell, **problem.figures}
        key, column = self._columns.get(problem.column, (problem.column, None))
        part = self.form.nodes[key].part if key in self.form.nodes else None
        if problem.code == "not_a_choice" and column is not None:
            return say("import", "“%(cell)s” is none of its answers: %(known)s.") % {
                "cell": cell,
                "known": self._choices(part, column),
            }
        if not isinstance(part, (FieldBase, Repeat)):
            return say("import", "Check this date: day, month and year, as in 27/03/2026.")
        return sentence(part, Wrong(problem.code, problem.figures), self.language)

    def _choices(self, part: Any, column: Column) -> str:
        if isinstance(part, ScaleField):
            return f"{part.least}\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}{part.most}"
        known = [worded(said, self.language) or code for code, said in column.codes.items()]
        more = "…" if len(known) > MOST_CHOICES else ""
        return ", ".join(known[:MOST_CHOICES]) + more


_OURS = {
    "key_twice": lambda: say(
        "import", "“%(cell)s” is the key of line %(line)d already. Each line has its own."
    ),
    "not_that_day": lambda: say("import", "No answer can be of that day: it has not come yet, or"
                                " is too long ago."),
    "unknown_channel": lambda: say("import", "Write paper, counter or phone, or leave it empty."),
    "unknown_language": lambda: say(
        "import", "“%(cell)s” is no language of this survey. It can be left empty."
    ),
    "too_many_cells": lambda: say("import", "There is more on this line than columns. A separator"
                                  " may stand in the middle of an answer."),
    "too_much": lambda: say("import", "An anonymous answer holds five pages at most: shorten it."),
    "neither_yes_nor_no": lambda: say("import", "“%(cell)s” is neither yes nor no: write 1 or 0."),
    "not_asked": lambda: say("import", "This question is not asked after the other answers of this"
                             " line. Empty the cell, or check the others."),
}  # fmt: skip
