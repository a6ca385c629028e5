"""What each question of a survey came to, as data: sentences and pictures stand with the pages.

A question is read in the way that its kind asks for (`Result.shape`): counts and shares of options,
with their intervals; means, medians and scores; classes of numbers, months of days. With weights,
every share and mean is said twice, as heard and as weighted.
"""

from collections.abc import Callable

import numpy as np

from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import (
    ChoiceField,
    ChoicesField,
    MatrixField,
    RankingField,
    YesNoField,
)
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.fields.numeric import NumericField, ScaleField
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.offer.forms.fields.wordy import WordyField
from parvis.understand.surveys import chosen, spread
from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.found import Result
from parvis.understand.surveys.reading import Answers, wordy

Reader = Callable[[Answers, FieldBase, Numbers | None], Result | None]


def results(answers: Answers, weights: Numbers | None = None) -> list[Result]:
    """Every question of the form that can be counted, in its order: none that is personal or
    sensitive. `weights` has one for each answer that is looked at."""
    found = (
        result(answers, node.key, weights)
        for node in answers.form.fields
        if node.field is not None and node.field.privacy == "public"
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


def _words(answers: Answers, question: FieldBase, _weights: Numbers | None) -> Result | None:
    if question.key not in wordy(answers.form):
        return None
    said = int(np.count_nonzero(answers.said(question.key)))
    return Result(question.key, "words", question.label, said)


_READERS: tuple[tuple[tuple[type[FieldBase], ...], Reader], ...] = (
    ((ChoiceField, YesNoField, TickField), chosen.one),
    ((ChoicesField,), chosen.several),
    ((ScaleField,), chosen.scale),
    ((RankingField,), chosen.ranking),
    ((MatrixField,), chosen.rows),
    ((NumericField,), spread.numbers),
    ((DateField,), spread.months),
    ((TimeField,), spread.hours),
    ((WordyField,), _words),
    ((ComputedField,), spread.computed),
)
