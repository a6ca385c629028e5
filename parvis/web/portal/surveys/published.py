"""A release as one reads it: questions with their answers, crossings, and what comes first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import pgettext

from parvis.foundation.wording import unbroken, worded
from parvis.inform.dashboards.indicators import Share, share
from parvis.inform.dashboards.wording import count, percent

# As `disclosure.tables.HIDDEN`, which numpy comes with.
HIDDEN = -1
FEW = 10
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: how many gave it, which share and between what it may truly be ("" where it can't
    be said), its bar."""

    name: str
    count: str
    share: str
    between: str
    bar: float
    hidden: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was published; `people` answered it ("" where that is hidden), `summary`
    is it in a sentence ("" where it can't be said)."""

    title: str
    part: str
    people: str
    rows: list[Row]
    shares: list[Share | None] = field(default_factory=list)

    @property
    def summary(self) -> str:
        return _leading(self)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A question by another: its `heads` are the answers to the one, its rows the groups of the
    other, each with its people and a cell for each head."""

    title: str
    by: str
    heads: list[str]
    rows: list[tuple[str, str, list[Row]]]
    overlap: bool


def questions(tables: Iterable[Table]) -> list[Question]:
    """Questions by themselves; the choices of several, which are tables of their own, together."""
    found: list[Question] = []
    several: dict[str, Question] = {}
    for table in (one for one in tables if not one["by"]):
        axis = table["axes"][0]
        *counts, total = table["shown"]
        if not axis["several"]:
            part = worded(table["label"]) if table["part"] else ""
            found.append(Question(unbroken(worded(table["question"])), part, _people(total), []))
            for option, many in zip(axis["options"], counts, strict=True):
                _add(found[-1], worded(option["label"]) or option["key"], many, total)
            continue
        if table["key"] not in several:
            made = Question(unbroken(worded(table["question"])), "", _people(total), [])
            several[table["key"]] = made
            found.append(made)
        _add(several[table["key"]], worded(table["label"]), counts[0], total)
    return found


def crossings(tables: Iterable[Table]) -> list[Crossing]:
    """Each crossing, whatever many tables it is of."""
    apart: dict[tuple[str, str], list[Table]] = {}
    for table in (one for one in tables if one["by"]):
        apart.setdefault((table["key"], table["by"]), []).append(table)
    return [_crossing(these) for these in apart.values()]


def judgement(found: list[Question]) -> str:
    """The survey in a sentence: what the first question that can be told of came to, if any."""
    return next((unbroken(f"{one.title} {one.summary}") for one in found if one.summary), "")


def people(tables: Iterable[Table]) -> str:
    """The most who answered a question: how many answered at all is no published count."""
    totals = [table["shown"][-1] for table in tables if not table["by"]]
    return _people(max(totals, default=HIDDEN))


def _crossing(tables: list[Table]) -> Crossing:
    mine, groups = tables[0]["axes"]
    heads: dict[str, str] = {}
    names: dict[str, str] = {}
    totals: dict[str, int] = {}
    cells: dict[tuple[str, str], Row] = {}
    for table in tables:
        of, by = table["axes"]
        for group, name, at in _told(by):
            names[group], totals[group] = name, table["shown"][-1][at]
            for option, head, place in _told(of):
                heads[option] = head
                row, _ = _row("", table["shown"][place][at], totals[group])
                cells[group, option] = row
    return Crossing(
        _titled(mine), _titled(groups), list(heads.values()),
        [(name, _people(totals[group]), [cells[group, option] for option in heads])
         for group, name in names.items()],
        overlap=bool(groups["several"]),
    )  # fmt: skip


def _told(axis: dict[str, Any]) -> list[tuple[str, str, int]]:
    """The options of an axis that are shown: key, name, place. Of a choice of several, that it was
    chosen."""
    if axis["several"]:
        return [(axis["part"], worded(axis["label"]), 0)]
    return [
        (option["key"], worded(option["label"]) or option["key"], at)
        for at, option in enumerate(axis["options"])
    ]


def _titled(axis: dict[str, Any]) -> str:
    row = "" if axis["several"] else worded(axis["label"])
    return " – ".join(text for text in (worded(axis["question"]), row) if text)


def _add(question: Question, name: str, many: int, total: int) -> None:
    row, part = _row(name, many, total)
    question.rows.append(row)
    question.shares.append(part)


def _row(name: str, many: int, total: int) -> tuple[Row, Share | None]:
    hidden = many == HIDDEN
    part = None if hidden else share(many, total)
    ends = {"low": percent(part.low), "high": percent(part.high)} if part else None
    between = pgettext("survey results", "%(low)s to %(high)s") % ends if ends else ""
    row = Row(
        name,
        "" if hidden else count(many),
        percent(part.value) if part else "",
        between,
        part.value if part else 0.0,
        hidden,
    )
    return row, part


def _people(total: int) -> str:
    return "" if total == HIDDEN else count(total)


def _leading(question: Question) -> str:
    known = [(part, row) for part, row in zip(question.shares, question.rows, strict=True) if part]
    # What is hidden could come first.
    if len(known) < len(question.rows) or not known or known[0][0].of < FEW:
        return ""
    (first, one), *others = sorted(known, key=lambda both: -both[0].value)
    if others and others[0][0].high >= first.low:
        return pgettext(
            "survey results", "“%(first)s” (%(one)s) and “%(second)s” (%(two)s): too close to call."
        ) % {"first": one.name, "one": one.share, "second": others[0][1].name,
             "two": others[0][1].share}  # fmt: skip
    return pgettext("survey results", "“%(first)s” comes first: %(share)s, %(between)s.") % {
        "first": one.name,
        "share": one.share,
        "between": one.between,
    }
