"""What answers came to, held against counts by hand."""

from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.capture.answers.models import Answer
from parvis.capture.answers.redaction import redact, thin
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations as forms
from parvis.offer.forms.definition import read_definition
from parvis.understand.surveys.found import EFFORT, MEAN, MEDIAN, SATISFIED, SCORE
from parvis.understand.surveys.reading import CHANNEL, answers
from parvis.understand.surveys.results import result, results
from tests.factories.every_kind import EVERY_KIND
from tests.factories.survey_answers import answered
from tests.factories.surveys import MARKET, survey
from tests.factories.towns import Town

pytestmark = pytest.mark.django_db

GIVEN = [
    {"comes": "yes", "buys": ["fruit", "fish"], "mood": 5},
    {"comes": "yes", "buys": ["fruit"], "mood": 4},
    {"comes": "yes", "mood": 1},
    {"comes": "no", "words": "Trop loin."},
    {"comes": "no"},
]
EVERY = [
    {"text": "Les Tanneurs", "number": 3, "yes_no": "yes", "choice": "c1", "choices": ["c0", "c2"],
     "faces": 5, "advice": 10, "matrix": {"price": "c0", "place": "c2"}, "ranking": ["c2", "c0"],
     "date": "2026-01-31", "time": "09:30", "amount": 12.5, "computed": 650,
     "children": [{"child": "A", "age": 4, "school": "Pasteur"}, {"child": "B", "age": 9}],
     "declaration": True, "consent": False},
    {"text": "La Gare", "number": 40, "yes_no": "no", "faces": 2, "advice": 6, "date": "2026-03-02",
     "children": [{"child": "C", "age": 9}], "declaration": True},
    {"text": "La Gare", "yes_no": "yes", "choices": ["none"], "ranking": ["c0", "c1"],
     "matrix": {"price": "c2"}, "time": "17:05", "declaration": True},
]  # fmt: skip


def counts(found) -> dict[str, int]:
    return {option.key: option.count for option in found.options}


def test_each_question_is_counted_among_those_who_answered_it(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, GIVEN)
        found = {one.key: one for one in results(answers(asked))}
    assert list(found) == ["comes", "buys", "mood", "words"]
    assert counts(found["comes"]) == {"yes": 3, "no": 2}
    assert found["comes"].options[0].share.value == pytest.approx(0.6)
    assert counts(found["buys"]) == {"fruit": 2, "fish": 1}
    # Of the two who said what they buy, not of the five who answered.
    assert (found["buys"].answers, found["buys"].options[1].share.value) == (2, 0.5)
    assert counts(found["mood"]) == {"1": 1, "2": 0, "3": 0, "4": 1, "5": 1}
    assert found["mood"].figures[MEAN].value == pytest.approx(10 / 3)
    assert found["mood"].figures[SATISFIED].value == pytest.approx(2 / 3)
    assert found["words"].answers == 1


def _asking(**scales: dict[str, Any]) -> dict[str, Any]:
    items = [
        {"kind": "scale", "key": key, "label": {"fr": key}, **more} for key, more in scales.items()
    ]
    return {"title": {"fr": "Trois notes"}, "pages": [{"key": "one", "items": items}]}


def test_a_scale_has_the_score_of_what_it_measures_and_no_other(town: Town) -> None:
    form = _asking(
        effort={"measures": "effort"},
        advice={"measures": "recommendation"},
        marks={"least": 1, "most": 10, "measures": "satisfaction"},
        ease={"style": "faces", "measures": "effort"},
        plain={},
    )
    given = [
        {"effort": 2, "advice": 10, "marks": 9, "ease": 5, "plain": 10},
        {"effort": 4, "advice": 6, "marks": 8, "ease": 4, "plain": 10},
        {"effort": 9, "advice": 9, "marks": 1, "ease": 3, "plain": 10},
    ]
    with town.open():
        asked = survey(town, form)
        answered(asked, given)
        found = {one.key: one.figures for one in results(answers(asked))}
    names = {key: list(figures) for key, figures in found.items()}
    assert names == {
        "effort": [EFFORT], "advice": [MEAN, SCORE], "marks": [MEAN, SATISFIED],
        "ease": [EFFORT], "plain": [MEAN],
    }  # fmt: skip
    assert found["effort"][EFFORT].value == pytest.approx(5)
    assert found["advice"][SCORE].value == pytest.approx(100 / 3)
    assert found["marks"][SATISFIED].value == pytest.approx(1 / 3)
    assert found["ease"][EFFORT].value == pytest.approx(4)


