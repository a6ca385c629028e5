"""What left the house to be put into other words, in words: one page for administrators, one for
the data protection officer, and the sentences that the cockpit says of it too."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import npgettext, pgettext_lazy

from parvis.act.wording import queries
from parvis.act.wording.models import Sending, Sentence
from parvis.act.wording.rules import FAILED, KEPT, UNSENT, WORDED
from parvis.flows.word_summary import LATE, NOTHING, OFF

PAGE = 20
# What went wrong.
PROBLEMS = {
    "unreachable": pgettext_lazy("wording", "The service does not answer."),
    "refused": pgettext_lazy(
        "wording", "The service refuses: its key, its model or its address must be checked."
    ),
    "busy": pgettext_lazy("wording", "The service was asked too often: try again later."),
    "nonsense": pgettext_lazy("wording", "What the service answers can’t be read."),
    "not_trusted": pgettext_lazy("wording", "The service’s address is not encrypted."),
    LATE: pgettext_lazy("wording", "The service took too long."),
    OFF: pgettext_lazy("wording", "It was switched off."),
    NOTHING: pgettext_lazy("wording", "Nothing is left that may leave."),
}
# What became of a sentence; which rule refused an answer.
OUTCOMES = {
    WORDED: pgettext_lazy("wording", "put into other words"),
    KEPT: pgettext_lazy("wording", "answer refused"),
    FAILED: pgettext_lazy("wording", "no answer"),
    UNSENT: pgettext_lazy("wording", "did not leave"),
    "": pgettext_lazy("wording", "not known"),
}
WHY = {
    "empty": pgettext_lazy("wording", "it says nothing"),
    "long": pgettext_lazy("wording", "it is too long"),
    "several": pgettext_lazy("wording", "it is several sentences"),
    "markup": pgettext_lazy("wording", "it holds a link or mark-up"),
    "masked": pgettext_lazy("wording", "it fills in what was masked"),
    "number": pgettext_lazy("wording", "it holds another number"),
    "name": pgettext_lazy("wording", "it holds another name"),
    "unlike": pgettext_lazy("wording", "it says something else"),
    "same": pgettext_lazy("wording", "it changes nothing"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as it left, and what became of it."""

    sent: str
    worded: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Left:
    """What left together; `gone` of its sentences were erased since with the messages that they are
    of."""

    sending: Sending
    many: str
    problem: str
    lines: list[Line]
    gone: str


def left(before: int | None) -> dict[str, Any]:
    """A page of what left, the newest first, older than the id `before`."""
    rows = queries.sendings(before=before, limit=PAGE)
    lines = queries.left_in(rows)
    return {
        "sendings": [_left(row, lines.get(row.pk, [])) for row in rows],
        "older": rows[-1].pk if len(rows) == PAGE else None,
    }


def _left(row: Sending, lines: list[Sentence]) -> Left:
    many, gone = row.sentences, row.sentences - len(lines)
    return Left(
        sending=row,
        many=npgettext("wording", "%(n)d sentence", "%(n)d sentences", many) % {"n": many},
        problem=str(PROBLEMS[row.problem]) if row.problem else "",
        lines=[line(one) for one in lines],
        gone=npgettext(
            "wording",
            "%(n)d is not shown any more: its message was erased, or belongs to a closed"
            " department.",
            "%(n)d are not shown any more: their messages were erased, or belong to a closed"
            " department.",
            gone,
        )
        % {"n": gone}
        if gone
        else "",
    )


def line(one: Sentence) -> Line:
    """A sentence as it is shown."""
    outcome = str(OUTCOMES[one.outcome])
    why = f" ({WHY[one.why]})" if one.outcome == KEPT else ""
    return Line(one.sent, one.worded, outcome + why)
