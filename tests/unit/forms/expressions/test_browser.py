"""Python and the browser's code say the same of any expression and answers."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.commands.frontend import SOURCE, node_tools
from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.evaluate import Scope, evaluate
from parvis.offer.forms.expressions.tree import to_json
from tests.unit.forms.expressions import made

TWIN = SOURCE / "src" / "islands" / "form" / "expression.ts"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def twin(tmp_path_factory):
    """A function that gives cases to the browser's code, run by Node, and returns its values."""
    tools = node_tools()
    node = shutil.which("node", path=tools["PATH"])
    code = tmp_path_factory.mktemp("twin") / "expression.mjs"
    bundler = SOURCE / "node_modules" / "rolldown" / "bin" / "cli.mjs"
    subprocess.run(
        [node, bundler, TWIN, "--format", "esm", "--file", code],
        env=tools, check=True, capture_output=True,
    )  # fmt: skip
    runner = Path(__file__).parent / "browser.mjs"
    with subprocess.Popen(
        [node, runner, code], env=tools, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:

        def values(cases):
            running.stdin.write(json.dumps(cases) + "\n")
            running.stdin.flush()
            return json.loads(running.stdout.readline())

        yield values
        running.stdin.close()


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