def test_every_kind_of_question_has_a_result_of_its_shape(town: Town) -> None:
    with town.open():
        asked = survey(town, EVERY_KIND, is_anonymous=False)
        answered(asked, EVERY)
        found = {one.key: one for one in results(answers(asked))}
    assert counts(found["choices"]) == {"c0": 1, "c1": 0, "c2": 1, "none": 1}
    assert list(found["advice"].figures) == [MEAN]
    price, place = found["matrix"].rows
    assert (counts(price), price.answers) == ({"c0": 1, "c1": 0, "c2": 1}, 2)
    assert (counts(place), place.answers) == ({"c0": 0, "c1": 0, "c2": 1}, 1)
    assert counts(found["ranking"]) == {"c0": 1, "c1": 0, "c2": 1}
    # Two of three are ranked: the third comes after them.
    assert [one.rank for one in found["ranking"].options] == [1.5, 2.5, 2.0]
    assert counts(found["date"]) == {"2026-01": 1, "2026-02": 0, "2026-03": 1}
    assert counts(found["time"])["09:00"] == 1
    assert counts(found["time"])["17:00"] == 1
    assert counts(found["number"]) == {"3": 1, "40": 1}
    assert found["computed"].figures[MEDIAN].value == 650
    # The rows of a block are counted one by one: three children.
    assert (counts(found["age"]), found["age"].answers) == ({"4": 1, "9": 2}, 3)
    assert counts(found["consent"]) == {"yes": 0, "no": 1}
    assert found["text"].answers == 3
    # Who somebody is, and where they live, is never counted.
    assert not {"person", "address", "email", "iban", "photo", "file"} & found.keys()


def test_what_was_taken_back_is_counted_no_more(town: Town) -> None:
    with town.open():
        asked = survey(town)
        first, *_rest = answered(asked, GIVEN)
        redact(answer=first, by=SYSTEM)
        assert counts(result(answers(asked), "comes")) == {"yes": 2, "no": 2}


def test_answers_are_looked_at_by_channel_and_by_choice(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, GIVEN)
        answered(asked, [{"comes": "no"}], channel="paper")
        every = answers(asked)
        on_paper = every.where(every.of(CHANNEL) == every.came_with[CHANNEL].index("paper"))
        who_come = every.where(every.codes("comes", ["yes", "no"]) == 0)
        happy = who_come.where(who_come.numbers("mood") >= 4)
    assert every.came_with[CHANNEL] == ("paper", "web")
    assert counts(result(on_paper, "comes")) == {"yes": 0, "no": 1}
    assert (who_come.many, result(who_come, "words").answers) == (3, 0)
    assert (happy.many, counts(result(happy, "buys"))) == (2, {"fruit": 2, "fish": 1})


def test_versions_are_brought_together_by_their_keys(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, GIVEN)
        later = deepcopy(MARKET)
        items = later["pages"][0]["items"]
        items[0], items[1] = items[1], items[0]
        items[0]["choices"].insert(0, {"key": "bread", "label": {"fr": "Du pain"}})
        forms.save_draft(form=asked.form, definition=read_definition(later), revision=0, by=SYSTEM)
        forms.publish_draft(form=asked.form, by=SYSTEM)
        asked.form.refresh_from_db()
        asked.version_id = asked.form.current_id
        asked.save(update_fields=["version"])
        answered(asked, [{"comes": "yes", "buys": ["bread", "fish"], "mood": 3}])
        found = answers(asked)
    assert counts(result(found, "comes")) == {"yes": 4, "no": 2}
    assert counts(result(found, "buys")) == {"bread": 1, "fruit": 2, "fish": 2}


def test_weights_are_said_beside_what_was_heard(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, GIVEN)
        found = answers(asked)
    weights = np.where(found.codes("comes", ["yes", "no"]) == 0, 0.5, 1.75)
    weighted = result(found, "comes", weights)
    assert weighted.options[0].share.value == pytest.approx(0.6)
    assert weighted.options[0].weighted.value == pytest.approx(0.3)


@pytest.mark.parametrize("many", [0, 1])
def test_nobody_or_one_is_a_result_too(town: Town, many: int) -> None:
    with town.open():
        asked = survey(town, EVERY_KIND, is_anonymous=False)
        answered(asked, EVERY[:many])
        found = results(answers(asked), np.ones(many))
    assert max(one.answers for one in found) == (2 if many else 0)


def test_answers_are_read_once_as_long_as_they_are_the_same(town: Town) -> None:
    def read() -> tuple[int, int]:
        """How many there are, and in how many statements that was found."""
        with CaptureQueriesContext(connection) as asked_of:
            found = answers(asked)
        return found.many, len(asked_of)

    with town.open():
        asked = survey(town)
        given = answered(asked, GIVEN)
        assert read() == (len(GIVEN), 2)
        assert read() == (len(GIVEN), 1)
        answered(asked, GIVEN[:1])
        assert read() == (len(GIVEN) + 1, 2)
        redact(answer=given[0], by=SYSTEM)
        assert read() == (len(GIVEN), 2)


def test_an_answer_that_changed_is_read_again(town: Town) -> None:
    with town.open():
        asked = survey(town)
        given = answered(asked, [{"comes": "yes", "mood": 5}] * 2)
        assert result(answers(asked), "mood").answers == 2
        assert thin(answer=given[0], keys={"mood"}, by=SYSTEM)
        assert result(answers(asked), "mood").answers == 1


def test_what_a_closed_department_hides_is_not_shown_from_memory(town: Town) -> None:
    with town.open():
        asked = survey(town)
        given = answered(asked, GIVEN)
    with town.open(compartments=(town.social.pk,)):
        Answer.objects.filter(pk=given[0].pk).update(department_lock=town.social.pk)
    with town.open(compartments=(town.social.pk,)):
        assert answers(asked).many == len(GIVEN)
    with town.open():
        assert answers(asked).many == len(GIVEN) - 1
