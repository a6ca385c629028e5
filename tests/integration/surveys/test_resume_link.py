"""Whoever stops in the middle has the link back mailed, once, and their address is kept nowhere."""

import json
import re

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.adapters.outcomes import Deferred, Reason, Sent
from parvis.capture.drafts import keeping
from parvis.capture.drafts.models import Draft
from parvis.flows import resume_link
from parvis.foundation.clock import at, now
from parvis.journal.models import Entry
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "camille@exemple.fr"


class Post:
    """A mail server that says `outcome`."""

    def __init__(self):
        self.outcome, self.sent = Sent("1"), []

    def send(self, message):
        self.sent.append(message)
        return self.outcome


@pytest.fixture
def post(monkeypatch):
    made = Post()
    monkeypatch.setattr(resume_link, "mailer", lambda **_: made)
    return made


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        survey(made, is_anonymous=False)
    return made


@pytest.fixture
def stopped(town):
    """Somebody has answered a question and stopped."""
    return Visit(Client(), town, "/enquetes/marche/repondre/").send(q__comes="no", do="later")


def ask(visit: Visit, address: str = ADDRESS) -> Visit:
    visit.answer = visit.client.post(there(visit), {"email": address})
    return visit


def there(visit: Visit) -> str:
    return visit.found(r'action="(/enquetes/marche/suite/[^"]*/courriel/)"') or visit.address


def run() -> None:
    for job in ProcrastinateJob.objects.filter(task_name=resume_link.SEND):
        resume_link.send_resume_link(**job.args)


def test_the_link_arrives_and_the_address_goes(town, stopped, post):
    visit = ask(stopped)
    assert f"part à l’instant pour {ADDRESS}" in visit.text
    with town.open():
        (job,) = ProcrastinateJob.objects.filter(task_name=resume_link.SEND)
        assert set(job.args) == {"authority", "draft"}, "no address in the queue"
        assert keeping.count_of(email=ADDRESS) == 1, "found for whoever wants to be forgotten"
        assert ADDRESS not in json.dumps(list(Entry.objects.values_list("data", flat=True)))
    run()
    (letter,) = post.sent
    assert letter.to == ADDRESS
    path = re.search(r"/enquetes/marche/suite/\S+/", letter.text)
    assert path is not None
    again = Visit(Client(), town, path.group())
    assert again.heading == "Le marché"
    with town.open():
        assert keeping.count_of(email=ADDRESS) == 0
        Draft.objects.get()
    run()
    assert len(post.sent) == 1


def test_a_mail_server_that_waits_is_asked_again_for_some_minutes(town, stopped, post):
    ask(stopped)
    post.outcome = Deferred(Reason.UNREACHABLE)
    with pytest.raises(resume_link.NotSent):
        run()
    with at(now() + resume_link.GIVEN_UP_AFTER):
        run()
    with town.open():
        assert "letter" not in Draft.objects.get().content


def test_an_address_that_is_none_is_said_with_what_was_typed(stopped, post):
    visit = ask(stopped, "camille@")
    assert visit.answer.status_code == 422
    assert visit.holds("email") == "camille@"
    assert not ProcrastinateJob.objects.filter(task_name=resume_link.SEND).exists()


def test_a_link_that_is_none_sends_nothing(town, stopped, post):
    answer = stopped.client.post("/enquetes/marche/suite/abc/courriel/", {"email": ADDRESS})
    assert answer.status_code == 404
    assert not ProcrastinateJob.objects.filter(task_name=resume_link.SEND).exists()


def test_nobody_s_mailbox_is_flooded(town, stopped, post, settings):
    settings.PARVIS_RATE_RESUME = "2/hour"
    path = there(stopped)
    codes = [stopped.client.post(path, {"email": "flot@exemple.fr"}).status_code for _ in range(3)]
    assert codes == [200, 200, 422]
