"""What an XLSForm and a form of ours can't say alike, and why a file is not taken, in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.offer.forms.xlsform.notes import BadFile, Note
from parvis.offer.forms.xlsform.sheets import LARGEST_FILE, MOST_ROWS

MEGABYTE = 1_000_000
# What stands in a column, of those that hold expressions.
_COLUMNS = {
    "relevant": gettext_lazy("When it is asked"),
    "required": gettext_lazy("When it must be answered"),
    "constraint": gettext_lazy("The rule that an answer keeps"),
    "calculation": gettext_lazy("How it is worked out"),
    "choice_filter": gettext_lazy("Which choices are offered"),
}
_BAD = {
    "nothing": gettext_lazy("Choose a file."),
    "too_large": gettext_lazy("This file is too large: {largest} MB at most."),
    "too_much": gettext_lazy(
        "Reading this file takes too long. Take away sheets, languages or choices that it does not"
        " need."
    ),
    "old_excel": gettext_lazy(
        "This is an old Excel file, or one with a password: save it as .xlsx."
    ),
    "not_a_workbook": gettext_lazy("This is no .xlsx file, or it is damaged."),
    "macros": gettext_lazy("This file carries macros: save it without."),
    "external_links": gettext_lazy("This file has links to other files: save it without."),
    "too_many_rows": gettext_lazy("The sheet “{sheet}” has too many lines: {most} at most."),
    "formula": gettext_lazy(
        "Line {line} of the sheet “{sheet}” holds a formula: put what it gives in its place."
    ),
    "no_survey": gettext_lazy("It has no sheet “survey” with questions."),
    "not_valid": gettext_lazy("It is no right XLSForm. ODK’s own check says: {details}"),
    "not_a_form": gettext_lazy("No form can be made of it here: {details}"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is not taken, or said less well: where in the workbook, and what. `line` is 0
    for a whole sheet."""

    sheet: str
    line: int
    column: str
    words: str


def lines_out(notes: list[Note]) -> list[Line]:
    """What other programs will do without."""
    return [Line(one.sheet, one.line, one.column, _out(one)) for one in notes]


def lines_in(notes: list[Note]) -> list[Line]:
    """What was not taken in as it stood."""
    return [Line(one.sheet, one.line, one.column, _in(one)) for one in notes]


def _out(note: Note) -> str:
    if note.code == "reference_in_text":
        return _("This text holds “${”, which other programs take for the name of a question: it is"
                 " written “$ {”.")  # fmt: skip
    what = _COLUMNS[note.column]
    return _("{what} (“{piece}”): it can’t be said there. Other programs do without it.").format(
        what=what, piece=note.details["piece"]
    )


def _in(note: Note) -> str:
    piece = note.details.get("piece", "")
    if note.code == "not_taken" and note.column == "type":
        return _("There is no question of the type “{piece}” here: this line is left out.").format(
            piece=piece
        )
    if note.code == "not_taken":
        return _("Not taken: “{piece}”.").format(piece=piece) if piece else _("Not taken.")
    if note.code == "not_said":
        return _("{what}: “{piece}” can’t be said here. It is left out.").format(
            what=_COLUMNS[note.column], piece=piece
        )
    if note.code == "renamed":
        return _("“{piece}” can’t be a key here: it has been given another.").format(piece=piece)
    if note.code == "nested":
        return _("A group in a section is too deep here: its questions come up to what is around.")
    if note.code == "unknown_language":
        return _("This language is not known: write its code beside it, as in “label::Français"
                 " (fr)”.")  # fmt: skip
    raise KeyError(note.code)


def refused(bad: BadFile) -> str:
    """Why a file is not taken, or none can be made."""
    return str(_BAD[bad.code]).format(
        sheet=bad.sheet, line=bad.line, details=bad.details,
        most=MOST_ROWS.get(bad.sheet, 0), largest=LARGEST_FILE // MEGABYTE,
    )  # fmt: skip
