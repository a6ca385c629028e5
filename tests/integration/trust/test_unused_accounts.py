"""Nobody's account goes without a word: who is told, when, once, and what stays until then."""

from datetime import timedelta

import pytest

from parvis.adapters.mail import MemoryMail
from parvis.adapters.outcomes import Deferred, Reason, Refused, Sent
from parvis.commands.checks import retention as doctor
from parvis.commands.checks.finding import Verdict
from parvis.flows import unused_accounts
from parvis.flows.retention import retain_everywhere
from parvis.foundation.clock import at, now
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from parvis.people.models import Account
from tests.factories import agent, small_town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

DAY = timedelta(days=1)
NEARLY, OVER = 705 * DAY, 740 * DAY
OFFICER = "dpo@ville.example"


class Mail:
    """Takes mail; what it answers to whom is set by the test."""

    def __init__(self):
        self.sent, self.answers = [], {}

    def send(self, message):
        answer = self.answers.get(message.to, self.answers.get("*"))
        if answer is not None:
            return answer
        self.sent.append(message)
        return Sent(message.key)


@pytest.fixture
def mail(monkeypatch):
    taken = Mail()
    monkeypatch.setattr(unused_accounts, "mailer", lambda **_: taken)
    return taken


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        made.authority.protection_officer_email = OFFICER
        made.authority.save(update_fields=["protection_officer_email"])
    return made


def resident(email="camille@essai.example", *, unused=NEARLY, language="fr"):
    account = people.create_account(email=email, by=SYSTEM, language=language)
    Account.objects.filter(pk=account.pk).update(created_at=now() - unused)
    return account


def kept(town, account):
    with town.open():
        return Account.objects.get(pk=account.pk).is_active


def night(later=timedelta(0)):
    moment = now() + later
    with at(moment):
        return retain_everywhere(by=SYSTEM, now=moment)


def test_told_once_a_month_before_then_erased(town, mail):
    with town.open():
        account = resident()
    assert night()["warned"] == 1
    [letter] = mail.sent
    assert letter.to == "camille@essai.example"
    assert "sera effacé le" in letter.subject
    assert f"{town.host}" in letter.text
    assert "/compte/" in letter.text
    assert "avez pas ouvert votre espace" in letter.text
    assert night(DAY)["warned"] == 0
    assert night(29 * DAY)["accounts"] == 0
    assert kept(town, account)
    assert night(31 * DAY)["accounts"] == 1
    assert not kept(town, account)
    assert len(mail.sent) == 1
    with town.open():
        told = Entry.objects.get(action="account.warned")
    assert told.data == {"officer": False}


def test_in_the_language_of_the_person(town, mail):
    with town.open():
        resident(language="en")
    night()
    assert "Your space will be erased on" in mail.sent[0].subject


def test_nobody_is_told_too_early(town, mail):
    with town.open():
        resident(unused=690 * DAY)
    night()
    assert mail.sent == []


def test_logging_in_keeps_the_account_and_a_later_silence_is_told_anew(town, mail):
    with town.open():
        account = resident()
    night()
    with town.open():
        Account.objects.filter(pk=account.pk).update(last_login=now() + 10 * DAY)
    assert night(60 * DAY)["accounts"] == 0
    assert kept(town, account)
    assert night((10 + 705) * DAY)["warned"] == 1
    assert len(mail.sent) == 2


def test_one_already_past_its_time_still_has_its_month(town, mail):
    with town.open():
        account = resident(unused=3 * OVER)
    first = night()
    assert (first["warned"], first["accounts"]) == (1, 0)
    assert night(20 * DAY)["accounts"] == 0
    assert night(31 * DAY)["accounts"] == 1
    assert not kept(town, account)


def test_while_no_mail_leaves_everything_stays_and_that_is_said(town, mail):
    with town.open():
        account = resident(unused=OVER)
    mail.answers["*"] = Deferred(Reason.UNREACHABLE)
    for later in (0, 40, 400):
        done = night(later * DAY)
        assert (done["warned"], done["accounts"], done["untold"]) == (0, 0, 1)
    assert kept(town, account)
    [finding] = [one for one in doctor.look(now()) if town.authority.name in one.said]
    assert finding.verdict is Verdict.WRONG
    mail.answers.clear()
    night()
    assert [one for one in doctor.look(now()) if town.authority.name in one.said] == []


@pytest.mark.parametrize("refused", [True, False])
def test_who_cannot_be_reached_is_named_to_the_officer_by_number(town, mail, refused):
    with town.open():
        account = resident("perdue@essai.example" if refused else "")
    mail.answers["perdue@essai.example"] = Refused(Reason.BAD_RECIPIENT)
    assert night()["officer"] == 1
    [letter] = mail.sent
    assert letter.to == OFFICER
    assert str(account.pk) in letter.text
    assert "perdue" not in letter.text
    assert night(DAY)["officer"] == 0
    assert night(31 * DAY)["accounts"] == 1


def test_without_an_officer_whom_nothing_reaches_stays(town, mail):
    with town.open():
        account = resident("", unused=OVER)
        town.authority.protection_officer_email = town.authority.email = ""
        town.authority.save(update_fields=["protection_officer_email", "email"])
    for later in (0, 40):
        assert night(later * DAY)["untold"] == 1
    assert kept(town, account)


def test_agents_are_told_nothing(town, mail):
    with town.open():
        at_work, gone = agent(town, "handler"), agent(town, "handler")
        people.deactivate_agent(agent=gone, by=SYSTEM)
        for row in (at_work, gone):
            Account.objects.filter(pk=row.account_id).update(created_at=now() - 2 * OVER)
    night()
    assert mail.sent == []
    assert kept(town, at_work.account)
    assert not kept(town, gone.account)


def test_the_real_letter_leaves_by_the_towns_own_mail(town, monkeypatch):
    memory = MemoryMail()
    monkeypatch.setattr(unused_accounts, "mailer", lambda **_: memory)
    with town.open():
        resident()
    night()
    assert memory.sent[0].sender_name == town.authority.name
