"""A value worked out is as private as what it is made of."""

import json

from parvis.offer.forms.columns import open_columns
from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.parting import joined, split, thinned
from tests.unit.forms.building import asked, form

INCOME = form(
    [
        asked("number", "rooms"),
        asked("number", "income", privacy="sensitive"),
        asked("number", "age", privacy="personal"),
        # Named before what it is made of: the order of the pages says nothing.
        asked("computed", "share", compute="twice / 3"),
        asked("computed", "twice", compute="income * 2"),
        asked("computed", "more", compute="rooms + 1"),
        asked("computed", "years", compute="sum(children.soon) + age"),
        {
            "kind": "repeat",
            "key": "children",
            "title": {"fr": "Vos enfants"},
            "items": [
                asked("number", "child_age", privacy="personal"),
                asked("computed", "soon", compute="child_age + 1"),
            ],
        },
    ]
)
FORM = compile_form(INCOME)
ANSWERS = {
    "rooms": 3, "income": 900, "age": 40, "share": 600, "twice": 1800, "more": 4, "years": 48,
    "children": [{"child_age": 7, "soon": 8}],
}  # fmt: skip


def test_a_value_worked_out_takes_the_most_private_class_of_its_sources():
    found = {node.key: node.field.privacy for node in FORM.fields if node.compute is not None}
    assert found == {
        "share": "sensitive", "twice": "sensitive", "more": "public", "years": "personal",
        "soon": "personal",
    }  # fmt: skip


def test_only_what_tells_nothing_private_stays_in_clear():
    openly, personal = split(FORM, ANSWERS)
    assert openly == {"rooms": 3, "more": 4, "children": [{}]}
    assert json.loads(personal)["share"] == 600
    assert joined(openly, personal) == ANSWERS
    assert {one.name for one in open_columns(FORM)} == {"rooms"}


def test_what_was_worked_out_goes_with_what_it_was_made_of():
    assert thinned(FORM, ANSWERS, {"income"}).keys() == ANSWERS.keys() - {
        "income", "twice", "share",
    }  # fmt: skip
    left = thinned(FORM, ANSWERS, {"child_age"})
    assert "years" not in left
    assert left["children"] == [{}]
    assert thinned(FORM, ANSWERS, {"rooms"}).keys() == ANSWERS.keys() - {"rooms", "more"}
