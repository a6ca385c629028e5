"""A number that no double can hold is refused by every kind of question, and breaks none."""

from datetime import date
from typing import Any

import pytest

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.fields.numeric import is_number
from parvis.offer.forms.reading import read_answers
from tests.factories.every_kind import EVERY_KIND

HUGE = 10**400
FORM = compile_form(read_definition(EVERY_KIND))
TYPED = [node.key for node in FORM.fields if node.field and node.field.is_typed and not node.block]
BLOCKS = {
    node.block: node.key
    for node in FORM.fields
    if node.block and node.field and node.field.is_typed
}


@pytest.mark.parametrize("huge", [HUGE, -HUGE])
def test_it_is_no_number(huge: int) -> None:
    assert not is_number(huge)


@pytest.mark.parametrize(
    "value", [HUGE, -HUGE, [HUGE], {"type": "Point", "coordinates": [HUGE, 1]}]
)
@pytest.mark.parametrize("key", [*TYPED, *BLOCKS])
def test_every_kind_refuses_it(key: str, value: Any) -> None:
    given = {key: [{BLOCKS[key]: value}] if key in BLOCKS else value}
    reading = read_answers(FORM, given, today=date(2026, 11, 23))
    assert str(HUGE) not in str(reading.answers)
