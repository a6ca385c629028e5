"""After a visit: a card says which department, and each one handed over is counted."""

import pytest

from parvis.authorities import operations as authorities
from parvis.capture.answers import visits
from parvis.capture.answers.models import Answer, CardsHanded, SealedAnswer
from parvis.journal.rules import SYSTEM
from parvis.web.portal.surveys.visits import card_address
from tests.factories import agent
from tests.factories.log_in import log_in
from tests.factories.surveys import survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)


def asking(town, **settings):
    return survey(town, code="visite", kind="satisfaction", asked_after="visit", **settings)


def test_a_cards_code_leads_to_its_department_and_no_made_up_one_does(town):
    with town.open():
        asked = asking(town)
        parks = authorities.add_department(code="parcs-nord", name="Parcs", by=SYSTEM)
        code = visits.code_of(asked, parks)
        assert visits.department_of(asked, code) == parks.pk
        other = visits.code_of(asked, town.roads)
        forged = f"parcs-nord-{other.rpartition('-')[2]}"
        assert [visits.department_of(asked, bad) for bad in (forged, "x", "", "parcs-nord-")] == [
            None
        ] * 4
        another = survey(town, code="autre")
        assert visits.department_of(another, visits.code_of(another, parks)) is None


def to_the_end(visit):
    visit.send(q__comes="no")
    visit.send()
    visit.send()


def path_of(town, asked):
    with town.open():
        whole = card_address(asked, town.roads)
    return whole[whole.index("/enquetes/") :]


def test_whoever_follows_a_card_answers_about_its_department(town, client):
    with town.open():
        asked = asking(town, is_anonymous=False)
    card = path_of(town, asked)
    begun = Visit(client, town, card)
    assert "Voirie" in begun.found(r'<p class="muted">(.*?)</p>')
    visit = Visit(client, town, begun.found(r'href="([^"]*/repondre/[^"]*)"'))
    to_the_end(visit)
    assert visit.answer.url == "/enquetes/visite/merci/"
    with town.open():
        assert Answer.objects.get().department_id == town.roads.pk


def test_of_an_anonymous_one_the_department_waits_with_it(town, client):
    with town.open():
        asked = asking(town)
    visit = Visit(client, town, path_of(town, asked).replace("/visite/?", "/visite/repondre/?"))
    to_the_end(visit)
    with town.open():
        assert SealedAnswer.objects.get().department_id == town.roads.pk


def test_a_card_whose_code_was_changed_leads_nowhere(town, client):
    with town.open():
        asked = asking(town)
    changed = f"{path_of(town, asked)[:-1]}g"
    assert Visit(client, town, changed).answer.status_code == 404
    answered = changed.replace("/visite/?", "/visite/repondre/?")
    assert Visit(client, town, answered).answer.status_code == 404


def test_an_answer_that_was_stopped_goes_on_with_its_card(town, client):
    with town.open():
        asked = asking(town, is_anonymous=False)
    visit = Visit(client, town, path_of(town, asked).replace("/visite/?", "/visite/repondre/?"))
    visit.send(q__comes="no", do="later")
    later = Visit(client, town, visit.found(r'href="([^"]*/suite/[^"]*)"'))
    assert "?visite=voirie-" in later.found(r'<form class="flow" method="post" action="([^"]*)"')


@pytest.fixture
def desk(client, town):
    with town.open():
        asking(town, is_anonymous=False)
        someone = agent(town, "counter")
    return log_in(client, town, someone)


PAGE = "/agents/enquetes/visite/visites/"


def test_each_card_handed_over_is_one_click_and_can_be_taken_back(desk, town):
    assert "0 personne" in desk.get(PAGE).content.decode()
    for _ in range(3):
        assert desk.post(PAGE, {"do": "card"}).url == f"{PAGE}?direction={town.roads.pk}"
    desk.post(PAGE, {"do": "undo"})
    with town.open():
        [row] = CardsHanded.objects.all()
        assert (row.department_id, row.many) == (town.roads.pk, 2)
    assert "2 personnes" in desk.get(PAGE).content.decode()


def test_nothing_is_taken_back_where_nobody_was_asked(desk, town):
    desk.post(PAGE, {"do": "undo"})
    with town.open():
        assert not CardsHanded.objects.exists()


def test_typed_in_for_a_visitor_an_answer_has_the_department_and_counts_as_asked(desk, town):
    address = desk.post(PAGE, {"do": "type"}).url
    visit = Visit(desk, town, address)
    to_the_end(visit)
    with town.open():
        given = Answer.objects.get()
        assert (given.department_id, given.channel) == (town.roads.pk, "counter")
        assert CardsHanded.objects.get().many == 1


def test_no_card_is_handed_over_for_a_department_that_is_not_asked_about(desk, town):
    assert desk.get(f"{PAGE}?direction={town.social.pk}").status_code == 404
    with town.open():
        survey(town, code="autre")
    assert desk.get("/agents/enquetes/autre/visites/").status_code == 404
