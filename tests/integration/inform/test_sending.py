"""How news leaves: grouped, counted, retried, shown when it can't; and never twice."""

import re
import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.test import Client

from parvis.adapters.mail import FolderMail, SmtpMail, mailer
from parvis.adapters.outcomes import Deferred, Reason, Refused, Sent
from parvis.authorities.models import Authority
from parvis.capture.reports import links
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import Contact
from parvis.flows.resident_says import confirm_address, was_not_me
from parvis.foundation import clock
from parvis.inform.notifications import outbox, sending
from parvis.inform.notifications.queries import of_case, told
from parvis.inform.notifications.rules import LEASE
from tests.factories import agent, report
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HOUR = timedelta(hours=1)
NOON = clock.now().replace(hour=11, minute=0)


@pytest.fixture(autouse=True)
def at_noon():
    """No test here depends on the hour at which it runs."""
    with clock.at(NOON):
        yield


def confirmed(town, receipt):
    """The follower of a receipt, their address confirmed."""
    with town.open():
        follower = Follower.objects.get(pk=receipt.follower)
        confirm_address(follower=follower)
        return follower


def test_what_waits_for_one_person_leaves_as_one_message(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    days.act(receipt.case, "in_progress")
    days.answer(receipt.case, "Nous passons demain.")
    days.act(receipt.case, "waiting_third_party", third_party=town.network.pk)
    mail.sent.clear()
    assert days.send(after=HOUR) == 1
    (message,) = mail.sent
    assert "Nous attendons Réseau Élec" in message.subject
    assert "Nous passons demain." in message.text


def test_never_more_than_so_many_a_day_and_the_rest_together_in_the_morning(
    town, days, mail, settings
):
    settings.PARVIS_MAX_NEWS_PER_DAY = 2
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    confirmed(town, receipt)
    days.send()
    for step, words in enumerate(["Un.", "Deux.", "Trois."], start=1):
        days.answer(receipt.case, words)
        days.send(after=step * HOUR)
    assert len(mail.sent) == 2
    days.send(after=24 * HOUR)
    assert len(mail.sent) == 3
    assert "Deux." in mail.sent[2].text
    assert "Trois." in mail.sent[2].text


def test_so_many_a_day_are_one_persons_whatever_the_number_of_their_reports(
    town, days, mail, settings
):
    settings.PARVIS_MAX_NEWS_PER_DAY = 4
    with town.open():
        receipts = [report(town, email="camille@exemple.fr") for _ in range(3)]
    days.send()
    assert len(mail.sent) == 3
    for receipt in receipts:
        days.answer(receipt.case, "Nous passons demain.")
    days.send(after=HOUR)
    assert len(mail.sent) == 4
    days.send(after=24 * HOUR)
    assert len(mail.sent) == 6


def test_a_number_that_nobody_confirmed_is_not_flooded_either(town, days, sms, settings):
    settings.PARVIS_MAX_UNCONFIRMED_PER_DAY = 2
    with town.open():
        for _ in range(5):
            report(town, contact=Contact(channel="sms", phone="+33612345678"))
    days.send()
    assert len(sms.sent) == 2


def test_an_unconfirmed_address_is_not_flooded_by_reports_in_its_name(town, days, mail, settings):
    settings.PARVIS_MAX_UNCONFIRMED_PER_DAY = 2
    with town.open():
        for _ in range(5):
            report(town, email="victime@exemple.fr")
    days.send()
    days.send(after=HOUR)
    assert len(mail.sent) == 2


def test_it_was_not_me_stops_every_report_in_that_name(town, days, mail):
    with town.open():
        receipt = report(town, email="victime@exemple.fr")
    days.send()
    with town.open():
        was_not_me(follower=Follower.objects.get(pk=receipt.follower))
        report(town, email="Victime@exemple.fr")
    days.answer(receipt.case, "Bonjour.")
    assert days.send(after=HOUR) == 0
    assert len(mail.sent) == 1
    with town.open():
        follower = Follower.objects.get(pk=receipt.follower)
        assert follower.email == ""


def test_a_refused_address_is_shown_to_the_agent_and_not_tried_again(town, days, mail):
    mail.answers["faux@exemple.fr"] = Refused(Reason.BAD_RECIPIENT, "550")
    with town.open():
        receipt = report(town, email="faux@exemple.fr")
    days.send()
    with town.open():
        (problem,) = of_case(receipt.case.pk).problems
    assert (problem.reason, problem.final, problem.channel) == ("bad_recipient", True, "email")
    assert days.send(after=48 * HOUR) == 0
    with town.open():
        desk = logged_in(Client(), town, agent(town, "handler"))
    page = desk.get(f"/agents/demandes/{receipt.case.pk}/").content.decode()
    assert "Un e-mail n’a pas pu être remis. L’adresse ou le numéro est refusé" in page
    assert "Nous n’essayons plus." in page


def test_a_mail_server_away_is_tried_again_later_and_later(town, days, mail):
    mail.answers["camille@exemple.fr"] = Deferred(Reason.UNREACHABLE)
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    assert days.send() == 0, "not before a minute"
    with town.open():
        assert of_case(receipt.case.pk).problems == [], "a first failure is nobody's business"
    for hours in (1, 2, 4):
        days.send(after=hours * HOUR)
    with town.open():
        (problem,) = of_case(receipt.case.pk).problems
    assert (problem.reason, problem.final) == ("unreachable", False)
    mail.answers.clear()
    days.send(after=30 * HOUR)
    assert len(mail.sent) == 1
    with town.open():
        assert of_case(receipt.case.pk).problems == []


def test_what_is_never_taken_is_given_up_and_shown(town, days, mail):
    mail.answers["camille@exemple.fr"] = Deferred(Reason.TRY_LATER, "451")
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    for day in range(20):
        days.send(after=day * 24 * HOUR)
    with town.open():
        (problem,) = of_case(receipt.case.pk).problems
    assert problem.final


class Killed(BaseException):
    """The worker dies here."""


@pytest.mark.parametrize("moment", ["before handing over", "after handing over"])
def test_a_worker_killed_while_sending_loses_nothing(town, days, mail, monkeypatch, moment):
    with town.open():
        report(town, email="camille@exemple.fr")
    days.read()
    real = mail.send

    def dying(message):
        if moment == "after handing over":
            real(message)
        raise Killed

    monkeypatch.setattr(type(mail), "send", lambda _self, message: dying(message))
    with pytest.raises(Killed):
        days.send()
    monkeypatch.undo()
    assert days.send() == 0, "somebody may still be sending it"
    assert days.send(after=LEASE + HOUR) == 1
    assert days.statuses() == [("receipt", "sent")]
    # Taken twice at worst, and then under one identifier, which mail programs show once.
    assert len({message.key for message in mail.sent}) == 1


def test_two_workers_never_send_one_message(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.read()
    with town.open():
        assert outbox.claim(receipt.follower) is not None
    assert days.send() == 0
    assert mail.sent == []


def test_a_demonstration_never_writes_to_anybody_outside(settings):
    settings.PARVIS_MAIL = "parvis.adapters.mail.SmtpMail"
    settings.PARVIS_SMTP_URL = "smtp://localhost:1"
    assert isinstance(mailer(demonstration=True), FolderMail)
    assert isinstance(mailer(), SmtpMail)


def test_a_text_message_is_short_and_leads_to_the_page(town, days, sms):
    with town.open():
        receipt = report(town, contact=Contact(channel="sms", phone="+33612345678"))
    days.send()
    (message,) = sms.sent
    assert message.to == "+33612345678"
    assert f"/suivi/{receipt.report.pk}/{receipt.token}/" in message.text
    assert len(message.text) < 306, "two parts at most"


def test_an_undo_can_say_what_was_already_told(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    step = days.act(receipt.case, "in_progress")
    days.send(after=HOUR)
    with town.open():
        assert set(told(receipt.case.pk)) == {step.pk}


def test_a_message_carries_the_link_that_was_given_and_a_renewed_one_replaces_it(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    assert f"/suivi/{receipt.report.pk}/{receipt.token}/" in mail.sent[0].text
    with town.open():
        follower = Follower.objects.get(pk=receipt.follower)
        renewed = reports.renew_link(follower=follower, by=sending.SYSTEM)
        assert renewed != receipt.token
        assert links.token_of(follower) == renewed
    days.answer(receipt.case, "Bonjour.")
    days.send(after=HOUR)
    assert f"/{renewed}/" in mail.sent[1].text
    assert receipt.token not in mail.sent[1].text


def test_the_list_unsubscribe_header_takes_one_click_on_a_secure_site(town, days, mail, settings):
    settings.PARVIS_SITE_SCHEME = "https"
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    assert mail.sent[0].unsubscribe.endswith(f"/suivi/{receipt.report.pk}/{receipt.token}/arreter/")
    assert mail.sent[0].one_click


def test_a_real_server_that_refuses_and_one_that_takes(town, days, settings):
    """The whole way through SMTP, with a server that says 550 to one address."""
    taken = []

    class Server:
        async def handle_RCPT(self, server, session, envelope, address, options):
            if address.startswith("faux"):
                return "550 5.1.1 no such user"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            taken.append(envelope.content)
            return "250 OK"

    with town.open():
        Authority.objects.filter(pk=town.authority.pk).update(is_demonstration=False)
        bad = report(town, email="faux@exemple.fr")
        report(town, email="camille@exemple.fr")
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    controller = Controller(Server(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        smtp = SmtpMail.from_url(f"smtp://127.0.0.1:{port}")
        settings.PARVIS_MAIL = "parvis.adapters.mail.SmtpMail"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sending, "mailer", lambda **_: smtp)
            days.send()
    finally:
        controller.stop()
    assert len(taken) == 1
    assert b"List-Unsubscribe" in taken[0]
    with town.open():
        assert [problem.final for problem in of_case(bad.case.pk).problems] == [True]


def test_sent_is_what_the_adapter_says(mail):
    """The fake answers like the real one: this file would prove nothing otherwise."""
    from parvis.adapters.mail import Message

    outcome = mail.send(Message(key="1", to="a@exemple.fr", subject="s", text="t", sender="x@y.fr"))
    assert isinstance(outcome, Sent)


def test_a_letter_never_carries_a_link_that_has_ended(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    later = timedelta(days=735)
    with clock.at(clock.now() + later):
        days.answer(receipt.case, "Bonjour.")
    days.send(after=later + HOUR)
    link = re.search(r"/suivi/\d+/[^/]+/", mail.sent[-1].text)[0]
    with clock.at(clock.now() + later + HOUR):
        assert "Bonjour." in Client(HTTP_HOST=town.host).get(link).content.decode()
