"""The results' pages, as the application serves them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.capture.answers import sealed
from parvis.capture.answers.operations import Invited, invite
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.answer_survey import answer_survey
from parvis.foundation.db.remember import forget
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.surveys.operations import change_survey
from parvis.understand.surveys.quiz import scored
from parvis.understand.surveys.reading import answers
from tests.factories import agent, log_in
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.unit.papers.reading_pdf import squeezed, words

pytestmark = pytest.mark.django_db(transaction=True)

COME, STAY = {"comes": "yes", "buys": ["fruit"], "mood": 5}, {"comes": "no", "words": "Trop loin."}


def as_(town: Town, *roles: str, **fields) -> Client:
    with town.open():
        person = agent(town, *roles, **fields)
    forget()
    return log_in(Client(), town, person)


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_the_page_says_what_most_answered_and_how_surely(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * 30 + [STAY] * 10)
    seen = page(as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/")
    assert "« Oui » vient en tête" in seen
    assert "75 %" in seen
    assert "40 réponses" in seen


def test_that_nobody_answered_a_question_is_said_once(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * 12)
    seen = page(as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/")
    assert "<p>Personne n’a répondu à cette question.</p>" in seen
    assert "<p>0 réponse" not in seen


def test_how_many_answered_is_asked_again_while_the_page_is_looked_at(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False, door="invited")
        people = [Invited(email=f"{name}@exemple.fr") for name in "abcd"]
        invited = invite(survey=asked, people=people, by=SYSTEM)
    client = as_(town, "director")
    seen = page(client, f"/pilotage/enquetes/{asked.pk}/")
    (path,) = re.findall(r'data-poll="([^"]*)"', seen)
    assert page(client, path) in seen
    with town.open():
        new = NewAnswer(has_agreed=True, version=asked.version_id, answers=COME)
        answer_survey(survey=asked, new=new, invitation=invited[0], by=RESIDENT)
    assert re.findall(r'kpi__value">([^<]*)<', page(client, path)) == ["1", "25 %"]


@pytest.mark.parametrize(
    ("given", "said"), [(0, "Personne n’a encore répondu"), (1, "1 réponse : trop peu")]
)
def test_nobody_or_one_is_said(town: Town, given: int, said: str) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * given)
    seen = page(as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/")
    assert said in seen
    assert "vient en tête" not in seen, "no question concludes from so few either"


def test_nine_sealed_answers_wait_and_it_is_said(town: Town) -> None:
    with town.open():
        asked = survey(town)
        for _ in range(9):
            sealed.seal(
                survey=asked, new=NewAnswer(has_agreed=True, version=asked.version_id, answers=COME)
            )
    client = as_(town, "director")
    waits = "9 réponses anonymes attendent"
    assert waits in page(client, f"/pilotage/enquetes/{asked.pk}/")
    assert waits in page(client, "/pilotage/enquetes/")


def test_filters_and_crossings_stand_in_the_address(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * 30)
        answered(asked, [STAY] * 30, channel="paper")
    client = as_(town, "director")
    path = f"/pilotage/enquetes/{asked.pk}/"
    assert "30 réponses" in page(client, f"{path}?que=comes:yes")
    seen = page(client, f"{path}?question=comes&par=canal")
    assert "Les groupes ne répondent pas de même" in seen
    # What no form of ours sends is passed over.
    assert "60 réponses" in page(client, f"{path}?que=comes:perhaps&canal=owl&question=words&par=x")


def test_a_handful_of_an_anonymous_survey_is_not_shown_apart(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 20 + [STAY] * 4)
    seen = page(as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/?que=comes:no")
    assert "moins de cinq" in seen
    assert "vient en tête" not in seen


def test_words_are_listed_for_agents(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [STAY] * 55)
    client = as_(town, "director")
    path = f"/pilotage/enquetes/{asked.pk}/mots/words/"
    first = client.get(path)
    assert first.content.decode().count("Trop loin.") == 50
    rest = client.get(path + first.context["next"])
    assert rest.content.decode().count("Trop loin.") == 5
    assert client.get(f"/pilotage/enquetes/{asked.pk}/mots/comes/").status_code == 404


def test_a_closed_department_s_survey_is_its_agents_alone(town: Town) -> None:
    with town.open(compartments=(town.social.pk,)):
        asked = survey(town, department_lock=town.social.pk)
        answered(asked, [COME] * 12)
    others, theirs = as_(town, "director"), as_(town, "director", compartments=[town.social.pk])
    path = f"/pilotage/enquetes/{asked.pk}/"
    assert others.get(path).status_code == 404
    assert "Le marché" not in page(others, "/pilotage/enquetes/")
    assert "« Oui » vient en tête" in page(theirs, path)


def test_weights_are_shown_beside_what_was_heard_or_why_there_are_none(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * 60 + [STAY] * 40)
        change_survey(survey=asked, by=SYSTEM, margins={"comes": {"yes": 50, "no": 50}})
    client, path = as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/"
    seen = page(client, path)
    assert "Redressées d’après" in seen
    assert "redressé 50 %" in seen
    with town.open():
        change_survey(survey=asked, by=SYSTEM, margins={"comes": {"yes": 1, "no": 99}})
    assert "Pas de redressement" in page(client, path)


def test_whom_we_have_not_heard_stands_beside_what_was_heard_and_weighted(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * 70 + [STAY] * 30)
        change_survey(survey=asked, by=SYSTEM, margins={"comes": {"yes": 50, "no": 50}})
    seen = page(as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/")
    silent = seen.split('id="silences"')[1].split("</section>")[0]
    assert "plus que le hasard ne l’explique : Non." in silent
    row = silent.split('<th scope="row">Non')[1].split("</tr>")[0]
    assert "trop peu entendus" in row
    town_s, heard, *_between, weighted = re.findall(r"\d+ %", row)
    assert (town_s, heard, weighted) == ("50 %", "30 %", "50 %")
    # A scale speaks in words.
    assert "Très content" in seen


def test_the_page_leaves_on_paper_as_it_is_looked_at(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * 30)
        answered(asked, [STAY] * 10, channel="paper")
    client, path = as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/resultats.pdf"
    whole = words(client.get(path).content)
    for sentence in ("« Oui » vient en tête", "40 réponses", "Très content", "Sans redressement"):
        assert squeezed(sentence) in whole
    narrowed = words(client.get(f"{path}?canal=web&question=mood&par=comes").content)
    for sentence in ("Sur le site", "30 réponses", "Selon : Venez-vous au marché"):
        assert squeezed(sentence) in narrowed
    assert as_(town, "handler").get(path).status_code == 403


def test_few_statements_make_the_page(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 20)
    client, path = as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/"
    client.get(path)
    with CaptureQueriesContext(connection) as asked_of:
        client.get(f"{path}?question=comes&par=mood")
    said = [one["sql"] for one in asked_of if one["sql"] not in {"BEGIN", "COMMIT"}]
    assert len(said) <= 8, "\n".join(said)


def test_margins_are_typed_in_and_what_is_no_number_is_refused(town: Town) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [COME] * 60 + [STAY] * 40)
    client, path = as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/population/"
    assert client.get(path).status_code == 200
    for wrong in ({"comes:yes": "50"}, {"comes:yes": "-1", "comes:no": "2"},
                  {"comes:yes": "nan", "comes:no": "1"}):  # fmt: skip
        assert client.post(path, wrong).status_code == 422
    assert client.post(path, {"comes:yes": "50,5", "comes:no": "50.5"}).status_code == 302
    with town.open():
        asked.refresh_from_db()
    assert asked.margins == {"comes": {"yes": 50.5, "no": 50.5}}
    assert "redressé 50 %" in page(client, f"/pilotage/enquetes/{asked.pk}/")
    assert client.post(path, {}).status_code == 302
    with town.open():
        asked.refresh_from_db()
    assert asked.margins == {}


def test_a_barometer_says_what_changed_since_the_wave_before(town: Town) -> None:
    with town.open():
        first = survey(town, kind="barometer", is_anonymous=False)
        answered(first, [COME] * 30 + [STAY] * 30)
        second = survey(
            town, kind="barometer", code="deux", is_anonymous=False, series=first, wave=2
        )
        answered(second, [COME] * 55 + [STAY] * 5)
    client = as_(town, "director")
    seen = page(client, f"/pilotage/enquetes/{second.pk}/")
    assert "monte, et le hasard ne suffit pas" in seen
    # All who come are as happy as before.
    assert "écart trop petit pour conclure" in seen
    assert "Depuis la vague précédente" not in page(client, f"/pilotage/enquetes/{first.pk}/")


QUIZ = {
    "title": {"fr": "Notre ville"},
    "pages": [{"key": "quiz", "items": [
        {"kind": "choice", "key": key, "label": {"fr": f"Question {key}"},
         "explanation": {"fr": "Le pont date de 1850."},
         "choices": [{"key": "right", "label": {"fr": "Juste"}, "points": points},
                     {"key": "wrong", "label": {"fr": "Faux"}}]}
        for key, points in (("bridge", 2), ("river", 1))
    ]}],
}  # fmt: skip


TICKED = {
    "title": {"fr": "Nos parcs"},
    "pages": [{"key": "quiz", "items": [
        {"kind": "choices", "key": "parks", "label": {"fr": "Lesquels sont à nous ?"},
         "choices": [{"key": key, "label": {"fr": key}, "points": points}
                     for key, points in (("a", 2), ("b", 1), ("c", 0))]},
    ]}],
}  # fmt: skip


def test_of_several_choices_a_quiz_counts_who_ticked_all_that_is_right(town: Town) -> None:
    given = [["a", "b"]] * 9 + [["a", "b", "c"]] * 2 + [["a"]]
    with town.open():
        asked = survey(town, TICKED, kind="quiz", is_anonymous=False)
        answered(asked, [{"parks": one} for one in given] + [{}] * 3)
        found = scored(answers(asked))
    assert found is not None
    assert (found.most, found.mean.value) == (3, 9 * 3 / 15)
    assert (found.best["parks"].value, found.best["parks"].answers) == (9 / 12, 12)
    assert "sur 3 points au plus" in page(as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/")


def test_a_quiz_says_what_people_scored_and_why(town: Town) -> None:
    right = {"bridge": "right", "river": "right"}
    with town.open():
        asked = survey(town, QUIZ, kind="quiz", is_anonymous=False)
        answered(asked, [right] * 10 + [{**right, "bridge": "wrong"}] * 5 + [{}] * 5)
    seen = page(as_(town, "director"), f"/pilotage/enquetes/{asked.pk}/")
    # 10 scored 3 and 5 scored 1, of 20: the mean is 1.75.
    assert "Moyenne 1,8" in seen
    assert "sur 3 points au plus" in seen
    assert "67 %" in seen
    assert "Le pont date de 1850." in seen
