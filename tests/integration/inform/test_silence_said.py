"""What silence will mean stands on the screen and on paper, only where somebody declared it."""

from html import unescape

import pytest
from django.test import Client

from parvis.foundation.calendars import add_months
from parvis.foundation.db.remember import forget
from parvis.inform.tracking import words
from parvis.offer.catalogue.models import ServiceVersion
from tests.factories import report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
ZONE = words.ZoneInfo("Europe/Paris")
PAGES = ("/signaler/recu/{report}/{token}/", "/suivi/{report}/{token}/imprimer/")


@pytest.fixture
def declared(town):
    """A report of a kind that declares what silence means, and its pages."""

    def make(where, **silence):
        with town.open():
            kind = town.services["hole"]
            ServiceVersion.objects.filter(service_type=kind).update(silence=silence)
            forget()
            receipt = report(town, email="camille@exemple.fr")
        address = where.format(report=receipt.report.pk, token=receipt.token)
        answer = Client(HTTP_HOST=town.host).get(address)
        assert answer.status_code == 200
        received = receipt.report.occurred_at.astimezone(ZONE).date()
        return unescape(answer.content.decode()), received

    return make


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("silence", [{}, {"effect": "rejection"}, {"months": 2}, {"effect": "x"}])
def test_nothing_is_said_of_silence_unless_it_was_declared_whole(declared, where, silence):
    text, _ = declared(where, **silence)
    assert "Sans réponse" not in text


@pytest.mark.parametrize("where", PAGES)
def test_a_refusal_by_silence_has_its_day_its_text_and_its_remedies(declared, where):
    text, received = declared(where, effect="rejection", months=2, text="CRPA, article L231-4.")
    day = words.full_day(add_months(received, 2), ZONE)
    assert f"Sans réponse le {day}, votre demande sera refusée." in text
    assert "telerecours.fr" in text
    assert "(CRPA, article L231-4)" in text


@pytest.mark.parametrize("where", PAGES)
def test_an_acceptance_by_silence_can_be_proved(declared, where):
    text, received = declared(where, effect="acceptance", months=3)
    assert words.full_day(add_months(received, 3), ZONE) in text
    assert "acceptée" in text
    assert "telerecours.fr" not in text
