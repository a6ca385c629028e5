"""A survey's answers as columns, read in one statement, and once as long as they are the same.

What was answered under several versions of a form is brought together by the keys of questions and
choices. The rows of a repeated block are pooled: a column has one entry for each row that could be
there, and `of` says whose it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from psycopg.pq import Format

from parvis.offer.forms import queries as forms
from parvis.offer.forms.columns import by_question
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import Column, FieldBase
from parvis.offer.forms.fields.choosing import ChoicesField, MatrixField, RankingField
from parvis.offer.forms.fields.wordy import LongTextField, TextField
from parvis.offer.forms.sheet import Layout, layout
from parvis.offer.surveys.models import Survey
from parvis.understand.surveys.counting import NO_ANSWER, Codes, Flags, Numbers

_SHAPES = {
    "code": "<i2", "flag": "i1", "integer": "<f8", "number": "<f8", "date": "<i4", "time": "<i2",
}  # fmt: skip
# What answers came with, and where it stands: codes and ids, as texts. No question has such a name.
CHANNEL, DEPARTMENT, DISTRICT, SERVICE = "canal", "sa-direction", "son-quartier", "sa-demarche"
_CAME_WITH = {
    CHANNEL: "channel", DEPARTMENT: "department_id", DISTRICT: "district_id",
    SERVICE: "service_type_id",
}  # fmt: skip
# After the cells of each answer: which questions of words it answers, a bit each.
_WORDS = "said words"
MOST_WORDY = 62
# So many surveys are kept read: a hundred thousand answers to thirty questions are some 13 MB.
_KEPT = 4


@dataclass(frozen=True)
class _Sheet:
    """The answers under one version."""

    form: CompiledForm
    layout: Layout
    cells: NDArray[np.void]
    came_with: Mapping[str, Codes]

    @cached_property
    def columns(self) -> dict[str, list[list[Column]]]:
        return by_question(self.form)

    @cached_property
    def codes(self) -> dict[str, Sequence[str]]:
        """The codes of each cell, in the order of their numbers."""
        known = zip(self.layout.cells, self.layout.codes, strict=True)
        return {cell.name: list(codes) for cell, codes in known}


@dataclass(frozen=True)
class Answers:
    """A survey's answers. `came_with` has the ways in which they came (by `CHANNEL`), and the
    departments, districts and service types that they are about, by id; `kept` says which answers
    are looked at (None: all)."""

    form: CompiledForm
    sheets: tuple[_Sheet, ...]
    came_with: Mapping[str, tuple[str, ...]]
    kept: Flags | None = field(default=None)

    @cached_property
    def many(self) -> int:
        """How many answers are looked at."""
        every = sum(len(sheet.cells) for sheet in self.sheets)
        return every if self.kept is None else int(np.count_nonzero(self.kept))

    def where(self, kept: Flags) -> "Answers":
        """Of those looked at, the ones that `kept` says (an entry for each)."""
        if self.kept is None:
            return replace(self, kept=kept)
        both = self.kept.copy()
        both[self.kept] = kept
        return replace(self, kept=both)

    @property
    def every(self) -> "Answers":
        """All of them, looked at or not."""
        return replace(self, kept=None)

    def of(self, name: str) -> Codes:
        """What each answer came with, as its place in `came_with`; `NO_ANSWER` for nothing."""
        return self._looked_at([sheet.came_with[name] for sheet in self.sheets])

    def among(self, codes: Codes) -> Codes:
        """Of codes of all answers, those of the ones that are looked at."""
        return codes if self.kept is None else codes[self.kept]

    def question(self, key: str) -> FieldBase:
        """A question. Raises KeyError."""
        found = self.form.nodes[key].field
        if found is None:
            raise KeyError(key)
        return found

    def asked_as(self, key: str) -> list[FieldBase]:
        """A question as each version asked it that has answers, the newest first, with or without.
        Raises KeyError."""
        versions = [sheet.form.nodes.get(key) for sheet in self.sheets if len(sheet.cells)]
        fields = [node.field for node in versions if node is not None and node.field is not None]
        return [self.question(key), *fields]

    def rows(self, key: str) -> int:
        """How many rows of a question's block there may be; 1 outside of blocks."""
        return max((len(sheet.columns.get(key, ())) for sheet in self.sheets), default=1) or 1

    def codes(self, key: str, options: Sequence[str], part: str = "") -> Codes:
        """The codes of a question (`part`: of one row of a matrix) as places in `options`."""
        place = {option: at for at, option in enumerate(options)}

        def read(sheet: _Sheet, cell: str) -> Codes:
            known = [place.get(code, NO_ANSWER) for code in sheet.codes[cell]]
            if known == list(range(len(known))):
                return np.asarray(sheet.cells[cell])
            there: Codes = np.array([*known, NO_ANSWER], dtype=np.int16)[sheet.cells[cell]]
            return there

        return self._column(key, part, read, np.int16(NO_ANSWER))

    def flags(self, key: str, part: str = "") -> Codes:
        """0 or 1 of a box, `NO_ANSWER` where the question was not answered."""
        return self._column(key, part, _cell, np.int8(NO_ANSWER))

    def numbers(self, key: str, part: str = "") -> Numbers:
        """The numbers of a question, nan where there is none."""
        return self._column(key, part, _cell, np.float64(np.nan))

    def days(self, key: str) -> Codes:
        """Days since the first of the year 1; 0 where there is none."""
        return self._column(key, "", _cell, np.int32(0))

    def minutes(self, key: str) -> Codes:
        """Minutes of the day, `NO_ANSWER` where there is none."""
        return self._column(key, "", _cell, np.int16(NO_ANSWER))

    def said(self, key: str) -> Flags:
        """Who answered a question of words that may be read."""
        place = wordy(self.form).index(key)
        bits = [sheet.cells[_WORDS] >> place & 1 == 1 for sheet in self.sheets]
        return self._looked_at(bits)

    def _column(
        self, key: str, part: str, read: Callable[[_Sheet, str], NDArray[Any]], nothing: np.generic
    ) -> NDArray[Any]:
        found = []
        for row in range(self.rows(key)):
            cells = [_name(sheet, key, row, part) for sheet in self.sheets]
            pieces = [
                np.full(len(sheet.cells), nothing) if cell is None else read(sheet, cell)
                for sheet, cell in zip(self.sheets, cells, strict=True)
            ]
            found.append(self._looked_at(pieces))
        return found[0] if len(found) == 1 else np.concatenate(found)

    def _looked_at(self, pieces: Sequence[NDArray[Any]]) -> NDArray[Any]:
        whole = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        return whole if self.kept is None else whole[self.kept]


