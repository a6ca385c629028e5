"""The time to answer follows what is read and what is asked."""

import pytest

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.estimate import SECONDS, minutes, seconds
from parvis.offer.forms.fields import CLASSES
from tests.factories.surveys import MARKET
from tests.unit.forms.building import asked, form


def test_reading_and_answering_add_up():
    # Six words in all (1.8 s at 200 a minute) and three seconds for a yes or no.
    made = form([asked("yes_no", "a", "Venez-vous au marché samedi ?")])
    assert seconds(made) == pytest.approx(6 * 0.3 + 3)


def test_what_is_shown_under_a_condition_counts_half():
    always = seconds(form([asked("yes_no", "a"), asked("email", "b", "")]))
    sometimes = seconds(form([asked("yes_no", "a"), asked("email", "b", "", show="a")]))
    assert always - sometimes == pytest.approx(SECONDS["email"] / 2)


def test_a_block_is_answered_for_several():
    one = {"kind": "repeat", "key": "r", "most": 1, "items": [asked("date", "d", "")]}
    many = {**one, "fewest": 3, "most": 5}
    assert seconds(form([many])) - 0.3 == pytest.approx(3 * (seconds(form([one])) - 0.3))


def test_every_kind_has_its_seconds():
    assert set(SECONDS) == set(CLASSES)


def test_the_market_takes_less_than_two_minutes():
    assert 20 < seconds(read_definition(MARKET)) < 120
    assert minutes(compile_form(read_definition(MARKET))) == 1
