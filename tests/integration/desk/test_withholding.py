"""Words or a photo are not shown for a rule: whoever asked reads which, alone; it can be undone,
and what comes after is told too."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases import queries
from parvis.act.cases.models import Step
from parvis.act.cases.rules import Refused
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower, Photo
from parvis.capture.reports.rules import Contact
from parvis.flows import work_on_case as work
from parvis.flows.follow_report import follow_report
from parvis.foundation import clock
from parvis.inform.notifications.sending import send_due
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, Actor
from parvis.understand.readings import operations as readings
from parvis.understand.readings.rules import Contribution, Found
from tests.factories import report
from tests.integration.desk.desks import fresh, inside, made, offered, page_of
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

LATER = timedelta(seconds=61)
INSULT = "Nous ne publions pas d’insultes."
STAYS = "La demande elle-même est traitée comme les autres"


@pytest.fixture
def desk():
    town, someone, client = inside("lead")
    with town.open():
        said = report(town, words="Ces incapables n’ont rien fait.", email="camille@exemple.fr")
    return town, someone, client, said


def withhold(client, town, said, rule="insult", **more):
    given = {"shown": "0", "revision": str(fresh(town, said.case).revision), "rule": rule}
    return client.post(f"{page_of(said.case)}publier/", given | more)


def publish(client, town, said):
    given = {"shown": "1", "revision": str(fresh(town, said.case).revision)}
    return client.post(f"{page_of(said.case)}publier/", given)


def followed(town, said, token=""):
    """What the holder of the link reads, a minute later."""
    with clock.at(clock.now() + LATER):
        page = Client(HTTP_HOST=town.host).get(f"/suivi/{said.report.pk}/{token or said.token}/")
    return page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def sent(town, mail):
    """What leaves a minute later, but the receipt."""
    catch_up()
    mail.sent.clear()
    with clock.at(clock.now() + LATER):
        send_due(town.authority.pk)
    return [one.text.replace("\N{NO-BREAK SPACE}", " ") for one in mail.sent]


def receipt_left(town):
    catch_up()
    send_due(town.authority.pk)


def test_the_author_reads_which_rule_on_their_page_and_what_stays(desk):
    town, _, client, said = desk
    assert "Ce que le public ne voit pas" not in followed(town, said)
    answer = withhold(client, town, said)
    assert answer.status_code == 302
    body = followed(town, said)
    assert "Ce que le public ne voit pas" in body
    assert "Nous ne montrons pas vos mots au public" in body
    assert INSULT in body
    assert STAYS in body
    assert 'href="/regles/"' in body
    assert 'href="#repondre"' in body
    after = fresh(town, said.case)
    assert (after.state, after.words_public) == (said.case.state, False)
    shown = client.get(page_of(said.case)).content.decode()
    assert "n’a pas montré les mots au public : Les insultes." in shown.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "La personne en est informée." in shown


def test_a_message_tells_it_once_the_minute_is_over(desk, mail):
    town, _, client, said = desk
    receipt_left(town)
    withhold(client, town, said)
    (text,) = sent(town, mail)
    assert "Nous ne montrons pas vos mots au public." in text
    assert INSULT in text
    assert STAYS in text
    assert "Vous n’êtes pas d’accord" in text
    assert "/regles/" in text
    assert "#repondre" in text
    assert "incapables" not in text


def test_nobody_else_who_follows_reads_it_nor_does_the_code_or_the_public(desk, mail):
    town, _, client, said = desk
    with town.open():
        given = Contact(channel="email", email="voisin@exemple.fr")
        other = follow_report(case=said.case.pk, contact=given, by=RESIDENT)
    receipt_left(town)
    withhold(client, town, said)
    assert len(sent(town, mail)) == 1
    assert [one.to for one in mail.sent] == ["camille@exemple.fr"]
    body = followed(town, said, other.token)
    assert "Ce que le public ne voit pas" not in body
    assert "montrons pas" not in body
    visitor = Client(HTTP_HOST=town.host)
    with clock.at(clock.now() + LATER):
        by_code = visitor.post("/suivi/", {"code": said.report.code}).content.decode()
        public = visitor.get(f"/signalements/{said.case.reference}/").content.decode()
    for page in (by_code, public):
        assert "insultes" not in page
        assert "montrons pas" not in page


def test_what_is_undone_in_time_tells_nobody(desk, mail):
    town, _, client, said = desk
    receipt_left(town)
    answer = withhold(client, town, said)
    [bar, *_] = offered(client.get(answer["Location"]).content.decode())
    assert client.post("/agents/annuler/", bar).status_code == 302
    assert sent(town, mail) == []
    assert "Ce que le public ne voit pas" not in followed(town, said)


def test_an_undo_after_the_message_says_that_it_left_and_the_page_forgets_it(desk, mail):
    town, someone, client, said = desk
    receipt_left(town)
    withhold(client, town, said)
    assert len(sent(town, mail)) == 1
    with town.open(), clock.at(clock.now() + LATER):
        taken = work.undo(batch=queries.steps(said.case.pk)[-1].batch, agent=someone)
    assert taken.already_told == 1
    assert "Ce que le public ne voit pas" not in followed(town, said)


def test_that_the_public_reads_them_after_all_is_told_too(desk, mail):
    town, _, client, said = desk
    receipt_left(town)
    withhold(client, town, said)
    sent(town, mail)
    publish(client, town, said)
    body = followed(town, said)
    assert "Ce que le public ne voit pas" not in body
    assert "Le public lit maintenant vos mots" in body
    (text,) = sent(town, mail)
    assert "Le public lit maintenant vos mots." in text
    assert "/regles/" not in text


def test_publishing_tells_nobody_where_no_rule_was_named(desk, mail):
    town, _, client, said = desk
    receipt_left(town)
    publish(client, town, said)
    assert sent(town, mail) == []
    with town.open():
        assert not Step.objects.get(kind="publication").is_public


def test_what_the_public_read_is_taken_away_with_its_rule(desk):
    town, _, client, said = desk
    publish(client, town, said)
    assert "Les retirer, et dire pourquoi" in client.get(page_of(said.case)).content.decode()
    withhold(client, town, said, "privacy")
    assert fresh(town, said.case).words_public is False
    assert "Nous ne publions pas, sans son accord" in followed(town, said)


@pytest.mark.parametrize("rule", ["", "rudeness"])
def test_a_rule_must_be_one_of_those_that_everybody_reads(desk, rule):
    town, _, client, said = desk
    answer = withhold(client, town, said, rule)
    assert answer.status_code == 422
    assert "Choisissez la règle" in answer.content.decode()
    with town.open():
        assert not Step.objects.filter(kind="publication").exists()


def test_the_journal_has_the_rule_and_no_words(desk):
    town, _, client, said = desk
    withhold(client, town, said)
    with town.open():
        step = Step.objects.get(kind="publication")
        told_ = Entry.objects.get(action="case.words_published").data
    assert told_ == {
        "report": said.report.pk, "lock": None, "approved": False, "author_only": True,
        "tells": True, "step": step.pk, "rule": "insult",
    }  # fmt: skip


def photo_of(town, said, **fields):
    with town.open():
        return Photo.objects.create(
            report=said.report, storage_name="p", thumbnail_name="p", width=120, height=90,
            added_at=clock.now() - timedelta(hours=1), **fields,
        )  # fmt: skip


def test_a_photo_is_refused_from_its_own_page(desk):
    town, _, client, said = desk
    photo = photo_of(town, said)
    preparing = client.get(f"{page_of(said.case)}publier/{photo.pk}/").content.decode()
    assert "Ne pas la montrer, et dire pourquoi" in preparing
    assert " selected" not in preparing
    assert withhold(client, town, said, "privacy", photo=str(photo.pk)).status_code == 302
    body = followed(town, said)
    assert "Nous ne montrons pas votre photo au public." in body
    assert "non montrée : La vie privée" in client.get(page_of(said.case)).content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_who_sent_a_photo_to_somebody_else_s_request_is_told_alone(desk, mail):
    town, _, client, said = desk
    given = Contact(channel="email", email="voisin@exemple.fr")
    with town.open():
        other = follow_report(case=said.case.pk, contact=given, by=RESIDENT)
        person = Follower.objects.get(is_author=False)
        statement = reports.say(report=said.report, kind="reply", by=RESIDENT, follower=person)
    photo = photo_of(town, said, statement=statement)
    receipt_left(town)
    withhold(client, town, said, "privacy", photo=str(photo.pk))
    (text,) = sent(town, mail)
    assert [one.to for one in mail.sent] == ["voisin@exemple.fr"]
    assert "Nous ne montrons pas votre photo au public." in text
    assert "Nous ne montrons pas votre photo" in followed(town, said, other.token)
    assert "montrons pas" not in followed(town, said)
    shown = client.get(page_of(said.case)).content.decode()
    assert "À la personne qui l’a envoyée, seule." in shown
    with town.open():
        assert queries.rules_named(person) == ["privacy"]
        assert queries.rules_named(Follower.objects.get(is_author=True)) == []


def test_an_agent_s_photo_breaks_nobody_s_rule(desk):
    town, _, client, said = desk
    photo = photo_of(town, said, by_agent=True)
    preparing = client.get(f"{page_of(said.case)}publier/{photo.pk}/").content.decode()
    assert "dire pourquoi" not in preparing
    assert withhold(client, town, said, "privacy", photo=str(photo.pk)).status_code == 422


def test_nothing_of_a_closed_department_is_told_in_a_message():
    town, _, _ = inside("lead")
    case = made(town, "help", words="Ces incapables n’ont rien fait.")
    with town.open(compartments=(town.social.pk,)), pytest.raises(Refused, match="no_such_rule"):
        cases.publish_words(case=case.pk, approved=False, rule="insult", by=Actor("agent"))


def read(town, said, **parts):
    """What the reader would have kept."""
    contribution = Contribution(
        "report", said.report.pk, said.report.words, clock.now().date(), report=said.report.pk
    )
    with town.open():
        found = Found(vector=[0.0] * 384, near_print=5, parts=parts)
        readings.keep([(contribution, found)], at=clock.now())


def selected(client, said):
    """The rules that the form of the page proposes."""
    body = client.get(page_of(said.case)).content.decode()
    (form,) = re.findall(r'<select[^>]*id="rule".*?</select>', body, re.DOTALL)
    return re.findall(r'<option value="(\w+)" selected>', form)


def line(kind, *reports, **more):
    return {
        "kind": kind, "texts": 14, "authors": 3, "unnamed": 0, "minutes": 110,
        "reports": list(reports),
    } | more  # fmt: skip


def test_what_the_words_say_is_proposed_before_what_shows_beside_others(desk):
    town, _, client, said = desk
    mine = said.report.pk
    assert selected(client, said) == []
    read(town, said, moderation=[["threat", 0.9, []], ["insult", 0.6, []]])
    assert selected(client, said) == ["threat"]
    read(town, said, moderation=[], same_words=[line("flood", mine)])
    assert selected(client, said) == ["flood"]
    read(town, said, moderation=[], same_words=[line("repetition", mine, mine + 1)])
    assert selected(client, said) == []
    read(town, said, moderation=[], same_words=[line("many_voices", mine - 1, mine, authors=14)])
    assert selected(client, said) == []


def test_the_same_words_are_counted_and_lead_to_the_others(desk):
    town, _, client, said = desk
    other = made(town, words="Ces incapables n’ont rien fait.")
    read(town, said, same_words=[line("flood", other.report_id, said.report.pk, unnamed=2)])
    body = client.get(page_of(said.case)).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    sentence = (
        "Presque les mêmes mots ont été envoyés 14 fois en 2 heures, "
        "depuis 3 adresses ou numéros, dont 2 sans coordonnées."
    )
    # On the page, and before the words are published.
    assert body.count(sentence) == 2
    assert f'href="{page_of(other)}"' in body
    assert "suit son cours comme les autres" in body


def test_many_voices_are_told_without_reproach(desk):
    town, _, client, said = desk
    read(town, said, same_words=[line("many_voices", said.report.pk, texts=100, authors=100)])
    body = client.get(page_of(said.case)).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "100 fois ou plus" in body
    assert "peut-être une lettre que beaucoup partagent. Aucune règle ne s’y oppose." in body
    assert "(proposée)" not in body


def test_everybody_reads_the_rules(desk):
    town, *_ = desk
    page = Client(HTTP_HOST=town.host).get("/regles/").content.decode()
    assert INSULT in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Qui décide" in page
    english = Client(HTTP_HOST=town.host, HTTP_ACCEPT_LANGUAGE="en").get("/regles/")
    assert "What we publish, and what we don’t" in english.content.decode()
