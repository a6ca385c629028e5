"""A poll asks one question that can be counted; a quiz gives points and says why."""

import pytest

from parvis.offer.forms.uses import misfits
from tests.unit.forms.building import asked, choice, codes, form

TWO = [choice("x", "Un"), choice("y", "Deux")]
SCORED = [choice("x", "Un", points=1), choice("y", "Deux")]
WHY = {"fr": "Parce que."}


def found(use, *items):
    return codes(misfits(form(list(items)), use))


def test_what_serves_its_use():
    assert found("poll", asked("choice", "a", choices=TWO), asked("information", "i")) == []
    assert found("quiz", asked("choice", "a", choices=SCORED, explanation=WHY)) == []
    assert found("survey", asked("text", "a"), asked("text", "b")) == []


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([asked("yes_no", "a"), asked("yes_no", "b")], [("one_question_only", "b")]),
        ([asked("text", "a")], [("not_in_a_poll", "a")]),
        ([asked("choice", "a", choices=TWO, privacy="sensitive")], [("not_in_a_poll", "a")]),
    ],
)
def test_a_poll_asks_one_question_that_can_be_counted(items, expected):
    assert found("poll", *items) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([asked("choice", "a", choices=TWO)], [("nothing_scored", "")]),
        ([asked("choice", "a", choices=SCORED)], [("nothing_explained", "a")]),
        ([asked("choices", "a", choices=SCORED)], [("nothing_explained", "a")]),
        ([asked("choices", "a", choices=[*SCORED, choice("z", "Trois", points=1)], most=1)],
         [("nothing_scored", ""), ("points_not_counted", "a")]),
        ([asked("matrix", "a", choices=SCORED)],
         [("nothing_scored", ""), ("points_not_counted", "a")]),
        ([{"kind": "repeat", "key": "r", "title": WHY,
           "items": [asked("choice", "a", choices=SCORED, explanation=WHY)]}],
         [("nothing_scored", ""), ("points_not_counted", "a")]),
    ],
)  # fmt: skip
def test_a_quiz_gives_points_that_count_and_says_why(items, expected):
    assert found("quiz", *items) == expected


def test_what_does_nothing_in_a_report_is_said():
    by_link = asked("text", "a", prefill="link")
    scored = asked("choice", "b", choices=SCORED, explanation=WHY)
    assert found("service", by_link, scored) == [
        ("no_link_here", "a"), ("no_score_here", "b"), ("no_score_here", "b"),
    ]  # fmt: skip
    assert found("survey", by_link) == []
