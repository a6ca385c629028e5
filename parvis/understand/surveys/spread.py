"""Questions answered by a number, a day or an hour: what they came to, in classes."""

from collections.abc import Sequence

import numpy as np

from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import YES_NO
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.understand.surveys import intervals
from parvis.understand.surveys.chosen import of_codes
from parvis.understand.surveys.classes import classes
from parvis.understand.surveys.classes import months as months_of
from parvis.understand.surveys.counting import NO_ANSWER, Codes, Numbers, tally
from parvis.understand.surveys.found import MEAN, MEDIAN, Result, counted_options
from parvis.understand.surveys.intervals import Estimate
from parvis.understand.surveys.reading import Answers


def numbers(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """Numbers in classes, with their mean and median."""
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
        question.key, shape, question.label, counted.answers,
        counted_options(options, counted, again),
        _number_figures(values, None),
        {} if weights is None else _number_figures(values, weights),
    )  # fmt: skip


def _number_figures(values: Numbers, weights: Numbers | None) -> dict[str, Estimate]:
    found = {
        MEAN: intervals.mean(values, weights),
        MEDIAN: intervals.median(values, weights),
    }
    return {name: one for name, one in found.items() if one is not None}


def months(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """Days by month."""
    labels, codes = months_of(answers.days(question.key))
    return _spread(question, "months", labels, codes, values=np.empty(0), weights=weights)


def hours(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result:
    """Hours of the day."""
    minutes = answers.minutes(question.key)
    codes = np.where(minutes < 0, NO_ANSWER, minutes // 60)
    first, last = (
        (int(codes[codes >= 0].min()), int(codes.max())) if (codes >= 0).any() else (0, -1)
    )
    labels = [f"{hour:02}:00" for hour in range(first, last + 1)]
    codes = np.where(codes < 0, NO_ANSWER, codes - first)
    return _spread(question, "hours", labels, codes, values=np.empty(0), weights=weights)


def computed(answers: Answers, question: FieldBase, weights: Numbers | None) -> Result | None:
    """A value worked out, in the way of what it is; None for words."""
    assert isinstance(question, ComputedField)
    match question.result:
        case "flag":
            boxes = answers.flags(question.key)
            codes = np.array([NO_ANSWER, 1, 0], dtype=np.int8)[boxes + 1]
            return of_codes(question, YES_NO, codes, weights)
        case "number":
            return numbers(answers, question, weights)
        case "date":
            return months(answers, question, weights)
    return None
