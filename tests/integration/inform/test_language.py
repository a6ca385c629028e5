"""Each person is written to in their own language, whatever the author's."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from parvis.capture.reports.models import Follower
from parvis.flows.my_space import choose_language
from parvis.inform.public_map import projection
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from tests.factories import report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def the_language_of_the_next_test():
    yield
    translation.deactivate()


def followed(town, case, language) -> tuple[Client, str]:
    """Somebody whose pages are in this language says "me too" on the public page: their client, and
    the page that offers them news."""
    site = Client(HTTP_HOST=town.host, headers={"accept-language": language})
    page = f"/signalements/{case.reference}/"
    key = re.search(r'name="send_key" value="([^"]+)"', site.get(page).content.decode())
    assert key
    origin = {"origin": f"http://{town.host}"}
    return site, site.post(page, {"send_key": key[1]}, headers=origin)["Location"]


def test_who_says_me_too_is_written_to_in_the_language_of_their_pages(town, days, mail):
    with town.open():
        main = report(town, email="john@exemple.fr", language="en")
        projection.project([main.case.pk])
    site, place = followed(town, main.case, "fr")
    assert site.post(place, {"news": "email", "email": "noa@exemple.fr"}).status_code == 200
    days.send(after=HOUR)
    said = {one.to: one.subject for one in mail.sent}
    assert said["noa@exemple.fr"] == "Vous suivez\u00a0: Nid-de-poule"
    assert said["john@exemple.fr"].startswith("We have received it")
    site = Client(HTTP_HOST=town.host, headers={"accept-language": "en"})
    site.post(place, {"news": "email", "email": "noah@exemple.fr"})
    days.send(after=2 * HOUR)
    assert mail.sent[-1].to == "noah@exemple.fr"
    assert mail.sent[-1].subject.startswith("You follow")


def test_a_language_chosen_in_one_s_space_is_that_of_the_news(town, days, mail):
    closed = (town.social.pk,)
    with town.open(compartments=closed):
        account = people.create_account(email="camille@exemple.fr", by=SYSTEM)
        mine = [
            report(town, "hole", email="camille@exemple.fr", account=account.pk),
            report(town, "help", place=None, email="camille@exemple.fr", account=account.pk),
        ]
        report(town, email="sam@exemple.fr")
    with town.open():
        choose_language(account=account, language="en", by=SYSTEM)
        entry = Entry.objects.get(action="follower.language_set")
        assert entry.data == {"language": "en", "count": 2}
    days.send(after=HOUR)
    english = [one.to for one in mail.sent if one.subject.startswith("We have received it")]
    assert english == ["camille@exemple.fr"] * 2
    assert len(mail.sent) == 3
    with town.open(compartments=closed):
        rows = Follower.objects.filter(report__in=[one.report for one in mine])
        assert {row.language for row in rows} == {"en"}
