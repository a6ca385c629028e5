"""A report's own questions at the counter: all their pages at once, blocks and files too."""

import html
import json
import re

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.adapters.storage import files_of
from parvis.capture.drafts.models import Draft
from parvis.capture.reports.models import Report
from parvis.offer.catalogue.models import ServiceType
from parvis.people.models import IdentityReading
from tests.factories import agent
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import QUESTIONS, republish
from tests.factories.report_questions import asking_town
from tests.factories.sessions import logged_in
from tests.factories.towns import Town
from tests.integration.portal.report.test_questions import paper, picture

pytestmark = pytest.mark.django_db(transaction=True)

COUNTER = "/agents/accueil/"
ANSWERS = {
    "q-where": "road", "q-part": "cycle", "q-hurt": "yes", "q-holes-rows": "2",
    "q-holes-0-width": "40", "q-holes-1-width": "80",
}  # fmt: skip


@pytest.fixture
def town():
    return asking_town()


@pytest.fixture
def client(town):
    with town.open():
        return logged_in(Client(), town, agent(town, "counter"))


def typed(town: Town, **change: object) -> dict[str, object]:
    return {
        "service": town.services["hole"].pk, "words": "Un trou.", "address": "devant la mairie",
        "channel": "counter", "send_key": "clef-du-formulaire", **ANSWERS, **change,
    }  # fmt: skip


def stored(town):
    with town.open():
        return list(files_of(town.authority.pk).list("answers"))


def sent(client, town, **change):
    answer = client.post(COUNTER, typed(town, **change))
    assert answer.status_code == 302, answer.content.decode()
    with town.open():
        return Report.objects.get()


def address_of(town, report):
    with town.open():
        return f"/agents/demandes/{Case.objects.get(report=report).pk}/"


def test_every_page_stands_under_its_heading_and_says_what_follows(client, town):
    here = f"{COUNTER}questions/?service={town.services['hole'].pk}"
    page = client.get(here).content.decode()
    assert re.findall(r'<h2 id="q-\w+"[^>]*>(.*?)</h2>', page) == [
        "Le trou", "Les mesures", "Les trous", "Votre dommage",
    ]  # fmt: skip
    assert "<script" not in page
    told = json.loads(html.unescape(re.findall(r'id="form-mirror" hidden>(.*?)<', page)[0]))
    assert told["page"] == ""
    assert told["nodes"]["water"]["show"]


def test_all_is_read_as_the_portal_reads_it(client, town):
    report = sent(client, town, **{"q-bill-files": paper(), "q-plate": "AB-123"})
    assert report.answers == {
        "where": "road", "part": "cycle", "hurt": "yes", "total": 120,
        "holes": [{"width": 40}, {"width": 80}],
    }  # fmt: skip
    assert json.loads(report.personal)["bill"][0]["name"] == "facture.pdf"
    with town.open():
        assert not Draft.objects.exists()


def test_a_button_of_the_questions_sends_nothing(client, town):
    for wish in ("update", "more-holes", "less-holes-0", "keep-q-bill-0"):
        page = client.post(COUNTER, typed(town, do=wish))
        assert page.status_code == 200
        assert "Un trou." in page.content.decode()
        assert "Cette réponse" not in page.content.decode()
    more = client.post(COUNTER, typed(town, do="more-holes")).content.decode()
    assert "Trou 3" in more
    assert more.count("autofocus") == 1
    less = client.post(COUNTER, typed(town, do="less-holes-0")).content.decode()
    assert "Trou 2" not in less
    assert 'value="80"' in less
    with town.open():
        assert not Report.objects.exists()
        assert not Draft.objects.exists()


def test_files_wait_for_what_is_put_right(client, town):
    files = {"q-bill-files": paper(), "q-holes-1-near-files": picture()}
    refused = client.post(COUNTER, typed(town, address="", **files))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "facture.pdf" in page
    shown = client.get(page.split('data-stored><img src="')[1].split('"')[0])
    assert shown.headers["Content-Type"] == "image/webp"
    less = {**typed(town, do="less-holes-0")}
    client.post(COUNTER, less)
    report = sent(client, town, **{"q-holes-rows": "1", "q-holes-0-width": "80"})
    assert report.answers["holes"][0]["near"][0]["name"] == "trou.jpg"
    assert len(stored(town)) == 2


def test_files_of_another_kind_of_report_go(client, town):
    client.post(COUNTER, typed(town, do="keep-q-bill-0", **{"q-bill-files": paper()}))
    assert len(stored(town)) == 1
    sent(client, town, service=town.services["noise"].pk)
    assert stored(town) == []


def test_a_file_that_is_not_asked_any_more_goes_nowhere(client, town):
    client.post(COUNTER, typed(town, do="keep-q-bill-0", **{"q-bill-files": paper()}))
    assert sent(client, town, **{"q-hurt": "no"}).personal == ""
    assert stored(town) == []


def test_the_case_hands_files_to_who_may_read_them(client, town):
    files = {"q-bill-files": paper(), "q-holes-1-near-files": picture()}
    report = sent(client, town, **files)
    case = address_of(town, report)
    page = client.get(case).content.decode()
    assert "Trou 2 · De près" in page
    assert "facture.pdf" not in page
    near = client.get(f"{case}fichiers/0/")
    assert near.headers["Content-Type"] == "image/webp"
    assert "no-store" in near.headers["Cache-Control"]
    assert client.get(f"{case}fichiers/1/").status_code == 404
    assert client.get(f"{case}fichiers/0/personnel/").status_code == 405
    contact = client.post(f"{case}contact/").content.decode()
    assert f"{case}fichiers/0/personnel/" in contact
    with town.open():
        looks = IdentityReading.objects.count()
    bill = client.post(f"{case}fichiers/0/personnel/")
    assert bill.content == b"%PDF-1.7 rest"
    assert bill.headers["Content-Disposition"] == 'attachment; filename="facture.pdf"'
    with town.open():
        assert IdentityReading.objects.count() == looks + 1


def test_who_may_not_know_people_gets_no_personal_file(client, town):
    files = {"q-bill-files": paper(), "q-holes-1-near-files": picture()}
    case = address_of(town, sent(client, town, **files))
    with town.open():
        worker = logged_in(Client(), town, agent(town, "field"))
    assert worker.get(f"{case}fichiers/0/").status_code == 200
    assert worker.post(f"{case}fichiers/0/personnel/").status_code == 403


def test_what_was_typed_is_read_under_the_version_that_was_on_the_screen(client, town):
    here = f"{COUNTER}questions/?service={town.services['hole'].pk}"
    asked = re.findall(r'name="asked" value="(\d+)"', client.get(here).content.decode())[0]
    with town.open():
        republish(town, "hole", asks=asking(QUESTIONS))
    report = sent(client, town, asked=asked, **{"q-bill-files": paper()})
    assert report.version_id == int(asked)
    assert report.answers["part"] == "cycle"


def test_a_version_of_another_type_is_not_read_under(client, town):
    other = town.services["noise"].current_id
    report = sent(client, town, asked=other, **{"q-bill-files": paper()})
    with town.open():
        assert report.version_id == ServiceType.objects.get(code="hole").current_id
