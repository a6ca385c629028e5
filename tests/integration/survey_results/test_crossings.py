"""Questions of several choices and matrices, crossed and looked at alone, as counted by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from django.test import Client

from parvis.capture.answers.models import Answer
from parvis.foundation.db.remember import forget
from parvis.offer.surveys.models import Survey
from parvis.understand.surveys import handfuls
from parvis.understand.surveys.comparing.verdicts import Verdict
from parvis.understand.surveys.crossings import crossed
from parvis.understand.surveys.reading import (
    CHANNEL,
    DEPARTMENT,
    DISTRICT,
    SERVICE,
    Answers,
    answers,
)
from tests.factories import agent, log_in
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.unit.papers.reading_pdf import squeezed, words

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


def cockpit_page(town: Town, asked: Survey) -> Callable[[str], str]:
    with town.open():
        director = agent(town, "director")
    forget()
    client = log_in(Client(), town, director)
    return lambda query: (
        client.get(f"/pilotage/enquetes/{asked.pk}/?{query}")
        .content.decode()
        .replace("\N{NO-BREAK SPACE}", " ")
    )


def test_of_an_anonymous_survey_who_is_left_out_is_no_handful_either(town: Town) -> None:
    walks, drives = {"judged": {"roads": "good"}}, {"judged": {"roads": "bad"}}
    with town.open():
        asked = survey(town, FORM, code="rues")
        answered(asked, [walks] * 57 + [drives] * 3)
    page = cockpit_page(town, asked)
    assert 'id="judged"' in page("")
    for query in ("que=judged.roads:good", "que=judged.roads:bad"):
        assert "moins de cinq" in page(query)
        assert 'id="judged"' not in page(query)


def test_two_filters_do_not_leave_a_handful_between_them(town: Town) -> None:
    with town.open():
        asked = survey(town, FORM, code="rues")
        answered(asked, [WALKER] * 20 + [DRIVER] * 20 + [WALKER | {"goes": ["car", "bike"]}] * 3)
    page = cockpit_page(town, asked)
    # Twenty-three say "bad", of whom three drive.
    assert 'id="judged"' in page("que=judged.roads:bad")
    assert 'id="judged"' not in page("que=judged.roads:bad&que=goes.foot:yes")


def test_an_anonymous_survey_that_four_answered_is_not_shown(town: Town) -> None:
    with town.open():
        asked = survey(town, FORM, code="rues")
        answered(asked, [WALKER] * 4)
    page = cockpit_page(town, asked)("")
    assert "Moins de cinq personnes ont répondu" in page
    assert 'id="judged"' not in page


ONE = {
    "title": {"fr": "Les rues"},
    "pages": [{"key": "page", "items": [
        {"kind": "choice", "key": "area", "label": {"fr": "Où ?"}, "choices": [
            {"key": key, "label": {"fr": key}} for key in ("north", "south", "east")]},
        {"kind": "choice", "key": "safe", "label": {"fr": "Sûre ?"}, "choices": [
            {"key": key, "label": {"fr": key}} for key in ("yes", "no", "unsure")]},
    ]}],
}  # fmt: skip


def test_a_group_that_is_not_shown_can_not_be_had_by_subtraction(town: Town) -> None:
    with town.open():
        asked = survey(town, ONE, code="rues")
        answered(asked, [
            {"area": area, "safe": safe}
            for area, many in (("north", (12, 8, 10)), ("south", (5, 6, 9)), ("east", (3, 0, 0)))
            for safe, times in zip(("yes", "no", "unsure"), many, strict=True)
            for _ in range(times)
        ])  # fmt: skip
        given = answers(asked)
        director = agent(town, "director")
    found = crossed(given, "safe", "area")
    rows, options = handfuls.crossed(given, "safe", "area")
    assert (rows, options) == ({1, 2}, set()), "the smallest other row is hidden with it"
    all_ = sum(found.answers)
    assert all_ - sum(found.answers[row] for row in {0, 1, 2} - rows) >= 5
    # Told the other way round, the same people are columns.
    assert handfuls.crossed(given, "area", "safe") == (options, rows)
    forget()
    client = log_in(Client(), town, director)
    address = f"/pilotage/enquetes/{asked.pk}"
    seen = client.get(f"{address}/?question=safe&par=area").content.decode()
    assert "%" in seen.split('<th scope="row">north</th>')[1].split("</tr>")[0]
    for name in ("south", "east"):
        assert "%" not in seen.split(f'<th scope="row">{name}</th>')[1].split("</tr>")[0]
    paper = words(client.get(f"{address}/resultats.pdf?question=safe&par=area").content)
    assert squeezed("ni le plus petit des autres") in paper


AGED = {
    "title": {"fr": "Les rues"},
    "pages": [{"key": "page", "items": [
        {"kind": "number", "key": "age", "label": {"fr": "Quel âge avez-vous ?"}},
        {"kind": "yes_no", "key": "safe", "label": {"fr": "Sûre ?"}},
    ]}],
}  # fmt: skip


def test_a_number_is_crossed_in_the_classes_of_its_picture(town: Town) -> None:
    with town.open():
        asked = survey(town, AGED, code="rues", is_anonymous=False)
        answered(asked, [
            {"age": age, "safe": "yes" if age < 40 else "no"} for age in range(20, 60)
        ])  # fmt: skip
        given = answers(asked)
    found = crossed(given, "safe", "age")
    assert list(found.groups) == ["20 – 25", "25 – 30", "30 – 35", "35 – 40", "40 – 45",
                                  "45 – 50", "50 – 55", "55 – 60"]  # fmt: skip
    assert found.answers == (5,) * 8
    assert shares(found) == [[1, 0]] * 4 + [[0, 1]] * 4
    assert [row[0] for row in shares(crossed(given, "age", "safe"))] == [0.25, 0]
    # Whoever is looked at, the classes are the same.
    young = given.where(given.numbers("age") < 30)
    assert list(crossed(young, "safe", "age").groups) == list(found.groups)
    assert crossed(young, "safe", "age").answers == (5, 5, 0, 0, 0, 0, 0, 0)
    page = cockpit_page(town, asked)("question=safe&par=age")
    assert "Sûre ? Selon : Quel âge avez-vous ?" in page
    assert "Publier ce croisement" not in page


def test_answers_are_crossed_by_what_they_came_with(town: Town) -> None:
    with town.open():
        asked = survey(town, FORM, code="rues", is_anonymous=False)
        about = answered(asked, [WALKER] * 20)
        answered(asked, [DRIVER] * 10)
        Answer.objects.filter(pk__in=[one.pk for one in about]).update(
            department=town.roads, service_type=town.services["hole"]
        )
        given = answers(asked)
    found = crossed(given, "judged.roads", DEPARTMENT)
    assert dict(zip(found.groups, found.answers, strict=True)) == {str(town.roads.pk): 20}
    assert crossed(given, "judged.roads", DISTRICT).groups == {}
    page = cockpit_page(town, asked)
    assert '<th scope="row">Voirie</th>' in page(f"question=judged.roads&par={DEPARTMENT}")
    assert "Selon : Le type de demande" in page(f"question=judged.roads&par={SERVICE}")
    assert "Le quartier" not in page("")
