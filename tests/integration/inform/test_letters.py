"""What a message says: the receipt as the law wants it, and no more than was declared."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.authorities.models import Department
from parvis.capture.reports.rules import Contact
from parvis.foundation.db.remember import forget
from parvis.inform.tracking import words
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.workflows.operations import set_state_words
from tests.factories import report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def first_mail(town, days, mail):
    """The receipt of a new report, as plain text and HTML."""

    def make(**fields):
        with town.open():
            receipt = report(town, email="camille@exemple.fr", **fields)
        days.send()
        (message,) = mail.sent
        return receipt, message

    return make


def test_a_receipt_says_when_who_where_to_call_and_by_when(first_mail, town):
    receipt, message = first_mail()
    zone = words.ZoneInfo("Europe/Paris")
    for part in (message.text, message.html.replace("&#x27;", "'")):
        assert words.full_day(receipt.report.occurred_at, zone) in part
        assert "Voirie" in part
        assert "2 rue des Ateliers" in part
        assert (
            "01\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}02"
            in part
        )
        assert receipt.report.code in part
        assert receipt.case.reference in part
        assert words.day(receipt.due_at, zone) in part


def test_a_department_without_an_address_is_reached_at_the_town_hall(first_mail, town):
    with town.open():
        Department.objects.filter(pk=town.roads.pk).update(postal_address="", phone="", email="")
        forget()
    _, message = first_mail()
    assert "Voirie, 1 place de la Mairie" in message.text
    assert "01\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}01" in (
        message.text
    )


def test_no_effect_of_silence_is_promised_unless_declared(first_mail):
    _, message = first_mail()
    assert "Sans réponse" not in message.text


def test_the_declared_effect_of_silence_stands_in_the_receipt(first_mail, town):
    with town.open():
        ServiceVersion.objects.filter(service_type=town.services["hole"]).update(
            silence={"effect": "rejection", "months": 2}
        )
    _, message = first_mail()
    assert "votre demande sera refusée" in message.text


def test_an_unconfirmed_address_may_say_yes_or_that_it_was_not_them(first_mail):
    _, message = first_mail()
    assert "/confirmer/" in message.text
    assert "/pas-moi/" in message.text
    assert "Ce n’était pas moi" in message.html


def test_english_for_who_reads_english(first_mail):
    _, message = first_mail(language="en")
    assert message.subject.startswith("We have received it: Pothole")
    assert message.headers["Content-Language"] == "en"
    assert "Répon" not in message.text


def test_news_say_a_state_in_the_towns_own_words(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
        sentence = {"fr": "Les équipes de {direction} sont sur place."}
        set_state_words(state="in_progress", said={"sentence": sentence}, by=SYSTEM)
    days.send()
    days.act(receipt.case, "in_progress")
    days.send(after=timedelta(hours=1))
    message = mail.sent[-1]
    assert "Les équipes de Voirie sont sur place." in message.subject
    assert "Les équipes de Voirie sont sur place." in message.text


def test_what_people_write_is_text_never_markup(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    days.answer(receipt.case, "<img src=x onerror=alert(1)> & merci")
    days.send(after=timedelta(hours=1))
    assert "<img src=x" not in mail.sent[1].html
    assert "<img src=x onerror=alert(1)> & merci" in mail.sent[1].text


def test_replying_leads_to_the_box_on_the_page(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    days.answer(receipt.case, "De quel côté ?")
    days.send(after=timedelta(hours=1))
    assert f"/suivi/{receipt.report.pk}/{receipt.token}/#repondre" in mail.sent[1].text
    page = Client(HTTP_HOST=town.host).get(f"/suivi/{receipt.report.pk}/{receipt.token}/")
    assert 'id="repondre"' in page.content.decode()


def test_at_the_end_the_question_is_asked(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    days.act(receipt.case, "resolved", words="Le trou est rebouché.")
    days.send(after=timedelta(hours=1))
    message = mail.sent[1]
    assert "Est-ce que c’est bien réglé\u00a0?" in message.text
    assert "avis/?r=oui" in message.text
    assert "avis/?r=non" in message.text
    assert "Le trou est rebouché." in message.text


def test_a_refusal_says_why_and_how_to_contest_it(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    days.act(
        receipt.case, "declined", reason=town.not_ours.pk, words="C'est une route départementale."
    )
    days.send(after=timedelta(hours=1))
    text = mail.sent[1].text
    assert "Cette voie appartient au département." in text
    assert "C'est une route départementale." in text
    assert "Vous n’êtes pas d’accord\u00a0?" in text


def test_a_mobile_number_gets_the_code_and_the_link(town, days, sms):
    with town.open():
        receipt = report(town, contact=Contact(channel="sms", phone="+33612345678"))
    days.send()
    assert receipt.report.code in sms.sent[0].text
