"""What happened becomes news: once, for those concerned, and for nobody else."""

from datetime import timedelta

import pytest

from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import Contact, Place
from parvis.flows.resident_says import resident_says
from parvis.flows.take_down import Typed, take_down
from parvis.flows.tell_people import tell_people, wants
from parvis.foundation.clock import now, today
from parvis.foundation.db.scope import acting_for
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT
from tests.factories import agent, report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HOUR = timedelta(hours=1)


def entries(town):
    return list(Entry.objects.using("reader").filter(authority_id=town.authority.pk).order_by("id"))


def test_a_report_is_acknowledged_and_its_receipt_leaves_at_once(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    assert days.send() == 1
    assert days.statuses() == [("receipt", "sent")]
    assert [message.to for message in mail.sent] == ["camille@exemple.fr"]
    with town.open():
        assert Case.objects.get(pk=receipt.case.pk).state == "acknowledged"


def test_without_a_contact_nothing_leaves_but_the_case_is_acknowledged(town, days, mail):
    with town.open():
        receipt = report(town)
    assert days.send() == 0
    with town.open():
        assert Case.objects.get(pk=receipt.case.pk).state == "acknowledged"


def test_reading_the_same_entry_again_tells_nobody_twice(town, days, mail):
    with town.open():
        report(town, email="camille@exemple.fr")
    days.send()
    for entry in entries(town):
        if wants(entry):
            with acting_for(town.authority.pk):
                tell_people([entry])
    assert days.send() == 0
    assert len(mail.sent) == 1


def test_a_step_waits_while_it_can_be_undone(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    days.act(receipt.case, "in_progress")
    assert days.send() == 0
    assert days.send(after=HOUR) == 1


def test_a_step_undone_in_time_is_told_to_nobody(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    step = days.act(receipt.case, "in_progress")
    days.read()
    with town.open():
        type(step).objects.filter(pk=step.pk).update(undone_at=now())
    assert days.send(after=HOUR) == 0
    assert days.statuses() == [("receipt", "sent"), ("state", "dropped")]


def test_every_follower_is_told_and_who_stopped_is_not(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
        reports.follow(
            report=receipt.report,
            contact=Contact(channel="email", email="noa@exemple.fr"),
            by=RESIDENT,
        )
        stopped, _ = reports.follow(
            report=receipt.report,
            contact=Contact(channel="email", email="sam@exemple.fr"),
            by=RESIDENT,
        )
    days.send()
    with town.open():
        reports.stop_following(follower=stopped, by=RESIDENT)
    mail.sent.clear()
    days.act(receipt.case, "in_progress")
    days.send(after=HOUR)
    assert {message.to for message in mail.sent} == {"camille@exemple.fr", "noa@exemple.fr"}


def withdraw(town, receipt):
    with town.open():
        resident_says(follower=author(receipt), kind="withdrawal", words="Vu avec mon voisin.")


@pytest.fixture
def followed(town, days, mail):
    """A report that a neighbour follows too, both told of its beginning."""
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
        reports.follow(
            report=receipt.report,
            contact=Contact(channel="email", email="noa@exemple.fr"),
            by=RESIDENT,
        )
    days.send()
    mail.sent.clear()
    return receipt


def test_the_others_are_told_of_a_withdrawal_and_its_author_is_not(town, days, mail, followed):
    withdraw(town, followed)
    days.send(after=HOUR)
    [message] = mail.sent
    assert message.to == "noa@exemple.fr"
    assert "par la personne qui l’avait faite" in message.subject
    assert "Signalez-le" in message.text
    assert "Vu avec mon voisin." not in message.text + message.html


def test_its_author_is_told_when_an_agent_withdrew_it(days, mail, followed):
    days.act(followed.case, "withdrawn")
    days.send(after=HOUR)
    assert {message.to for message in mail.sent} == {"camille@exemple.fr", "noa@exemple.fr"}
    [own] = [message for message in mail.sent if message.to == "camille@exemple.fr"]
    assert "Signalez-le" not in own.text


def test_who_reported_the_same_hears_that_theirs_is_taken_up_again(town, days, mail, followed):
    with town.open():
        second = report(town, email="sam@exemple.fr")
    days.act(second.case, "duplicate", duplicate_of=followed.case.pk)
    days.send(after=HOUR)
    mail.sent.clear()
    withdraw(town, followed)
    days.send(after=2 * HOUR)
    said = {message.to: message.text for message in mail.sent}
    assert set(said) == {"noa@exemple.fr", "sam@exemple.fr"}
    assert "retirée le" in said["noa@exemple.fr"]
    assert "nous reprenons le vôtre" in said["sam@exemple.fr"]
    assert "retirée le" not in said["sam@exemple.fr"]


def test_what_somebody_wrote_to_have_it_reopened_is_quoted_to_nobody(town, days, mail, followed):
    days.act(followed.case, "resolved")
    days.send(after=HOUR)
    mail.sent.clear()
    with town.open():
        resident_says(follower=author(followed), kind="reopening", words="Devant chez moi.")
    days.send(after=2 * HOUR)
    assert {message.to for message in mail.sent} == {"camille@exemple.fr", "noa@exemple.fr"}
    assert all("Devant chez moi" not in one.text + one.html for one in mail.sent)


def test_made_up_and_old_history_tells_nobody(town, days, mail):
    with town.open():
        report(town, email="camille@exemple.fr", is_made_up=True)
        report(town, email="noa@exemple.fr", occurred_at=now() - timedelta(days=40))
    assert days.send(after=HOUR) == 0
    assert days.statuses() == []


def test_imported_history_tells_nobody(town):
    entry = Entry(
        action="report.submitted", object_kind="report", actor_kind="import", data={},
        occurred_at=now(), recorded_at=now(),
    )  # fmt: skip
    assert not wants(entry)


def test_a_note_for_colleagues_is_no_news(town, days, mail):
    from parvis.act.cases import operations as cases
    from tests.integration.inform.conftest import AGENT

    with town.open():
        receipt = report(town, email="camille@exemple.fr")
        cases.note(case=receipt.case.pk, words="Rien à dire dehors.", by=AGENT)
    days.send(after=HOUR)
    assert days.statuses() == [("receipt", "sent")]


def test_followers_of_a_duplicate_hear_of_the_case_that_it_joined(town, days, mail):
    with town.open():
        first = report(town, email="camille@exemple.fr")
        second = report(town, email="noa@exemple.fr")
    days.act(second.case, "duplicate", duplicate_of=first.case.pk)
    days.send(after=HOUR)
    mail.sent.clear()
    days.act(first.case, "resolved")
    days.send(after=2 * HOUR)
    assert {message.to for message in mail.sent} == {"camille@exemple.fr", "noa@exemple.fr"}


def test_followers_of_what_joined_in_turn_hear_of_the_case_at_the_end(town, days, mail):
    with town.open():
        addresses = ("camille@exemple.fr", "noa@exemple.fr", "sam@exemple.fr")
        first, second, third = (report(town, email=one) for one in addresses)
    days.act(third.case, "duplicate", duplicate_of=second.case.pk)
    days.send(after=HOUR)
    mail.sent.clear()
    days.act(second.case, "duplicate", duplicate_of=first.case.pk)
    days.send(after=2 * HOUR)
    assert {message.to for message in mail.sent} == {"noa@exemple.fr"}, "nothing new for Sam"
    mail.sent.clear()
    days.act(first.case, "resolved")
    days.send(after=3 * HOUR)
    assert {message.to for message in mail.sent} == set(addresses)


def test_an_answer_goes_to_those_of_the_duplicates_too_with_its_words(town, days, mail):
    with town.open():
        first = report(town, email="camille@exemple.fr")
        second = report(town, email="noa@exemple.fr")
    days.act(second.case, "duplicate", duplicate_of=first.case.pk)
    days.send(after=HOUR)
    mail.sent.clear()
    days.answer(first.case, "Nous rebouchons mardi.")
    days.send(after=2 * HOUR)
    assert {message.to for message in mail.sent} == {"camille@exemple.fr", "noa@exemple.fr"}
    assert all("Nous rebouchons mardi." in message.text for message in mail.sent)


def test_a_closed_department_s_case_is_told_to_its_own_follower(town, days, mail):
    with town.open(compartments=(town.social.pk,)):
        receipt = report(town, "help", email="camille@exemple.fr", place=None)
    days.act(receipt.case, "in_progress")
    days.answer(receipt.case, "Votre dossier de secours est complet.")
    days.send(after=HOUR)
    assert {message.to for message in mail.sent} == {"camille@exemple.fr"}
    with days.rows() as rows:
        assert {row.department_lock for row in rows} == {town.social.pk}
    everything = "".join(message.subject + message.text + message.html for message in mail.sent)
    assert "Aide sociale" not in everything
    assert "secours" not in everything


def author(receipt):
    return Follower.objects.get(report=receipt.report, is_author=True)


def asked(mail):
    return [message for message in mail.sent if "bien réglé" in message.subject]


def settled(town, days):
    """A report that was led to its end, and told so."""
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.act(receipt.case, "resolved")
    days.send(after=HOUR)
    return receipt


def test_the_end_is_asked_about_once_more_some_days_later(town, days, mail):
    settled(town, days)
    assert asked(mail) == []
    assert days.send(after=timedelta(days=3)) == 0
    assert days.send(after=timedelta(days=6)) == 1
    [message] = asked(mail)
    assert "/avis/?r=oui" in message.text
    assert days.send(after=timedelta(days=60)) == 0


def test_who_answered_is_not_asked_again(town, days, mail):
    receipt = settled(town, days)
    with town.open():
        resident_says(follower=author(receipt), kind="satisfaction", score=4, settled=True)
    days.send(after=timedelta(days=6))
    assert asked(mail) == []
    assert ("reminder", "dropped") in days.statuses()


def test_what_was_reopened_is_not_asked_about_and_the_question_comes_once(town, days, mail):
    receipt = settled(town, days)
    with town.open():
        resident_says(follower=author(receipt), kind="reopening", words="Encore là.")
    days.send(after=timedelta(days=6))
    assert asked(mail) == []
    days.act(receipt.case, "resolved")
    days.send(after=HOUR)
    days.send(after=timedelta(days=12))
    days.send(after=timedelta(days=20))
    assert len(asked(mail)) == 1


def test_who_only_follows_is_not_reminded(town, days, mail):
    receipt = settled(town, days)
    with town.open():
        reports.follow(
            report=receipt.report,
            contact=Contact(channel="email", email="noa@exemple.fr"),
            by=RESIDENT,
        )
    days.send(after=timedelta(days=6))
    assert {message.to for message in asked(mail)} == {"camille@exemple.fr"}


def test_a_letter_that_waited_for_weeks_gets_its_receipt_and_is_acknowledged(town, days, mail):
    with town.open():
        someone = agent(town, "counter")
        letter = Typed(
            service=town.services["hole"].pk, words="Un trou.", place=Place(address="1 rue Haute"),
            channel="mail", came_on=today(authorities.calendar().zone) - timedelta(days=60),
            email="camille@exemple.fr", wants_news=True, send_key="lettre",
        )  # fmt: skip
        receipt = take_down(typed=letter, agent=someone)
    days.send()
    [message] = mail.sent
    assert message.to == "camille@exemple.fr"
    assert "C’est bien reçu" in message.subject
    assert "Vous auriez dû avoir une réponse avant le" in message.text
    assert "promis" not in message.text
    with town.open():
        assert Case.objects.get(pk=receipt.case.pk).state == "acknowledged"
