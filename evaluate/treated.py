"""What agents tell without a word: requests treated as they were sorted, beside what they said.

The texts and their types are real; who chooses wrongly, and which of that agents notice, is drawn.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from evaluate.calibration import calibration_error, handled_alone
from evaluate.figures import Figure
from evaluate.said import Said
from evaluate.sets import SEED
from parvis.understand.topic.catalogue import Catalogue
from parvis.understand.topic.learner import SAID, TREATED, Example, Learner
from parvis.understand.topic.reasons import Topic

MANY = 1_500
# How often somebody chooses another kind (one of those read as likely), how often an agent sets it
# right, and how often they confirm one that is right where the reading differs.
CHOSEN_WRONGLY, SET_RIGHT, CONFIRMED = 0.15, 0.7, 0.1
_LIKELY = 6
# What is told between two readings.
_AT_ONCE = 20


def treated(on: str, catalogue: Catalogue, known: Said, held: Said) -> Iterator[Figure]:
    """With the requests treated; beside it, as the simplest, from what was said alone."""
    alone, both = (
        _judged(_taught(catalogue, known[:MANY], weight), held) for weight in (0.0, TREATED)
    )
    for measure, judge, is_error in (
        ("accuracy", lambda _, right: float(right.mean()), False),
        ("calibration error (ECE)", calibration_error, True),
        ("handled alone at 95 % precision", handled_alone, False),
    ):
        before, after = judge(*alone), judge(*both)
        yield Figure(
            "topic", measure, f"{on}, {MANY:,} requests treated", len(held.texts), after,
            trivial=before, at_most=before if is_error else None,
            at_least=None if is_error else before,
            note="beside it what was said alone; who errs and who notices is drawn",
        )  # fmt: skip


def _taught(catalogue: Catalogue, known: Said, weight: float) -> Learner:
    """What a town learns that counts requests treated as heavily as `weight`; 0 leaves them out."""
    learner, drawn, told = Learner(catalogue), np.random.default_rng(SEED), []
    (examples,) = known.lots()
    for one in examples:
        told.append(_told(one, learner.topic(one.text, one.vector), drawn.random(3), weight))
        if len(told) == _AT_ONCE:
            learner.learn([lesson for lesson in told if lesson.weight])
            told = []
    return learner


def _told(one: Example, read: Topic, chances: NDArray[np.float64], weight: float) -> Example:
    others = [kind for kind, _ in read.ranked[:_LIKELY] if kind != one.service_type]
    is_wrong = chances[0] < CHOSEN_WRONGLY
    chosen = others[int(chances[1] * len(others))] if is_wrong else one.service_type
    differs = read.ranked[0][0] != chosen
    if chances[2] < (SET_RIGHT if is_wrong else CONFIRMED * differs):
        return Example(one.text, one.vector, one.service_type, one.at, SAID)
    return Example(one.text, one.vector, chosen, one.at, weight)


def _judged(learner: Learner, held: Said) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    rows = zip(held.texts, held.vectors, strict=True)
    first = [learner.topic(text, vector).ranked[0] for text, vector in rows]
    return np.array([sure for _, sure in first]), np.array([one for one, _ in first]) == held.types
