"""Python and the browser's code say the same of any expression and answers."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.evaluate import Scope, evaluate
from parvis.offer.forms.expressions.tree import to_json
from tests.support.browser_code import FORM, running
from tests.unit.forms.expressions import made

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def twin(tmp_path_factory):
    """A function that gives cases to the browser's code, and returns its values."""
    runner = Path(__file__).parent / "browser.mjs"
    with running(FORM / "expression.ts", runner, tmp_path_factory.mktemp("twin")) as values:
        yield values


rows = st.one_of(st.none(), made.answers.map(lambda found: (found["rows"] or [None])[0]))
cases = st.lists(st.tuples(made.any_tree, made.answers, rows), min_size=1, max_size=20)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases)
def test_the_browser_agrees(twin, cases):
    for tree, _, _ in cases:
        type_of(tree, made.NAMES)
    here = [evaluate(tree, Scope(answers, row), TODAY) for tree, answers, row in cases]
    there = twin(
        [
            {"tree": to_json(tree), "answers": answers, "row": row, "today": str(TODAY)}
            for tree, answers, row in cases
        ]
    )
    assert list(map(_kept, here)) == list(map(_kept, there))


def _kept(value):
    """With its type: True is not 1. JSON writes doubles as whole numbers: one kind of number."""
    value = float(value) if type(value) is int else value
    return type(value), value
