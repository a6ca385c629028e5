"""A survey's sheet to be filled in elsewhere: its columns, with their code book, and no row."""

from collections.abc import Iterator
from typing import Any

from parvis.capture.answer_imports.heads import typed_columns
from parvis.inform.answer_files.leaving import plain, written
from parvis.inform.answer_files.sheet import Sheet
from parvis.offer.forms.fields import Column
from parvis.offer.surveys.models import Survey

KINDS = ("xlsx", "csv")
_ABOUT = (
    Column("key", "text", {
        "fr": "Votre numéro pour cette réponse : la même ligne donnée deux fois ne compte"
              " qu’une fois. N’y mettez pas de nom.",
        "en": "Your number for this answer: the same line given twice counts once. Write no name.",
    }),
    Column("day", "date", {"fr": "Jour de la réponse, comme 27/03/2026",
                           "en": "Day of the answer, as in 27/03/2026"}),
    Column("channel", "code", {"fr": "Façon de répondre", "en": "Way of answering"}, {
        "paper": {"fr": "Sur papier", "en": "On paper"},
        "counter": {"fr": "Au guichet", "en": "At the counter"},
        "phone": {"fr": "Au téléphone", "en": "On the phone"},
    }),
)  # fmt: skip


class BlankSheet(Sheet):
    """What may be filled in: neither what is worked out, nor files."""

    def __init__(self, survey: Survey) -> None:
        super().__init__(survey, whole=True)
        asked = [cells.column for cells in typed_columns(self.form).values()]
        self.columns = [*_ABOUT, *asked]

    def rows(self) -> Iterator[list[Any]]:
        """None."""
        return iter(())


def blank(survey: Survey, kind: str) -> bytes:
    """The sheet of a survey that has been opened, as one of KINDS; the code book in XLSX alone."""
    sheet = BlankSheet(survey)
    if kind == "csv":
        return b"".join(plain("csv", [column.name for column in sheet.columns], []))
    return b"".join(written(sheet, kind))
