"""Who reported the same as somebody else reads, on their own page and in their mail, what comes of
the request that theirs joined."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.adapters.outcomes import Reason
from parvis.adapters.outcomes import Refused as MailRefused
from parvis.capture.reports import queries as reports
from parvis.flows import work_on_case as work
from parvis.flows.resident_says import NotTaken, resident_says
from parvis.foundation import clock
from parvis.inform.notifications import queries as news
from tests.factories import agent, report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HOUR = timedelta(hours=1)
CAMILLE, SAM = "camille@exemple.fr", "sam@exemple.fr"


@pytest.fixture
def joined(town, days, mail):
    """Camille's request, and Sam's, which joined it an hour later and was told so."""
    with town.open():
        main, other = report(town, email=CAMILLE), report(town, email=SAM)
    with clock.at(clock.now() + HOUR):
        days.act(other.case, "duplicate", duplicate_of=main.case.pk)
    days.send(after=2 * HOUR)
    mail.sent.clear()
    return main, other


def page(town, receipt, after=4 * HOUR) -> str:
    with clock.at(clock.now() + after):
        address = f"/suivi/{receipt.report.pk}/{receipt.token}/"
        body = Client(HTTP_HOST=town.host).get(address).content.decode()
    return body.replace("\u00a0", " ").replace("\u202f", " ")


def received(days, mail, who=SAM) -> str:
    days.send(after=4 * HOUR)
    [message] = [one for one in mail.sent if one.to == who]
    return f"{message.subject}\n{message.text}".replace("\u00a0", " ").replace("\u202f", " ")


def later(act, *given, **more):
    with clock.at(clock.now() + 3 * HOUR):
        act(*given, **more)


def test_the_words_of_the_end_are_in_their_mail_and_on_their_page(town, days, mail, joined):
    main, other = joined
    later(days.act, main.case, "resolved", words="Lampe remplacée jeudi.")
    letter, seen = received(days, mail), page(town, other)
    assert "Il y a du nouveau pour la demande avec laquelle la vôtre est traitée." in letter
    for said in (letter, seen):
        assert "C’est fait, depuis" in said
        assert "Lampe remplacée jeudi." in said
        assert "/avis/?r=non" in said


def test_a_refusal_says_why_and_how_to_disagree(town, days, mail, joined):
    main, other = joined
    words = "La route est au Département, qui l’entretient."
    later(days.act, main.case, "declined", words=words, reason=town.not_ours.pk)
    for said in (received(days, mail), page(town, other)):
        assert "Nous ne pourrons pas le faire." in said
        assert "Cette voie appartient au département." in said
        assert words in said
        assert "Vous n’êtes pas d’accord ?" in said


def test_an_answer_is_on_their_page_too_and_they_can_reply(town, days, mail, joined):
    main, other = joined
    later(days.answer, main.case, "Nous rebouchons mardi.")
    letter, seen = received(days, mail), page(town, other)
    assert letter.startswith("Nid-de-poule : Voirie vous a répondu.")
    assert "Réponse promise avant le" in letter
    assert "#repondre" in letter
    assert "Nous rebouchons mardi." in letter
    assert "Nous rebouchons mardi." in seen
    assert "Voirie a répondu" in seen


def test_work_on_both_is_among_their_steps(town, days, mail, joined):
    main, other = joined
    later(days.act, main.case, "in_progress", words="L’équipe est sur place.")
    letter, seen = received(days, mail), page(town, other)
    assert "L’équipe est sur place." in letter
    assert seen.index("Réuni avec la même demande") < seen.index("Le travail a commencé")
    assert "L’équipe est sur place." in seen
    assert "Réponse promise" in seen


def test_a_question_to_the_other_is_not_asked_of_them(town, days, mail, joined):
    main, other = joined
    later(days.act, main.case, "waiting_resident", words="Quel est votre étage ?")
    letter, seen = received(days, mail), page(town, other)
    assert letter.startswith("Nid-de-poule : Nous attendons une réponse de l’autre personne")
    assert "Nous avons posé une question à l’autre personne qui l’a signalé" in seen
    for said in (letter, seen):
        assert "Nous attendons une réponse de l’autre personne qui l’a signalé." in said
        assert "étage" not in said
        assert "réponse de vous" not in said
        assert "Nous vous avons posé" not in said


def test_what_was_told_before_they_joined_is_not_theirs(town, days, mail):
    with town.open():
        main, other = report(town), report(town, email=SAM)
    days.send()
    mail.sent.clear()
    days.answer(main.case, "Bonjour Madame, au 4 impasse des Lilas.")
    with clock.at(clock.now() + HOUR):
        days.act(other.case, "duplicate", duplicate_of=main.case.pk)
    later(days.answer, main.case, "C’est pour mardi.")
    letter, seen = received(days, mail), page(town, other)
    for said in (letter, seen):
        assert "C’est pour mardi." in said
        assert "impasse des Lilas" not in said
    assert seen.count("Voirie a répondu") == 1


def test_what_was_told_while_both_were_one_is_quoted_though_they_part(town, days, mail, joined):
    main, other = joined
    later(days.answer, main.case, "Nous rebouchons mardi.")
    days.read()
    later(days.act, other.case, "reopened")
    assert "Nous rebouchons mardi." in received(days, mail)


def test_a_code_alone_says_what_was_done_without_a_word(town, days, joined):
    main, other = joined
    later(days.act, main.case, "resolved", words="Lampe remplacée jeudi.")
    later(days.answer, main.case, "Merci encore.")
    with clock.at(clock.now() + 4 * HOUR):
        asked = {"code": other.report.code}
        seen = Client(HTTP_HOST=town.host).post("/suivi/", asked).content.decode()
    assert "C’est fait" in seen
    assert "Lampe remplacée" not in seen
    assert "Merci encore" not in seen


def test_a_closed_department_s_words_are_on_the_page_alone(town, days, mail):
    with town.open(compartments=(town.social.pk,)):
        main = report(town, "help", place=None, email=CAMILLE)
        other = report(town, "help", place=None, email=SAM)
    with clock.at(clock.now() + HOUR):
        days.act(other.case, "duplicate", duplicate_of=main.case.pk)
    days.send(after=2 * HOUR)
    mail.sent.clear()
    later(days.act, main.case, "resolved", words="Le dossier est complet.")
    assert "dossier" not in received(days, mail)
    seen = page(town, other)
    assert "Le dossier est complet." in seen
    assert "/avis/?r=non" in seen


def test_what_went_to_them_alone_is_said_on_the_main_request_and_by_its_undo(town, days, mail):
    with town.open():
        someone, main, other = agent(town, "handler"), report(town), report(town, email=SAM)
    days.act(other.case, "duplicate", duplicate_of=main.case.pk)
    days.send(after=HOUR)
    with town.open(), clock.at(clock.now() + 2 * HOUR):
        done = work.change_state(case=main.case.pk, change=Change("resolved"), agent=someone)
    days.send(after=3 * HOUR)
    with town.open(), clock.at(clock.now() + 4 * HOUR):
        assert done.steps[0].pk in news.told(main.case.pk)
        assert work.undo(batch=done.batch, agent=someone).already_told == 1


def test_a_message_to_them_that_is_refused_is_shown_on_the_main_request(town, days, mail, joined):
    main, _ = joined
    mail.answers[SAM] = MailRefused(Reason.BAD_RECIPIENT)
    later(days.answer, main.case, "Nous rebouchons mardi.")
    days.send(after=4 * HOUR)
    with town.open():
        [problem] = news.of_case(main.case.pk).problems
        assert problem.final


def test_they_are_asked_about_the_end_once_more_unless_they_judged_it(town, days, mail, joined):
    main, _ = joined
    later(days.act, main.case, "resolved")
    days.send(after=4 * HOUR)
    mail.sent.clear()
    days.send(after=timedelta(days=6))
    assert {one.to for one in mail.sent} == {CAMILLE, SAM}
    assert all("bien réglé" in one.subject for one in mail.sent)


def holder(other):
    return reports.follower_by_token(other.report.pk, other.token)


def test_they_have_it_looked_at_again_in_the_time_that_begins_with_its_end(town, days, joined):
    main, other = joined
    with clock.at(clock.now() + timedelta(days=70)):
        assert "jusqu’au" not in page(town, other, HOUR), "it goes on"
        days.act(main.case, "resolved")
    assert "Vous pouvez demander qu’on le reprenne jusqu’au" in page(
        town, other, timedelta(days=129)
    )
    with town.open(), clock.at(clock.now() + timedelta(days=129)):
        resident_says(follower=holder(other), kind="reopening", words="Encore là.")
        assert Case.objects.get(pk=other.case.pk).state == "reopened"


def test_and_no_later(town, days, joined):
    main, other = joined
    days.act(main.case, "resolved")
    with town.open(), clock.at(clock.now() + timedelta(days=61)), pytest.raises(NotTaken):
        resident_says(follower=holder(other), kind="reopening", words="Encore là.")


def test_they_withdraw_without_a_word_to_the_other(town, days, mail, joined):
    main, other = joined
    address = f"/suivi/{other.report.pk}/{other.token}/"
    site = Client(HTTP_HOST=town.host)
    with clock.at(clock.now() + 3 * HOUR):
        asked = site.get(f"{address}retirer/").content.decode()
        assert "Le travail continue pour l’autre personne" in asked
        answer = site.post(f"{address}retirer/", {"words": "J’ai déménagé."})
    assert answer["Location"] == f"{address}?dit=retirer"
    seen = page(town, other)
    assert "J’ai déménagé." in seen
    assert "Vous ne recevez plus de nouvelles" in seen
    assert f'href="{address}retirer/"' not in seen
    with town.open():
        assert Case.objects.get(pk=main.case.pk).state == "acknowledged"
        assert Case.objects.get(pk=other.case.pk).state == "duplicate"
    later(days.act, main.case, "resolved")
    days.send(after=5 * HOUR)
    assert [one.to for one in mail.sent] == [CAMILLE]


def test_a_closed_department_s_end_is_judged_and_looked_at_again(town, days):
    with town.open(compartments=(town.social.pk,)):
        main, other = report(town, "help", place=None), report(town, "help", place=None)
    days.act(other.case, "duplicate", duplicate_of=main.case.pk)
    with clock.at(clock.now() + timedelta(days=70)):
        days.act(main.case, "resolved")
    with town.open(), clock.at(clock.now() + timedelta(days=71)):
        resident_says(follower=holder(other), kind="satisfaction", score=2, settled=False)
        resident_says(follower=holder(other), kind="reopening", words="Encore.")
        assert not Case.objects.filter(pk=main.case.pk).exists(), "the other's stays closed"
