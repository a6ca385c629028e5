"""What came of a survey, on paper: the judgement, each question with its picture and its table,
crossings, and how it was reckoned."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, override, pgettext

from parvis.adapters.typesetting import pdf
from parvis.inform.papers.letterhead import Letterhead, look, template


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: `share` (0 to 1) of the bar, the rest in words ("" where it can't be said)."""

    name: str
    share: float
    words: str
    between: str
    people: str
    weighted: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One question, or one row of a matrix (then `is_row`): its sentence, figures in words, its
    answers."""

    title: str
    people: str
    summary: str = ""
    figures: Sequence[str] = ()
    lines: Sequence[Line] = ()
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words: crossings, and whom we have not heard."""

    title: str
    sentence: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that the paper says, in the words of its reader. `method` are the paragraphs of
    its last page."""

    title: str
    judgement: str
    facts: str
    parts: Sequence[Part]
    grids: Sequence[Grid]
    method: Sequence[str]
    town: Letterhead


def results_pdf(results: Results, language: str, *, made: date) -> bytes:
    """The PDF (A4, tagged, PDF/UA-1). The same arguments give the same bytes. Raises
    TypesettingError."""
    with override(language):
        return pdf(
            template("results.typ"),
            data={**asdict(results), "town": results.town.data(), "words": _words(results)},
            files={**look(), **results.town.files()},
            title=results.title,
            language=language,
            made=made,
        )


def _words(results: Results) -> dict[str, Any]:
    return {
        "logo": gettext("Logo of %(town)s") % {"town": results.town.name},
        "page": gettext("Page {page} of {pages}"),
        "answer": pgettext("survey results", "Answer"),
        "share": pgettext("survey results", "Share"),
        "between": pgettext("survey results", "Truly from … to"),
        "weighted": pgettext("survey results", "Weighted"),
        "people": pgettext("survey results", "People"),
        "method": gettext("How these figures were made"),
    }
