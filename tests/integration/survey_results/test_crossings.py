"""Questions of several choices and matrices, crossed and looked at alone, as counted by hand."""

import numpy as np
import pytest
from django.test import Client

from parvis.foundation.db.remember import forget
from parvis.offer.surveys.models import Survey
from parvis.understand.surveys.comparing.verdicts import Verdict
from parvis.understand.surveys.crossings import CHANNEL, crossed
from parvis.understand.surveys.reading import Answers, answers
from tests.factories import agent, log_in
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = [{"key": key, "label": {"fr": key}} for key in ("good", "bad")]
FORM = {
    "title": {"fr": "Les rues"},
    "pages": [{"key": "page", "items": [
        {"kind": "choices", "key": "goes", "label": {"fr": "Comment venez-vous ?"}, "choices": [
            {"key": "foot", "label": {"fr": "À pied"}},
            {"key": "bike", "label": {"fr": "À vélo"}},
            {"key": "car", "label": {"fr": "En voiture"}}]},
        {"kind": "matrix", "key": "judged", "label": {"fr": "Que dites-vous"}, "choices": STEPS,
         "rows": [{"key": "roads", "label": {"fr": "des rues"}},
                  {"key": "lanes", "label": {"fr": "des pistes"}}]},
        {"kind": "scale", "key": "mood", "label": {"fr": "Êtes-vous content ?"}},
    ]}],
}  # fmt: skip
WALKER = {"goes": ["foot", "bike"], "judged": {"roads": "bad", "lanes": "good"}, "mood": 2}
DRIVER = {"goes": ["car"], "judged": {"roads": "good"}, "mood": 5}
SILENT = {"mood": 3}


@pytest.fixture
def given(town: Town) -> Answers:
    with town.open():
        asked = survey(town, FORM, code="rues", is_anonymous=False)
        answered(asked, [WALKER] * 40 + [SILENT] * 5)
        answered(asked, [DRIVER] * 20, channel="paper")
        return answers(asked)


def shares(found) -> list[list[float]]:
    return [[one.value for one in row] for row in found.shares]


def test_several_choices_by_the_way_of_answering_are_shares_of_those_asked(given) -> None:
    found = crossed(given, "goes", CHANNEL)
    assert list(found.options) == ["foot", "bike", "car"]
    assert dict(zip(found.groups, found.answers, strict=True)) == {"paper": 20, "web": 40}
    assert shares(found) == [[0, 0, 1], [1, 1, 0]]
    assert found.verdict is Verdict.DIFFERENT
    low = found.shares[0][0]
    assert (low.low, low.high) == (0, pytest.approx(0.161, abs=0.001)), "each has its interval"


def test_groups_of_several_choices_overlap_and_are_held_against_who_did_not_choose(given) -> None:
    found = crossed(given, "mood", "goes")
    assert (list(found.groups), found.answers) == (["foot", "bike", "car"], (40, 40, 20))
    assert [round(one.value, 2) for one in found.means] == [2, 2, 5]
    assert found.means_apart[0].there.value == 5
    assert found.means_apart[0].there.answers == 20, "who did not answer is in no group"


def test_a_row_of_a_matrix_is_crossed_and_narrows(given) -> None:
    found = crossed(given, "judged.roads", "goes")
    assert list(found.options) == ["good", "bad"]
    assert shares(found) == [[0, 1], [0, 1], [1, 0]]
    assert crossed(given, "judged.lanes", CHANNEL).answers == (0, 40)
    with pytest.raises(KeyError):
        crossed(given, "judged", CHANNEL)


def test_what_chance_makes_is_said_to_be_too_small(town: Town) -> None:
    rng = np.random.default_rng(3)
    drawn = [
        {"goes": [rng.choice(["foot", "car"])], "judged": {"roads": rng.choice(["good", "bad"])}}
        for _ in range(60)
    ]
    with town.open():
        asked = survey(town, FORM, code="rues", is_anonymous=False)
        answered(asked, drawn)
        found = crossed(answers(asked), "goes", "judged.roads")
    assert found.verdict is Verdict.TOO_SMALL_TO_SAY
    assert not found.apart


def test_the_page_crosses_and_narrows_by_choices_and_rows(town: Town, given) -> None:
    with town.open():
        director = agent(town, "director")
    forget()
    client = log_in(Client(), town, director)

    def page(query: str) -> str:
        number = given_survey(town)
        answer = client.get(f"/pilotage/enquetes/{number}/?{query}")
        return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "40 réponses" in page("que=goes.foot:yes")
    assert "20 réponses" in page("que=judged.roads:good")
    seen = page("question=goes&par=judged.roads")
    assert "Comment venez-vous ? Selon : Que dites-vous – des rues" in seen
    assert "Les groupes ne répondent pas de même" in seen
    assert "se recoupent" in page("question=mood&par=goes")


def given_survey(town: Town) -> int:
    with town.open():
        return int(Survey.objects.get(code="rues").pk)


def test_of_an_anonymous_survey_a_handful_is_no_group(town: Town) -> None:
    with town.open():
        asked = survey(town, FORM, code="rues")
        answered(asked, [WALKER] * 30 + [DRIVER] * 3)
        director = agent(town, "director")
    forget()
    client = log_in(Client(), town, director)
    seen = client.get(f"/pilotage/enquetes/{asked.pk}/?question=judged.roads&par=goes")
    said = seen.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    car = said.split("En voiture</th>")[1].split("</tr>")[0]
    assert "moins de 5" in car
    assert "%" not in car
