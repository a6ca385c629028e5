"""What each question of a survey came to, as data: sentences and pictures stand with the pages.

A question is read in the way that its kind asks for (`summary`): counts and shares of options,
with their intervals; means, medians and scores; classes of numbers, months of days. With weights,
every share and mean is said twice, as heard and as weighted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import (
    YES_NO,
    ChoiceField,
    ChoicesField,
    ChoosingField,
    MatrixField,
    RankingField,
    YesNoField,
)
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.fields.numeric import NumericField, ScaleField
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.offer.forms.fields.wordy import WordyField
from parvis.understand.surveys import intervals, scores
from parvis.understand.surveys.classes import classes, months
from parvis.understand.surveys.counting import (
    NO_ANSWER,
    Codes,
    Flags,
    Numbers,
    Tally,
    tally,
    tally_several,
)
from parvis.understand.surveys.intervals import Estimate
from parvis.understand.surveys.reading import Answers, wordy

Texts = Mapping[str, str]
SCORE, SATISFIED, MEAN, MEDIAN = "nps", "satisfied", "mean", "median"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that could be given. `share` is of those who answered, as heard; `weighted` the
    same with weights, None without; `rank` is the mean rank of what was put in order."""

    key: str
    label: Texts
    count: int
    share: Estimate | None
    weighted: Estimate | None = None
    rank: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one question came to. `shape` is how it is read: options, several, scale, ranking,
    rows, numbers, months, hours, words. `figures` are its means and scores by their name,
    `weighted` the same with weights; `rows` those of a matrix. `answers` counts people, the rows
    of a block one by one."""

    key: str
    shape: str
    label: Texts
    answers: int
    options: tuple[Option, ...] = ()
    figures: Mapping[str, Estimate] = field(default_factory=dict)
    weighted: Mapping[str, Estimate] = field(default_factory=dict)
    rows: tuple["Result", ...] = ()
    explanation: Texts = field(default_factory=dict)


Reader = Callable[[Answers, FieldBase, Numbers | None], Result | None]


def results(answers: Answers, weights: Numbers | None = None) -> list[Result]:
    """Every question of the form that can be counted, in its order. `weights` has one for each
    answer that is looked at."""
    found = (
        result(answers, node.key, weights) for node in answers.form.fields if node.field is not None
    )
    return [one for one in found if one is not None]


def result(answers: Answers, key: str, weights: Numbers | None = None) -> Result | None:
    """What one question came to; None for what is not counted: files, places, who somebody is."""
    question = answers.question(key)
    theirs = None if weights is None else np.tile(weights, answers.rows(key))
    for kinds, read in _READERS:
        if isinstance(question, kinds):
            return read(answers, question, theirs)
    return None


def options_of(question: FieldBase) -> dict[str, Texts] | None:
    """What may be chosen, by key; None where nothing is chosen: several may be (`ChoicesField`)."""
    match question:
        case YesNoField():
            return dict(YES_NO)
        case ScaleField():
            return {str(step): {"fr": str(step)} for step in question.steps}
        case RankingField() | MatrixField():
            return None
        case ChoosingField():
            return {choice.key: choice.label for choice in question.choices}
        case TickField():
            return dict(YES_NO)
    return None


def codes_of(answers: Answers, key: str) -> Codes:
    """Which of `options_of` each answer is (one alone may be chosen)."""
    question = answers.question(key)
    if isinstance(question, ScaleField):
        return steps_of(answers, question)
    if isinstance(question, TickField):
        # YES_NO begins with yes.
        return np.array([NO_ANSWER, 1, 0], dtype=np.int8)[answers.flags(key) + 1]
    known = options_of(question)
    assert known is not None
    return answers.codes(key, list(known))


def steps_of(answers: Answers, question: ScaleField) -> Codes:
    """The step of each answer on its scale, the lowest 0."""
    steps = answers.numbers(question.key) - question.least
    return np.where(np.isnan(steps), NO_ANSWER, steps).astype(np.int16)


def _one(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    return _of_codes(question, options_of(question) or {}, codes_of(answers, question.key), weights)


def _of_codes(
    question: FieldBase, options: Mapping[str, Texts], codes: Codes, weights: Numbers | None
) -> Result:
    counted = tally(codes, len(options))
    again = None if weights is None else tally(codes, len(options), weights)
    return Result(
        question.key, "options", question.label, counted.answers, _options(options, counted, again),
        explanation=question.explanation,
    )  # fmt: skip


def _options(
    options: Mapping[str, Texts],
    counted: Tally,
    again: Tally | None,
    ranks: Sequence[float | None] = (),
) -> tuple[Option, ...]:
    heard, weighted = intervals.shares(counted), intervals.shares(again) if again else ()
    return tuple(
        Option(
            key, label, int(counted.counts[at]),
            heard[at] if heard else None,
            weighted[at] if weighted else None,
            ranks[at] if ranks else None,
        )
        for at, (key, label) in enumerate(options.items())
    )  # fmt: skip


def _several(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    assert isinstance(question, ChoicesField)
    options = {choice.key: choice.label for choice in question.choices}
    if not options:
        return Result(question.key, "several", question.label, 0)
    boxes = np.column_stack([answers.flags(question.key, key) for key in options])
    # A choice that another version had not has no box there.
    asked = boxes.max(axis=1) != NO_ANSWER
    counted = tally_several(boxes == 1, asked)
    again = None if weights is None else tally_several(boxes == 1, asked, weights)
    return Result(
        question.key, "several", question.label, counted.answers, _options(options, counted, again),
        explanation=question.explanation,
    )  # fmt: skip


def _scale(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    assert isinstance(question, ScaleField)
    options = {str(step): {"fr": str(step)} for step in question.steps}
    codes = steps_of(answers, question)
    counted = tally(codes, len(options))
    again = None if weights is None else tally(codes, len(options), weights)
    return Result(
        question.key, "scale", question.label, counted.answers, _options(options, counted, again),
        _scale_figures(question, codes, None),
        {} if weights is None else _scale_figures(question, codes, weights),
        explanation=question.explanation,
    )  # fmt: skip


def _scale_figures(
    question: ScaleField, codes: Codes, weights: Numbers | None
) -> dict[str, Estimate]:
    steps = np.where(codes < 0, np.nan, codes + float(question.least))
    found = {MEAN: intervals.mean(steps, weights)}
    if question.style in {"faces", "stars"}:
        found[SATISFIED] = scores.satisfied(codes, len(question.steps), weights)
    elif (question.least, question.most) == (0, 10):
        found[SCORE] = scores.net_promoter(codes, weights)
    return {name: one for name, one in found.items() if one is not None}


def _ranking(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """Shares are of first places; who left something out put it after all that they ranked."""
    assert isinstance(question, RankingField)
    options = {choice.key: choice.label for choice in question.choices}
    if not options:
        return Result(question.key, "ranking", question.label, 0)
    ranks = np.column_stack([answers.numbers(question.key, key) for key in options])
    asked = ~np.isnan(ranks).all(axis=1)
    first: Flags = np.equal(ranks, 1)
    counted = tally_several(first, asked)
    again = None if weights is None else tally_several(first, asked, weights)
    kept = ranks[asked]
    last = (question.wanted + 1 + len(options)) / 2
    means = np.where(np.isnan(kept), last, kept).mean(axis=0).tolist() if len(kept) else []
    return Result(
        question.key, "ranking", question.label, counted.answers,
        _options(options, counted, again, means),
    )  # fmt: skip


def _rows(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    assert isinstance(question, MatrixField)
    options = {choice.key: choice.label for choice in question.choices}
    rows = []
    for row in question.rows:
        codes = answers.codes(question.key, list(options), row.key)
        counted = tally(codes, len(options))
        again = None if weights is None else tally(codes, len(options), weights)
        shown = _options(options, counted, again)
        rows.append(Result(row.key, "options", row.label, counted.answers, shown))
    answered = max((row.answers for row in rows), default=0)
    return Result(question.key, "rows", question.label, answered, rows=tuple(rows))


def _numbers(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    values = answers.numbers(question.key)
    labels, codes = classes(values)
    return _spread(question, "numbers", labels, codes, values=values, weights=weights)


def _spread(
    question: FieldBase,
    shape: str,
    labels: Sequence[str],
    codes: Codes,
    *,
    values: Numbers,
    weights: Numbers | None,
) -> Result:
    counted = tally(codes, len(labels))
    again = None if weights is None else tally(codes, len(labels), weights)
    options = {label: {"fr": label} for label in labels}
    return Result(
        question.key, shape, question.label, counted.answers, _options(options, counted, again),
        _number_figures(values, None),
        {} if weights is None else _number_figures(values, weights),
    )  # fmt: skip


def _number_figures(values: Numbers, weights: Numbers | None) -> dict[str, Estimate]:
    found = {
        MEAN: intervals.mean(values, weights),
        MEDIAN: intervals.median(values, weights),
    }
    return {name: one for name, one in found.items() if one is not None}


def _months(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    labels, codes = months(answers.days(question.key))
    return _spread(question, "months", labels, codes, values=np.empty(0), weights=weights)


def _hours(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    minutes = answers.minutes(question.key)
    codes = np.where(minutes < 0, NO_ANSWER, minutes // 60)
    first, last = (
        (int(codes[codes >= 0].min()), int(codes.max())) if (codes >= 0).any() else (0, -1)
    )
    labels = [f"{hour:02}:00" for hour in range(first, last + 1)]
    codes = np.where(codes < 0, NO_ANSWER, codes - first)
    return _spread(question, "hours", labels, codes, values=np.empty(0), weights=weights)


def _words(answers: Answers, question: FieldBase, _weights: Numbers | None) -> Result | None:
    if question.key not in wordy(answers.form):
        return None
    said = int(np.count_nonzero(answers.said(question.key)))
    return Result(question.key, "words", question.label, said)


def _computed(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result | None:
    assert isinstance(question, ComputedField)
    if question.result == "text":
        return None
    if question.result == "flag":
        boxes = answers.flags(question.key)
        codes = np.array([NO_ANSWER, 1, 0], dtype=np.int8)[boxes + 1]
        return _of_codes(question, YES_NO, codes, weights)
    read = {"number": _numbers, "date": _months}[question.result]
    return read(answers, question, weights)


_READERS: tuple[tuple[tuple[type[FieldBase], ...], Reader], ...] = (
    ((ChoiceField, YesNoField, TickField), _one),
    ((ChoicesField,), _several),
    ((ScaleField,), _scale),
    ((RankingField,), _ranking),
    ((MatrixField,), _rows),
    ((NumericField,), _numbers),
    ((DateField,), _months),
    ((TimeField,), _hours),
    ((WordyField,), _words),
    ((ComputedField,), _computed),
)
