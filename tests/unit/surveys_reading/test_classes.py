"""Numbers and days in classes."""

from datetime import date

import numpy as np

from parvis.understand.surveys.classes import classes, months


def test_few_different_numbers_are_shown_one_by_one() -> None:
    labels, codes = classes(np.array([3, np.nan, 1, 3]))
    assert (labels, codes.tolist()) == (["1", "3"], [1, -1, 0, 1])


def test_many_are_put_into_round_classes_that_hold_their_lower_end() -> None:
    values = np.arange(0.0, 100.0)
    labels, codes = classes(values)
    assert labels[:2] == ["0 – 10", "10 – 20"]
    assert (codes[9], codes[10], len(labels)) == (0, 1, 10)


def test_months_in_between_are_there_and_many_become_years() -> None:
    def days(*every: str) -> np.ndarray:
        return np.array([date.fromisoformat(day).toordinal() for day in every] + [0])

    labels, codes = months(days("2026-01-31", "2026-03-01"))
    assert (labels, codes.tolist()) == (["2026-01", "2026-02", "2026-03"], [0, 2, -1])
    labels, codes = months(days("1990-06-01", "2026-03-01"))
    assert (labels[0], labels[-1], len(labels), codes.tolist()) == ("1990", "2026", 37, [0, 36, -1])


def test_nobody_has_no_class() -> None:
    assert classes(np.array([np.nan]))[0] == []
    assert months(np.array([0]))[0] == []
