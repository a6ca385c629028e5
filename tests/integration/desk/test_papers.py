"""A form handed out on paper is found again by its code, under the version that was printed."""

import pytest
from django.test import Client

from parvis.capture.answers.models import Answer
from parvis.capture.reports.models import Report
from parvis.flows.publish_form import publish_form
from parvis.foundation import clock
from parvis.foundation.clock import now
from parvis.foundation.db.remember import forget
from parvis.inform.papers.codes import PaperCode
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.forms import operations as forms
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.models import Form
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.rules import PAPERS_ARRIVE
from tests.factories import agent, small_town
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import republish
from tests.factories.sessions import logged_in
from tests.factories.surveys import MARKET, survey
from tests.integration.surveys.journey import Visit
from tests.unit.papers.reading_pdf import squeezed, words

pytestmark = pytest.mark.django_db(transaction=True)

FIND = "/agents/enquetes/?code="
DEEP = {"kind": "yes_no", "key": "deep", "label": {"fr": "Est-il profond ?"}, "required": True}
WIDE = {"kind": "yes_no", "key": "wide", "label": {"fr": "Est-il large ?"}, "required": True}


@pytest.fixture
def town():
    forget()
    made = small_town()
    with made.open():
        republish(made, "hole", asks=asking([DEEP]))
    return made


@pytest.fixture
def client(town):
    with town.open():
        return logged_in(Client(), town, agent(town, "counter"))


def code_of(row) -> str:
    return str(PaperCode("survey", row.pk))


def hole(town) -> PaperCode:
    with town.open():
        town.services["hole"].refresh_from_db()
    return PaperCode("request", town.services["hole"].current_id)


def said(client, typed) -> str:
    answer = client.get(f"{FIND}{typed}")
    assert answer.status_code == 404
    return answer.content.decode()


def test_a_survey_s_paper_is_printed_found_and_typed_in_as_it_was_printed(town, client):
    with town.open():
        row = survey(town, is_anonymous=False)
    pdf = client.get(f"/agents/papiers/{code_of(row)}.pdf?langue=fr")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="{code_of(row)}.pdf"'
    assert "no-store" in pdf.headers["Cache-Control"]
    printed = words(pdf.content)
    assert squeezed("Venez-vous au marché") in printed
    assert squeezed(code_of(row)) in printed
    with town.open():
        changed = {**MARKET, "pages": MARKET["pages"][1:]}
        changed["pages"][0] = {**changed["pages"][0], "show": ""}
        form = Form.objects.get(pk=row.form_id)
        forms.save_draft(form=form, definition=read_definition(changed), revision=0, by=SYSTEM)
        publish_form(form=form, by=SYSTEM)
    found = client.get(f"{FIND}{code_of(row).replace('-', ' ')}")
    visit = Visit(client, town, found.url)
    assert "Venez-vous au marché" in visit.text
    visit.send(q__comes="no")
    visit.send()
    visit.send()
    with town.open():
        given = Answer.objects.get()
    assert (given.channel, given.version_id) == ("paper", row.version_id)


def test_the_paper_s_language_and_letters_are_chosen(town, client):
    with town.open():
        row = survey(town)
    page = client.get(f"/agents/papiers/{code_of(row)}/").content.decode()
    assert 'name="langue" value="en"' in page
    usual = client.get(f"/agents/papiers/{code_of(row)}.pdf").content
    english = client.get(f"/agents/papiers/{code_of(row)}.pdf?langue=en&lettres=grandes").content
    assert squeezed("Do you come?") in words(english)
    assert squeezed("Do you come?") not in words(usual)


@pytest.mark.parametrize("typed", ["1-1042-50", "marche", "9" * 80])
def test_a_misread_code_is_said_to_be_none(town, client, typed):
    assert "relisez-le chiffre par chiffre" in said(client, typed)


def test_no_paper_of_another_town_is_found(town, client):
    other = small_town()
    with other.open():
        elsewhere = survey(other)
    assert "Aucun de nos papiers" in said(client, code_of(elsewhere))
    assert "Aucun de nos papiers" in said(client, hole(other))
    assert client.get(f"/agents/papiers/{code_of(elsewhere)}.pdf").status_code == 404


def test_of_a_survey_that_is_over_it_is_said_since_when(town, client):
    with clock.at(now() - PAPERS_ARRIVE), town.open():
        row = survey(town)
        surveys.close_survey(survey=row, by=SYSTEM)
    assert "a pris fin le" in said(client, code_of(row))
    assert client.get(f"/agents/papiers/{code_of(row)}/").status_code == 404


def test_what_is_answered_behind_a_link_of_one_s_own_has_no_paper(town, client):
    with town.open():
        row = survey(town, door="invited", is_anonymous=False)
    assert "personnes invitées" in said(client, code_of(row))


def test_a_request_s_paper_asks_all_that_the_counter_asks(town, client):
    code = hole(town)
    shown = client.get(f"/agents/accueil/questions/?service={town.services['hole'].pk}")
    assert f"/agents/papiers/{code}/" in shown.content.decode()
    printed = words(client.get(f"/agents/papiers/{code}.pdf").content)
    for one in ("Est-il profond ?", "Où est-ce", "Votre nom", str(code)):
        assert squeezed(one) in printed


def test_a_request_typed_in_from_paper_ends_under_the_version_of_the_paper(town, client):
    code = hole(town)
    with town.open():
        republish(town, "hole", asks=asking([WIDE]))
    address = client.get(f"{FIND}{code}").url
    assert address == f"/agents/accueil/?papier={code}"
    page = client.get(address).content.decode()
    assert "Est-il profond" in page
    assert "Est-il large" not in page
    service = town.services["hole"].pk
    typed = {
        "service": service, "paper": str(code), "q-deep": "yes", "words": "Un trou.",
        "address": "devant la mairie", "channel": "counter", "send_key": "clef-du-formulaire",
    }  # fmt: skip
    missing = client.post("/agents/accueil/", {**typed, "q-deep": ""})
    assert missing.status_code == 422
    assert "Est-il profond" in missing.content.decode()
    assert client.post("/agents/accueil/", typed).status_code == 302
    with town.open():
        report = Report.objects.get()
    assert (report.version_id, report.answers) == (code.number, {"deep": "yes"})


def test_under_another_type_the_paper_s_version_asks_nothing(town, client):
    code = hole(town)
    typed = {
        "service": town.services["lamp"].pk, "paper": str(code), "words": "Éteint.",
        "address": "devant la mairie", "channel": "counter", "send_key": "clef-du-formulaire",
    }  # fmt: skip
    assert client.post("/agents/accueil/", typed).status_code == 302
    with town.open():
        assert Report.objects.get().version_id == town.services["lamp"].current_id


def test_a_type_that_is_closed_takes_no_papers(town, client):
    code = hole(town)
    with town.open():
        catalogue.set_service_open(service=town.services["hole"], is_open=False, by=SYSTEM)
    forget()
    assert "plus proposé" in said(client, code)
    assert client.get(f"/agents/papiers/{code}.pdf").status_code == 404
    assert "Papier" not in client.get(f"/agents/accueil/?papier={code}").context["typed"]


def test_only_who_types_in_prints(town):
    assert "/connexion/" in Client(HTTP_HOST=town.host).get(f"/agents/papiers/{hole(town)}.pdf").url
