"""Looking a person up: counted and not told, written down, and nothing of another authority."""

import pytest
from django.test import Client

from parvis.flows.forget import STORES
from parvis.flows.held import COUNTED, UNCOUNTED
from parvis.people.models import IdentityReading
from parvis.people.permissions import ROLES
from parvis.web.trust.words import PLACES
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in
from tests.integration.protection.people import HOME, PERSON, READINGS, REGISTER
from tests.integration.trust.traces import EMAIL, PLANTED, plant

pytestmark = pytest.mark.django_db(databases=["default", "reader"])


def body(answer) -> str:
    return answer.content.decode()


def test_every_store_is_counted_or_said_not_to_be():
    places = {store.place for store in STORES}
    assert places == set(COUNTED) | set(UNCOUNTED)
    assert not set(COUNTED) & set(UNCOUNTED)
    assert set(COUNTED) == set(PLACES)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"dpo"}))
def test_nobody_else_comes_in(town, role):
    with town.open():
        other = logged_in(Client(), town, agent(town, role))
    for address in (HOME, REGISTER, READINGS):
        assert other.get(address).status_code == 403
    assert other.post(PERSON, {"contact": EMAIL}).status_code == 403


def test_without_a_second_factor_nobody_comes_in(town):
    stranger = Client(headers={"host": town.host})
    assert stranger.get(HOME)["Location"].startswith("/compte/connexion/")


def test_what_is_held_is_counted_and_not_told(town, desk):
    made = plant(town)
    with town.open():
        report(town, email="noe@essai.example", words="Une autre histoire")
    page = body(desk.post(PERSON, {"contact": EMAIL.upper()}))
    assert made.case.reference in page
    assert "Photos envoyées" in page
    assert "Je m&#x27;appelle" not in page
    assert "Une autre histoire" not in page


def test_a_reference_and_a_code_lead_to_the_same_person(town, desk):
    made, other = plant(town), plant(town)
    for typed in (made.case.reference.lower(), made.report.code.replace("-", " ")):
        page = body(desk.post(PERSON, {"contact": typed}))
        assert made.case.reference in page
        assert other.case.reference in page


def test_a_request_without_a_contact_is_meant_alone(town, desk):
    with town.open():
        made = report(town, words="Anonyme")
    page = body(desk.post(PERSON, {"contact": made.case.reference}))
    assert f"La demande {made.case.reference}" in page


@pytest.mark.parametrize(
    "typed", ["", "personne@essai.example", "VE-26-99999", "bonjour", "0612345678"]
)
def test_what_leads_to_nobody_says_so(town, desk, typed):
    answer = desk.post(PERSON, {"contact": typed})
    assert answer.status_code == (200 if typed else 422)
    assert "Nous ne gardons rien" in body(answer) or not typed


def test_each_look_is_written_down_where_the_person_finds_it(town, officer, desk):
    made = plant(town)
    desk.post(PERSON, {"contact": EMAIL})
    with town.open():
        rows = IdentityReading.objects.filter(agent=officer, purpose="trust")
        found = set(rows.values_list("object_kind", "object_id"))
    assert found == {("search", 0), ("report", made.report.pk)}


def test_a_closed_department_is_counted_and_not_named(town, desk):
    hidden = plant(town, "help")
    page = body(desk.post(PERSON, {"contact": EMAIL}))
    assert "1 demande appartient à une direction fermée" in page
    assert hidden.case.reference not in page
    assert PLANTED.title() not in page


def test_an_officer_who_was_let_in_reads_what_there_is(town):
    hidden = plant(town, "help")
    with town.open():
        inside = agent(town, "dpo", compartments=(town.social.pk,))
    page = body(logged_in(Client(), town, inside).post(PERSON, {"contact": EMAIL}))
    assert hidden.case.reference in page


def test_another_authority_sees_nothing(town):
    plant(town)
    elsewhere = small_town()
    with elsewhere.open():
        other = logged_in(Client(), elsewhere, agent(elsewhere, "dpo"))
    assert "Nous ne gardons rien" in body(other.post(PERSON, {"contact": EMAIL}))


def test_a_get_looks_nobody_up(town, officer, desk):
    plant(town)
    assert desk.get(PERSON, {"contact": EMAIL})["Location"] == HOME
    with town.open():
        assert not IdentityReading.objects.filter(agent=officer).exists()
