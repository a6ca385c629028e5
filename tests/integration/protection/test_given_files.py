"""Files given in answer to a report's questions: in the copy, and erased with the rest."""

import pytest
from django.test import Client

from parvis.adapters.storage import files_of
from tests.factories.report_questions import asking_town
from tests.integration.portal.report.journey import HERE, begin, send
from tests.integration.portal.report.test_questions import to_the_end
from tests.integration.protection.people import ERASE, copy_of, filled

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
EMAIL = "camille@essai.example"


@pytest.fixture
def town():
    return asking_town()


@pytest.fixture
def reported(town, settings):
    """Somebody has sent a report with a photo and a paper among its answers."""
    settings.PARVIS_SHORTEST_SECONDS = 0
    resident = Client(headers={"host": town.host})
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    to_the_end(resident, draft)
    return send(resident, draft, news="email", email=EMAIL)


@pytest.mark.usefixtures("reported")
def test_the_copy_holds_them_under_their_questions(desk):
    copy, files = copy_of(desk, EMAIL)
    assert files["fichiers/2.pdf"] == b"%PDF-1.7 rest"
    assert copy["reports"][0]["files"] == ["fichiers/1.webp", "fichiers/2.pdf"]
    page = files["donnees.html"].decode()
    assert "Trou 1 · Largeur en cm" in page
    assert 'href="fichiers/2.pdf"' in page


@pytest.mark.usefixtures("reported")
def test_erasing_reaches_them(town, desk):
    def stored():
        with town.open():
            return list(files_of(town.authority.pk).list("answers"))

    assert len(stored()) == 2
    desk.post(ERASE, filled(EMAIL))
    assert stored() == []
