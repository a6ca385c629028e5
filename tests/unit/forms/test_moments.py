"""Limits of a question about a day."""

import pytest

from parvis.offer.forms.definition import BadDefinition
from tests.unit.forms.building import asked, form


@pytest.mark.parametrize("day", ["2030-99-01", "2030-02-30", "1/2/2030", "soon"])
def test_a_limit_is_a_day_of_the_calendar(day):
    with pytest.raises(BadDefinition):
        form([asked("date", "a", earliest=day)])
    with pytest.raises(BadDefinition):
        form([asked("date", "a", latest=day)])


def test_a_limit_may_be_left_out():
    assert form([asked("date", "a", earliest="2028-02-29", latest="")])
