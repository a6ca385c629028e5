"""The code of a closed department's report: alone it opens nothing, with the address or the number
that was given it leads to the person's page; receipts promise no more than that."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.capture.reports import queries
from parvis.capture.reports.models import Follower, Report
from parvis.capture.reports.rules import Contact
from parvis.foundation import clock
from tests.factories import report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

WRONG = "CERISE-12-MUR-CHAT"
EMAIL, PHONE = "camille@exemple.fr", "+33612345678"
TYPED = "ou à taper sur ce site"
SAID = "À dire au téléphone."


@pytest.fixture
def client(town):
    return Client(HTTP_HOST=town.host)


def closed(town, contact, service="help"):
    with town.open(compartments=(town.social.pk,)):
        return report(town, service, contact=contact, place=None, words="Je ne peux plus payer.")


@pytest.fixture
def mine(town):
    return closed(town, Contact(channel="email", email=EMAIL, phone=PHONE))


@pytest.fixture
def silent(town):
    """Nothing was left to reach this person by."""
    return closed(town, Contact())


def page_of(receipt):
    return f"/suivi/{receipt.report.pk}/{receipt.token}/"


def answer(client, code, contact=""):
    """The status, and the page without what was typed."""
    response = client.post("/suivi/", {"code": code, "contact": contact})
    body = response.content.decode().replace(code, "").replace(contact or "\0", "")
    return response.status_code, re.sub(r"nonce=\S+", "", body)


@pytest.mark.parametrize("typed", [" Camille@Exemple.fr ", "06 12 34 56 78"])
def test_code_and_contact_together_open_it(client, mine, typed):
    dictated = mine.report.code.lower().replace("-", " ")
    response = client.post("/suivi/", {"code": dictated, "contact": typed})
    assert response.status_code == 303
    assert response["Location"] == page_of(mine)
    assert client.get(page_of(mine)).status_code == 200


def test_a_link_that_ended_is_made_again(client, town, mine):
    later = clock.now() + timedelta(days=800)
    with clock.at(later):
        assert client.get(page_of(mine)).status_code == 404
        response = client.post("/suivi/", {"code": mine.report.code, "contact": EMAIL})
        assert client.get(response["Location"]).status_code == 200


def test_one_answer_for_a_wrong_code_and_a_wrong_contact(client, mine, silent):
    wrong = answer(client, WRONG, "x@exemple.fr")
    assert wrong[0] == 404
    assert answer(client, mine.report.code, "x@exemple.fr") == wrong
    assert answer(client, silent.report.code, "x@exemple.fr") == wrong
    assert answer(client, mine.report.code, "ni l’un ni l’autre") == answer(
        client, WRONG, "ni l’un ni l’autre"
    )


def test_one_answer_for_a_wrong_code_and_a_closed_one_alone(client, mine):
    assert answer(client, mine.report.code) == answer(client, WRONG)


def test_the_contact_of_one_report_opens_no_other(client, town, mine):
    other = closed(town, Contact(channel="email", email="autre@exemple.fr"))
    assert answer(client, mine.report.code, "autre@exemple.fr")[0] == 404
    assert answer(client, other.report.code, EMAIL)[0] == 404


def test_tries_with_a_contact_are_limited_too(client, town, mine, settings):
    settings.PARVIS_RATE_CODE = "2/hour"
    for _ in range(2):
        assert answer(client, mine.report.code, "x@exemple.fr")[0] == 404
    assert answer(client, mine.report.code, EMAIL)[0] == 429


def test_a_disowned_address_opens_nothing(client, town, mine):
    with town.open(compartments=(town.social.pk,)):
        Follower.objects.filter(report=mine.report).update(disowned_at=clock.now())
    assert answer(client, mine.report.code, EMAIL)[0] == 404


def test_only_that_report_is_opened_and_nothing_by_a_wrong_contact(town, mine, silent):
    with town.open():
        assert queries.follower_by_code(mine.report.code, "x@exemple.fr") is None
        assert queries.follower_by_code(silent.report.code, "") is None
        assert not Report.objects.exists()
        found = queries.follower_by_code(mine.report.code, EMAIL)
        assert found.pk == mine.follower
        assert list(Report.objects.all()) == [mine.report]


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def receipt_of(receipt):
    return f"/signaler/recu/{receipt.report.pk}/{receipt.token}/"


def test_where_a_contact_was_given_it_is_asked_for_beside_the_code(client, mine):
    for path in (page_of(mine), receipt_of(mine)):
        assert "taper sur ce site avec l’adresse ou le numéro" in shown(client, path)
    slip = shown(client, f"{page_of(mine)}imprimer/")
    assert "puis donnez l’adresse ou le numéro" in slip
    assert "data:image/svg" in slip


def test_where_none_was_given_nothing_is_promised_but_the_phone(client, silent):
    for path in (page_of(silent), receipt_of(silent)):
        page = shown(client, path)
        assert SAID in page
        assert TYPED not in page
    slip = shown(client, f"{page_of(silent)}imprimer/")
    assert "dites ce code au téléphone" in slip
    assert "tapez ce code" not in slip
    assert "data:image/svg" not in slip


def test_an_open_department_s_code_is_typed_alone(client, town):
    with town.open():
        receipt = report(town)
    for path in (page_of(receipt), receipt_of(receipt)):
        assert "À dire au téléphone, ou à taper sur ce site." in shown(client, path)
    assert "tapez ce code" in shown(client, f"{page_of(receipt)}imprimer/")


def test_a_dead_link_promises_no_code_that_was_replaced(client, mine):
    page = client.get(f"/suivi/{mine.report.pk}/nulle-part/").content.decode()
    assert "sauf si vous l’avez fait effacer" in page.replace("\u00a0", " ")
    assert "n’est pas perdue" not in page