def _cell(sheet: _Sheet, cell: str) -> NDArray[Any]:
    found: NDArray[Any] = sheet.cells[cell]
    return found


def _name(sheet: _Sheet, key: str, row: int, part: str) -> str | None:
    """The cell of a question's part; None where this version has none."""
    rows = sheet.columns.get(key, [])
    if row >= len(rows):
        return None
    question = sheet.form.nodes[key].field
    assert question is not None
    parts = parts_of(question)
    # What is personal has no cell.
    if part not in parts or question.privacy != "public":
        return None
    column = rows[row][parts.index(part)]
    return column.name if column.type in _SHAPES else None


def parts_of(question: FieldBase) -> list[str]:
    """What the columns of a question are of: its choices, its rows, or itself ("")."""
    if isinstance(question, (ChoicesField, RankingField)):
        return question.keys
    if isinstance(question, MatrixField):
        return [row.key for row in question.rows]
    return [""]


def wordy(form: CompiledForm) -> list[str]:
    """The questions whose words may be read, outside of blocks: those that name nobody. An address
    or a number is no opinion, whatever its class."""
    return [
        node.key
        for node in form.fields
        if isinstance(node.field, (TextField, LongTextField))
        and node.field.privacy == "public"
        and not node.block
    ][:MOST_WORDY]


def answers(survey: Survey) -> Answers:
    """Every answer to a survey that has begun: what is written and was not taken back."""
    assert survey.version_id is not None
    return _read(survey.authority_id, survey.pk, survey.version_id, _digest(survey))


def _digest(survey: Survey) -> tuple[int, int | None]:
    """What is another as soon as an answer is written, changed or taken back, and for whoever may
    see others: how many there are, and what their places and the transactions that wrote them mix
    to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), bit_xor(hashtidextended(ctid, xmin::text::bigint))"
            " FROM answers_answer WHERE survey_id = %s AND cells IS NOT NULL",
            [survey.pk],
        )
        many, mixed = cursor.fetchone()
    return many, mixed


@lru_cache(maxsize=_KEPT)
def _read(authority: int, survey: int, version: int, digest: tuple[int, int | None]) -> Answers:
    """The answers that a digest stands for; `authority` and `digest` are for the cache alone."""
    newest = forms.form(version)
    keys = wordy(newest)
    bits = [f"(jsonb_exists(answers, %s)::int::bigint << {place})" for place in range(len(keys))]
    with connection.cursor() as cursor:
        # As they are: bytes written as text are twice as long, and read one by one.
        cursor.cursor.format = Format.BINARY
        cursor.execute(
            f"SELECT version_id, {', '.join(_CAME_WITH.values())},"  # noqa: S608 - no value
            f" string_agg(cells || int8send({' | '.join(bits) or '0'}), ''::bytea)"
            " FROM answers_answer WHERE survey_id = %s AND cells IS NOT NULL"
            " GROUP BY 1, 2, 3, 4, 5",
            [*keys, survey],
        )
        found = [_Piece(one, [str(each or "") for each in came], rows)
                 for one, *came, rows in cursor.fetchall()]  # fmt: skip
    came_with = {
        name: tuple(sorted({one.came_with[place] for one in found} - {""}))
        for place, name in enumerate(_CAME_WITH)
    }
    versions = dict.fromkeys([version, *sorted(one.version for one in found)])
    sheets = [
        _sheet(each, [one for one in found if one.version == each], came_with) for each in versions
    ]
    return Answers(newest, tuple(sheets), came_with)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows of one version that came with the same."""

    version: int
    came_with: Sequence[str]
    rows: bytes


def _sheet(
    version: int, pieces: Sequence[_Piece], came_with: Mapping[str, Sequence[str]]
) -> _Sheet:
    form = forms.form(version)
    laid = layout(form)
    shapes = [(cell.name, _SHAPES[cell.type]) for cell in laid.cells]
    kind = np.dtype([*shapes, (_WORDS, ">i8")])
    cells = [np.frombuffer(piece.rows, kind) for piece in pieces]
    many = np.array([len(rows) for rows in cells], dtype=np.int64)
    codes: dict[str, Codes] = {}
    for place, (name, known) in enumerate(came_with.items()):
        at = {one: number for number, one in enumerate(known)}
        each = [at.get(piece.came_with[place], NO_ANSWER) for piece in pieces]
        codes[name] = np.repeat(np.array(each, dtype=np.int16), many)
    whole = cells[0] if len(cells) == 1 else np.concatenate([np.empty(0, kind), *cells])
    return _Sheet(form, laid, whole, codes)
