"""What each piece of an expression means, case by case; the browser's tests read the same."""

import json
from datetime import date
from pathlib import Path

import pytest

from parvis.offer.forms.expressions.evaluate import Scope, evaluate
from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.tree import FUNCTIONS, OPERATORS, Operation, to_json, walk

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["expression"])
def test_a_vector(vector):
    tree = parse(vector["expression"])
    assert to_json(tree) == vector["tree"]
    scope = Scope(vector["answers"], vector.get("row"))
    found = evaluate(tree, scope, date.fromisoformat(vector["today"]))
    assert found == vector["expected"]
    assert isinstance(found, bool) == isinstance(vector["expected"], bool)


def test_every_operation_has_vectors():
    trees = (parse(vector["expression"]) for vector in VECTORS)
    used = {one.name for tree in trees for one in walk(tree) if isinstance(one, Operation)}
    assert used == {*OPERATORS, *FUNCTIONS}
