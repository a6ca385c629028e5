"""One line of a sheet as an answer: put together, and judged by the one reading as any program's.

A line of paper, counter or phone keeps its channel; whatever else it says it came by, it comes in
by the import.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parvis.capture.answer_imports.cells import day_of
from parvis.capture.answer_imports.heads import Heads
from parvis.capture.answers.rules import CHANNELS
from parvis.foundation.geo import BBox
from parvis.foundation.text import fold
from parvis.offer.forms.answers import Answers
from parvis.offer.forms.columns import answers_of, by_question
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import Wrong
from parvis.offer.forms.reading import read_strictly

TYPED_BY_HAND = {
    "paper": ("paper", "on paper", "papier", "sur papier"),
    "counter": ("counter", "at the counter", "guichet", "au guichet", "accueil", "a l'accueil"),
    "phone": ("phone", "on the phone", "telephone", "au telephone", "par telephone"),
}
LONGEST_KEY = 200
_FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line: its column (empty for the whole line), a code of the reading or of
    ours, and the figures that the sentence needs."""

    column: str
    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RightLine:
    """A line that may be taken in; `day` in ISO 8601, empty where the sheet says none."""

    line: int
    key: str
    day: str
    channel: str
    language: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line to mend, as it stands in the sheet."""

    line: int
    cells: Sequence[str]
    problems: Sequence[Problem]


@dataclass
class LineReader:
    """Reads the lines of one sheet, in order. `digest` is of the whole sheet; `around` is where
    places may lie (None: anywhere); `fits` says whether answers aren't too long to be taken."""

    form: CompiledForm
    heads: Heads
    digest: str
    today: date
    around: BBox | None
    fits: Callable[[Answers], bool]
    _seen: dict[str, int] = field(default_factory=dict)
    _places: dict[str, list[list[Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = by_question(self.form)

    def read(self, line: int, cells: Sequence[str]) -> RightLine | WrongLine | None:
        """A line after the first; None for one that answers nothing."""
        said = {
            name: cells[at]
            for name, (at, _) in self.heads.asked.items()
            if at < len(cells) and cells[at]
        }
        if not said:
            return None
        about = {name: cells[at] for name, at in self.heads.about.items() if at < len(cells)}
        problems = self._about_wrong(line, about)
        if any(cells[self.heads.width :]):
            problems.append(Problem("", "too_many_cells"))
        answers = self._answers(said, problems)
        if problems:
            return WrongLine(line, cells, problems)
        return RightLine(
            line,
            about.get("key") or f"{self.digest}:{line}",
            day_of(about.get("day", "")),
            _channel(about.get("channel", "")) or "import",
            about.get("language") or self.form.definition.languages[0],
            answers,
        )

    def pass_over(self, line: int, cells: Sequence[str]) -> None:
        """A line that was read before: what follows may not have its key."""
        at = self.heads.about.get("key", len(cells))
        if at < len(cells) and cells[at]:
            self._seen.setdefault(cells[at], line)

    def _about_wrong(self, line: int, about: Mapping[str, str]) -> list[Problem]:
        found = []
        if key := about.get("key"):
            first = self._seen.setdefault(key, line)
            if first != line:
                found.append(Problem("key", "key_twice", {"line": first}))
            if len(key) > LONGEST_KEY:
                found.append(Problem("key", "too_long", {"most": LONGEST_KEY}))
        if said := about.get("day"):
            day = day_of(said)
            if not day or not _FIRST_DAY <= date.fromisoformat(day) <= self.today:
                found.append(Problem("day", "not_that_day" if day else "not_a_date"))
        if (said := about.get("channel")) and not _channel(said):
            found.append(Problem("channel", "unknown_channel"))
        languages = self.form.definition.languages
        if (said := about.get("language")) and said not in languages:
            found.append(Problem("language", "unknown_language", {"known": list(languages)}))
        return found

    def _answers(self, said: Mapping[str, str], problems: list[Problem]) -> Answers:
        """What the cells come to; what is wrong is added to `problems`."""
        values: dict[str, Any] = {}
        for name, cell in said.items():
            try:
                values[name] = self.heads.asked[name][1].read(cell)
            except ValueError:
                problems.append(Problem(name, "neither_yes_nor_no"))
        given = answers_of(self.form, values)
        reading = read_strictly(self.form, given, today=self.today, around=self.around)
        marked = {problem.column for problem in problems}
        for path, wrong in reading.wrong.items():
            problem = self._problem(path, wrong)
            if problem.column not in marked:
                problems.append(problem)
        if not problems and not self.fits(reading.answers):
            problems.append(Problem("", "too_much"))
        return reading.answers

    def _problem(self, path: str, wrong: Wrong) -> Problem:
        """What the reading refuses, under the first column of its question."""
        key = path.rsplit(".", 1)[-1]
        row = int(path.split(".")[1]) if path.count(".") == 2 else 0
        rows = self._places.get(key, [])
        column = rows[row][0].name if row < len(rows) and rows[row] else key
        return Problem(column, wrong.code, dict(wrong.figures))


def _channel(said: str) -> str:
    """The channel that a cell says; empty when it is none."""
    folded = fold(said)
    typed = next((code for code, words in TYPED_BY_HAND.items() if folded in words), "")
    return typed or ("import" if folded in CHANNELS else "")
