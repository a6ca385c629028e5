"""Questions answered by choosing, or by a step of a scale: what they came to."""

from collections.abc import Mapping

import numpy as np

from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import (
    YES_NO,
    ChoicesField,
    ChoosingField,
    MatrixField,
    RankingField,
    YesNoField,
)
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.understand.surveys import intervals, scores
from parvis.understand.surveys.counting import (
    NO_ANSWER,
    Codes,
    Flags,
    Numbers,
    Tally,
    tally,
    tally_several,
)
from parvis.understand.surveys.found import (
    EFFORT,
    MEAN,
    SATISFIED,
    SCORE,
    Result,
    Texts,
    counted_options,
)
from parvis.understand.surveys.intervals import Estimate
from parvis.understand.surveys.reading import Answers


def options_of(question: FieldBase) -> dict[str, Texts] | None:
    """What may be chosen, by key; None where nothing is chosen: several may be (`ChoicesField`)."""
    match question:
        case YesNoField():
            return dict(YES_NO)
        case ScaleField():
            return {str(step): question.said_step(step) for step in question.steps}
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


def one(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """One choice, yes or no, a box, by its options."""
    return of_codes(question, options_of(question) or {}, codes_of(answers, question.key), weights)


def of_codes(
    question: FieldBase, options: Mapping[str, Texts], codes: Codes, weights: Numbers | None
) -> Result:
    """What codes of options came to."""
    counted = tally(codes, len(options))
    again = None if weights is None else tally(codes, len(options), weights)
    return Result(
        question.key, "options", question.label, counted.answers,
        counted_options(options, counted, again),
        explanation=question.explanation,
    )  # fmt: skip


def several(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """Several choices, each among those who were asked."""
    assert isinstance(question, ChoicesField)
    options = {choice.key: choice.label for choice in question.choices}
    if not options:
        return Result(question.key, "several", question.label, 0)
    # An option a line: each is counted where it lies.
    boxes = np.stack([answers.flags(question.key, key) for key in options])
    # A choice that another version had not has no box there.
    asked: Flags = (boxes != NO_ANSWER).any(axis=0)
    chosen: Flags = (boxes == 1).T
    counted = tally_several(chosen, asked)
    again = None if weights is None else tally_several(chosen, asked, weights)
    return Result(
        question.key, "several", question.label, counted.answers,
        counted_options(options, counted, again),
        explanation=question.explanation,
    )  # fmt: skip


def scale(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """A scale: its steps, its mean, and the score of what it measures."""
    assert isinstance(question, ScaleField)
    options = options_of(question) or {}
    codes = steps_of(answers, question)
    counted = tally(codes, len(options))
    again = None if weights is None else tally(codes, len(options), weights)
    return Result(
        question.key, "scale", question.label, counted.answers,
        counted_options(options, counted, again),
        _scale_figures(question, codes, counted, None),
        {} if again is None else _scale_figures(question, codes, again, weights),
        explanation=question.explanation,
    )  # fmt: skip


def _scale_figures(
    question: ScaleField, codes: Codes, counted: Tally, weights: Numbers | None
) -> dict[str, Estimate]:
    steps = np.array(question.steps, dtype=np.float64)
    mean = intervals.mean_of(counted, steps)
    found: dict[str, Estimate | None]
    match question.measured:
        case "recommendation":
            found = {MEAN: mean, SCORE: scores.net_promoter(codes, weights)}
        case "satisfaction":
            found = {MEAN: mean, SATISFIED: scores.satisfied(codes, len(steps), weights)}
        case "effort":
            # The customer effort score is the mean (Dixon, Freeman & Toman, Harvard Business
            # Review 88, 2010).
            found = {EFFORT: mean}
        case "":
            found = {MEAN: mean}
    return {name: one for name, one in found.items() if one is not None}


def ranking(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """Shares are of first places; who left something out put it after all that they ranked."""
    assert isinstance(question, RankingField)
    options = {choice.key: choice.label for choice in question.choices}
    if not options:
        return Result(question.key, "ranking", question.label, 0)
    ranks = np.column_stack([answers.numbers(question.key, key) for key in options])
    asked: Flags = np.count_nonzero(~np.isnan(ranks), axis=1) > 0
    first: Flags = (np.nan_to_num(ranks) == 1).astype(np.bool_)
    counted = tally_several(first, asked)
    again = None if weights is None else tally_several(first, asked, weights)
    kept = ranks[asked]
    last = (question.wanted + 1 + len(options)) / 2
    means = np.where(np.isnan(kept), last, kept).mean(axis=0).tolist() if len(kept) else []
    return Result(
        question.key, "ranking", question.label, counted.answers,
        counted_options(options, counted, again, means),
    )  # fmt: skip


def rows(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """A matrix, row by row."""
    assert isinstance(question, MatrixField)
    options = {choice.key: choice.label for choice in question.choices}
    rows = []
    for row in question.rows:
        codes = answers.codes(question.key, list(options), row.key)
        counted = tally(codes, len(options))
        again = None if weights is None else tally(codes, len(options), weights)
        shown = counted_options(options, counted, again)
        rows.append(Result(row.key, "options", row.label, counted.answers, shown))
    answered = max((row.answers for row in rows), default=0)
    return Result(question.key, "rows", question.label, answered, rows=tuple(rows))
