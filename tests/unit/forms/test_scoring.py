"""What one person scores in a quiz."""

import pytest

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.ready import ready_form
from parvis.offer.forms.scoring import marked, score, scored_questions
from tests.unit.forms.building import asked, choice, form

QUIZ = compile_form(ready_form("quiz"))


def told(given, asked_of=("glass", "battery", "compost")):
    return marked(QUIZ, given, asked_of)


def test_right_wrong_and_passed_over():
    right, wrong = told({"glass": "bank", "battery": "bin", "compost": "yes"})
    assert (right.is_right, right.points, right.most) == (True, 1, 1)
    assert (wrong.is_right, wrong.points, wrong.chosen[0].key) == (False, 0, "bin")
    assert [one.key for one in wrong.best] == ["shop"]
    assert score([right, wrong]) == (1, 2)
    passed = told({})
    assert [(one.chosen, one.is_right, one.points) for one in passed] == [((), False, 0)] * 2


def test_what_was_not_asked_of_somebody_counts_for_nothing():
    assert score(told({"glass": "bank"}, asked_of=["glass"])) == (1, 1)


def test_several_may_be_best_and_points_may_be_lost():
    points = {"a": 3, "b": 3, "c": -2, "d": 1}
    options = [choice(key, key.upper(), points=many) for key, many in points.items()]
    quiz = compile_form(form([asked("choice", "q", choices=options)]))
    right = [key for key in points if marked(quiz, {"q": key}, ["q"])[0].is_right]
    assert right == ["a", "b"], "some points are not all"
    assert score(marked(quiz, {"q": "c"}, ["q"])) == (-2, 3)


SEVERAL = [choice("a", "A", points=2), choice("b", "B", points=1), choice("c", "C"),
           choice("d", "D", points=-3)]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "points"),
    [(["a", "b"], 3), (["a"], 0), (["a", "b", "c"], 0), (["a", "b", "d"], 0), (["d"], 0),
     (None, 0)],
)  # fmt: skip
def test_of_several_all_that_is_right_scores_and_nothing_else(given, points):
    quiz = compile_form(form([asked("choices", "q", choices=SEVERAL)]))
    (found,) = marked(quiz, {"q": given}, ["q"])
    assert (found.points, found.most, found.is_right) == (points, 3, points == 3)
    assert [one.key for one in found.best] == ["a", "b"]


def test_what_can_t_be_chosen_together_gives_no_points():
    for limits in ({"most": 1}, {"fewest": 3}):
        quiz = compile_form(form([asked("choices", "q", choices=SEVERAL, **limits)]))
        assert scored_questions(quiz) == {}
    alone = [choice("a", "A", points=1, alone=True), choice("b", "B", points=1)]
    assert scored_questions(compile_form(form([asked("choices", "q", choices=alone)]))) == {}
