"""Whoever answers a signed survey agrees to it first, knowing what for and how long; what they were
told is not changed behind them."""

import pytest
from django.test import Client

from parvis.capture.answers.models import Answer
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.answer_survey import answer_survey
from parvis.foundation.db.operation import Refusal
from parvis.foundation.tokens import new_token
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.surveys import operations
from tests.factories.surveys import MARKET, survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)
ANSWER = "/enquetes/marche/repondre/"
AGREE = "J’accepte que mes réponses soient gardées 24 mois"


def answers(town) -> list[Answer]:
    with town.open():
        return list(Answer.objects.all())


def at_the_end(town) -> Visit:
    """Where everything is answered, and nothing sent."""
    return Visit(Client(), town, ANSWER).send(q__comes="no").send()


def test_nothing_is_sent_before_one_agrees(town):
    with town.open():
        survey(town, is_anonymous=False)
    visit = at_the_end(town)
    assert AGREE in visit.text.replace("\N{NO-BREAK SPACE}", " ")
    visit.send(agreed="")
    assert visit.answer.status_code == 422
    assert "Rien n’est encore parti" in visit.text
    assert 'id="agreed-problem" role="alert"' in visit.text
    assert not answers(town)
    visit.send()
    assert visit.answer.status_code == 302
    assert [row.has_agreed for row in answers(town)] == [True]


def test_an_anonymous_answer_asks_for_no_consent(town):
    with town.open():
        survey(town)
    assert 'name="agreed"' not in at_the_end(town).text


def test_no_door_takes_a_signed_answer_that_nobody_agreed_to(town):
    with town.open():
        asked = survey(town, is_anonymous=False)
        new = NewAnswer(
            version=asked.version_id or 0, answers={"comes": "no"}, send_key=new_token()
        )
        with pytest.raises(Refusal, match="not_agreed"):
            answer_survey(survey=asked, new=new, by=RESIDENT)
    assert not answers(town)


def test_a_signed_survey_says_what_for_how_long_and_ones_rights(town):
    with town.open():
        survey(town, is_anonymous=False, retention_months=6, is_in_portal=True)
    text = Visit(Client(), town, "/enquetes/marche/").text
    for said in ("Mieux accueillir au marché", "6 mois à partir du jour", "cnil.fr", "effacer"):
        assert said in text.replace("\N{NO-BREAK SPACE}", " ")
    everywhere = Visit(Client(), town, "/vos-donnees/").text.replace("\N{NO-BREAK SPACE}", " ")
    kept = "Gardé 6 mois à partir du jour où vous répondez"
    assert f"Mieux accueillir au marché. {kept}. Fondement : votre consentement." in everywhere


def test_it_is_not_opened_without_a_purpose(town):
    with town.open(), pytest.raises(Refusal, match="no_purpose"):
        survey(town, is_anonymous=False, purpose=" ")


def test_what_people_were_told_is_kept(town):
    with town.open():
        asked = survey(town, is_anonymous=False, retention_months=12)
        with pytest.raises(Refusal, match="told_already"):
            operations.change_survey(survey=asked, purpose="Prospection", by=SYSTEM)
        with pytest.raises(Refusal, match="kept_longer"):
            operations.change_survey(survey=asked, retention_months=120, by=SYSTEM)
        operations.change_survey(survey=asked, retention_months=6, by=SYSTEM)
        asked.refresh_from_db()
        assert asked.retention_months == 6


def test_a_form_of_one_page_asks_on_it(town):
    alone = MARKET | {"pages": MARKET["pages"][:1]}
    with town.open():
        survey(town, alone, is_anonymous=False)
    visit = Visit(Client(), town, ANSWER)
    assert AGREE in visit.text.replace("\N{NO-BREAK SPACE}", " ")
    visit.send(q__comes="no", agreed="")
    assert visit.answer.status_code == 422
    visit.send(q__comes="no")
    assert len(answers(town)) == 1
