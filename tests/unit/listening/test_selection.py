"""What is looked at together is the same question however it was written."""

from datetime import date

import pytest
from django.http import QueryDict

from parvis.flows.theme_selection import CUSTOM, Selection
from parvis.understand.studies.queries import digest
from parvis.web.cockpit.listening.asked import query_of

EVERYTHING = Selection(
    period=CUSTOM, since="2026-01-01", until="2026-02-01", services=(2, 3), groups=(1,),
    districts=(4,), departments=(5,), channels=("phone", "web"), source="answer", survey=12,
    question="why", mood="negative", towards="place", is_urgent=True,
)  # fmt: skip


def test_the_usual_asks_for_nothing():
    assert Selection().to_json() == {}
    assert Selection.from_json({}) == Selection()


def test_json_and_back():
    assert Selection.from_json(EVERYTHING.to_json()) == EVERYTHING


def test_the_order_of_choices_changes_nothing():
    one, other = Selection(services=(3, 2)), Selection(services=(2, 3))
    assert digest(one.to_json()) == digest(other.to_json())
    assert digest(one.to_json()) != digest(Selection(services=(2,)).to_json())


def test_a_period_by_name_ends_today():
    assert Selection().span(date(2026, 11, 23)).until == date(2026, 11, 23)
    assert Selection().to_json() == Selection(period="quarter").to_json()
    assert EVERYTHING.span(date(2026, 11, 23)).since == date(2026, 1, 1)


def test_its_address_says_all_of_it():
    query = QueryDict(query_of(EVERYTHING))
    assert query["source"] == "question-12-why"
    assert query.getlist("service") == ["2", "3"]
    assert (query["humeur"], query["envers"], query["urgence"]) == ("negative", "place", "oui")
    assert query_of(Selection()) == ""


def test_what_was_never_kept_is_refused():
    with pytest.raises(TypeError):
        Selection.from_json({"colour": "red"})
