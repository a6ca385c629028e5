"""Each step of a follow-up has its date, and the photos that belong to it stand beside it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower, Photo
from parvis.capture.reports.rules import Contact
from parvis.flows import work_on_case as work
from parvis.flows.resident_says import resident_says
from parvis.flows.submit_report import StoredPhoto, submit_report
from parvis.foundation import clock
from parvis.journal.rules import RESIDENT
from tests.factories import agent, said

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


def stored(name):
    return StoredPhoto(f"photos/{name}.webp", f"photos/{name}-small.webp", (3, 2))


@pytest.fixture
def mine(town):
    with town.open():
        new = said(town, email="camille@exemple.fr")
        return submit_report(new=new, by=RESIDENT, photos=[stored("first")])


@pytest.fixture
def author(town, mine):
    with town.open():
        return Follower.objects.select_related("report").get(pk=mine.follower)


def steps(town, receipt, token="", hours=48):
    """What each step of the page is called, and the photos beside it."""
    path = f"/suivi/{receipt.report.pk}/{token or receipt.token}/"
    with clock.at(clock.now() + timedelta(hours=hours)):
        page = Client(HTTP_HOST=town.host).get(path).content.decode()
    shown = page[page.index('<ol class="steps') : page.index("</ol>")]
    return [
        (re.findall("<strong>(.*?)</strong>", row)[0], re.findall(r"/photo/(\d+)/\"", row))
        for row in shown.split("<li")[1:]
    ]


def photo(town, name):
    with town.open():
        return str(Photo.objects.get(storage_name=f"photos/{name}.webp").pk)


def shot(town, receipt, someone, name):
    """An agent adds a photo."""
    with town.open():
        one = stored(name)
        work.add_photo(
            case=Case.objects.select_related("report").get(pk=receipt.case.pk),
            agent=someone,
            storage_name=one.storage_name,
            thumbnail_name=one.thumbnail_name,
            size=one.size,
        )


def test_first_photos_stand_with_the_reception(town, mine):
    received = steps(town, mine)[0]
    assert received == ("Reçu", [photo(town, "first")])


def test_a_photo_sent_later_is_a_step_with_its_date(town, mine, author):
    with town.open(), clock.at(clock.now() + timedelta(hours=5)):
        resident_says(follower=author, kind="still_there", photos=[stored("later")])
    with town.open(), clock.at(clock.now() + timedelta(hours=6)):
        resident_says(follower=author, kind="reply", words="Voyez.", photos=[stored("reply")])
    found = steps(town, mine)
    assert found[0][1] == [photo(town, "first")]
    assert found[1] == ("Vous avez dit que c’est toujours là", [photo(town, "later")])
    assert found[2] == ("Vous avez répondu", [photo(town, "reply")])


def test_photos_of_a_reopening_stand_beside_it(town, days, mine, author):
    days.act(mine.case, "resolved")
    with town.open(), clock.at(clock.now() + timedelta(hours=2)):
        resident_says(follower=author, kind="reopening", photos=[stored("again")])
    assert steps(town, mine)[2] == ("Repris", [photo(town, "again")])


def test_an_agent_s_photo_stands_beside_the_end_that_it_shows(town, mine):
    with town.open():
        someone = agent(town)
    with clock.at(clock.now() + timedelta(hours=3)):
        shot(town, mine, someone, "after")
    with town.open(), clock.at(clock.now() + timedelta(hours=3, minutes=10)):
        work.change_state(case=mine.case.pk, change=Change("resolved"), agent=someone)
    assert steps(town, mine)[1] == ("C’est fait", [photo(town, "after")])


def test_an_agent_s_visit_without_a_word_is_a_step_of_its_own(town, mine):
    with town.open():
        someone = agent(town)
    for minutes, name in ((180, "one"), (200, "two")):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            shot(town, mine, someone, name)
    visit = steps(town, mine)[1]
    assert visit[0].endswith("a ajouté une photo")
    assert visit[1] == [photo(town, "one"), photo(town, "two")]


def test_who_only_follows_sees_no_picture_of_the_author(town, mine, author):
    with town.open():
        resident_says(follower=author, kind="photo", photos=[stored("later")])
        _, token = reports.follow(report=mine.report, contact=Contact(), by=RESIDENT)
    assert all(photos == [] for _, photos in steps(town, mine, token))
