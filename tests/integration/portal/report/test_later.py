"""A report that is finished later: what was written is kept, and its link is shown and mailed."""

import itertools
import re

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.adapters.outcomes import Sent
from parvis.capture.drafts import keeping
from parvis.capture.drafts.models import Draft
from parvis.capture.reports.models import Report
from parvis.flows import resume_link
from tests.factories.report_questions import asking_town
from tests.factories.towns import Town
from tests.integration.portal.report.journey import HERE, begin, send

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "dominique@exemple.fr"
# How often links are mailed is counted by network address, over all tests of a process.
_homes = itertools.count(1)
FIRST = {"words": "Un trou.", "q-where": "road", "q-part": "cycle", "q-hurt": "yes"}


@pytest.fixture
def town() -> Town:
    return asking_town()


@pytest.fixture
def resident(town: Town) -> Client:
    return Client(HTTP_HOST=town.host, REMOTE_ADDR=f"198.51.100.{next(_homes)}")


@pytest.fixture
def letters(monkeypatch):
    class Post(list):
        def send(self, message):
            self.append(message)
            return Sent("1")

    made = Post()
    monkeypatch.setattr(resume_link, "mailer", lambda **_: made)
    return made


@pytest.fixture
def later(resident: Client) -> str:
    """The page to which somebody came who stopped on the second page of the questions."""
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    resident.post(f"{draft}/details/", FIRST)
    half = {"do": "later", "q-holes-rows": "2", "q-holes-0-width": "40"}
    return str(resident.post(f"{draft}/details/measures/", half)["Location"])


def run() -> None:
    for job in ProcrastinateJob.objects.filter(task_name=resume_link.SEND):
        resume_link.send_resume_link(**job.args)


def test_the_link_shown_goes_on_where_one_stopped_on_another_device(later, resident, town):
    page = resident.get(later).content.decode()
    assert "Votre signalement est gardé, pas encore envoyé" in page
    link = re.search(r'<a class="link break" href="([^"]*)"', page)
    assert link is not None
    assert link[1].endswith("/details/measures/")
    other = Client(HTTP_HOST=town.host).get(link[1]).content.decode()
    assert 'value="40"' in other
    with town.open():
        assert not Report.objects.exists()


def test_what_is_missing_is_no_mistake_yet(resident):
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    answer = resident.post(f"{draft}/details/", {"words": "Un trou.", "do": "later"})
    assert answer["Location"].startswith(f"{draft}/plus-tard/")
    assert "Un trou.</textarea>" in resident.get(f"{draft}/details/").content.decode()


def test_the_letter_says_nothing_of_what_it_is_about(later, resident, town, letters):
    page = resident.post(later, {"email": ADDRESS}).content.decode()
    assert f"part à l’instant pour {ADDRESS}" in page
    with town.open():
        (job,) = ProcrastinateJob.objects.filter(task_name=resume_link.SEND)
        assert set(job.args) == {"authority", "draft"}, "no address in the queue"
        assert keeping.count_of(email=ADDRESS) == 1, "found for whoever wants to be forgotten"
    run()
    (letter,) = letters
    assert (letter.to, letter.subject) == (ADDRESS, "Votre signalement à terminer")
    assert "poule" not in letter.text
    path = re.search(r"/signaler/\S+/details/measures/", letter.text)
    assert path is not None
    assert 'value="40"' in Client(HTTP_HOST=town.host).get(path.group()).content.decode()
    with town.open():
        assert keeping.count_of(email=ADDRESS) == 0
        token_hash = bytes(Draft.objects.get().token_hash)
    assert path.group().split("/")[2].encode() not in token_hash


def test_going_on_before_the_letter_leaves_changes_neither(later, resident, town, letters):
    resident.post(later, {"email": ADDRESS})
    draft = later.partition("/plus-tard/")[0]
    resident.post(f"{draft}/details/", {**FIRST, "words": "Deux trous."})
    run()
    assert len(letters) == 1
    assert "Deux trous.</textarea>" in resident.get(f"{draft}/details/").content.decode()
    with town.open():
        assert keeping.count_of(email=ADDRESS) == 0


def test_what_was_sent_meanwhile_is_mailed_no_more(later, resident, town, letters):
    resident.post(later, {"email": ADDRESS})
    draft = later.partition("/plus-tard/")[0]
    resident.post(f"{draft}/details/", {**FIRST, "q-hurt": "no"})
    send(resident, draft)
    run()
    assert letters == []
    with town.open():
        assert not Draft.objects.exists()
    assert "/recu/" in resident.get(f"{draft}/details/measures/")["Location"]


def test_an_address_that_is_none_is_said_and_nobody_s_mailbox_is_flooded(
    later, resident, letters, settings
):
    settings.PARVIS_RATE_RESUME = "2/hour"
    wrong = resident.post(later, {"email": "camille@"})
    assert wrong.status_code == 422
    assert 'value="camille@"' in wrong.content.decode()
    codes = [resident.post(later, {"email": "flot2@exemple.fr"}).status_code for _ in range(3)]
    assert codes == [200, 200, 422]


def test_a_draft_that_is_gone_gives_no_link(resident, letters):
    answer = resident.post("/signaler/abc/plus-tard/", {"email": ADDRESS})
    assert answer.status_code == 404
    assert not ProcrastinateJob.objects.filter(task_name=resume_link.SEND).exists()
