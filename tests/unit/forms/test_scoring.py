"""What one person scores in a quiz."""

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.ready import ready_form
from parvis.offer.forms.scoring import marked, score
from tests.unit.forms.building import asked, choice, form

QUIZ = compile_form(ready_form("quiz"))


def told(given, asked_of=("glass", "battery", "compost")):
    return marked(QUIZ, given, asked_of)


def test_right_wrong_and_passed_over():
    right, wrong = told({"glass": "bank", "battery": "bin", "compost": "yes"})
    assert (right.is_right, right.points, right.most) == (True, 1, 1)
    assert (wrong.is_right, wrong.points, wrong.chosen.key) == (False, 0, "bin")
    assert [one.key for one in wrong.best] == ["shop"]
    assert score([right, wrong]) == (1, 2)
    passed = told({})
    assert [(one.chosen, one.is_right, one.points) for one in passed] == [(None, False, 0)] * 2


def test_what_was_not_asked_of_somebody_counts_for_nothing():
    assert score(told({"glass": "bank"}, asked_of=["glass"])) == (1, 1)


def test_several_may_be_best_and_points_may_be_lost():
    points = {"a": 3, "b": 3, "c": -2, "d": 1}
    options = [choice(key, key.upper(), points=many) for key, many in points.items()]
    quiz = compile_form(form([asked("choice", "q", choices=options)]))
    right = [key for key in points if marked(quiz, {"q": key}, ["q"])[0].is_right]
    assert right == ["a", "b"], "some points are not all"
    assert score(marked(quiz, {"q": "c"}, ["q"])) == (-2, 3)
