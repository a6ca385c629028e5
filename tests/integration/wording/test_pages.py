"""The pages: who is let in, what they say would leave and left, what a director has done."""

import itertools
import re
from html import unescape

import pytest
from django.test import Client

from parvis.act.wording.models import Endpoint, Sentence
from parvis.flows import studies as studied
from parvis.flows import word_summary
from parvis.flows.forget import forget_report
from parvis.flows.theme_selection import Selection
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.understand.readings.models import Reading
from parvis.understand.studies.models import WAITING, Study
from tests.factories import agent, small_town
from tests.factories.sessions import logged_in
from tests.integration.adapters.web import Answer, serving
from tests.integration.understanding.spoken import EVERY, said, themes_of
from tests.support.endpoint import KEY, allow, put_straight, saying

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

LISTENING, WORD = "/pilotage/ecoute/", "/pilotage/ecoute/reformuler/"
STUDIO, LEFT, TRUST = (
    "/reglages/lecture/mots/",
    "/reglages/lecture/mots/envois/",
    "/protection/envois/",
)
GIVEN = {"address": "https://a.example/v1", "model": "essai-1", "key": KEY}


@pytest.fixture(scope="module")
def nothing():
    """A server that nobody should ask."""
    with serving(lambda _: Answer({}, 500)) as web:
        yield web


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        said(made, EVERY)
    themes_of(made)
    return made


def browser(town, *roles):
    with town.open():
        someone = agent(town, *roles, name="Dominique Essai")
    return logged_in(Client(), town, someone), someone


def words(answer):
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))


def work_out(town):
    with town.open():
        (waiting,) = Study.objects.filter(code="wording", state=WAITING)
    assert studied.run(town.authority.pk, waiting.pk)


@pytest.mark.parametrize(
    ("role", "asks", "sets", "reads"),
    [
        ("director", 302, 403, 403),
        ("lead", 403, 403, 403),
        ("elected", 403, 403, 403),
        ("admin", 403, 200, 403),
        ("dpo", 403, 403, 200),
        ("handler", 403, 403, 403),
    ],
)
def test_each_has_their_part(role, asks, sets, reads):
    town = small_town()
    client, _ = browser(town, role)
    assert client.post(WORD).status_code == asks
    assert {client.get(STUDIO).status_code, client.get(LEFT).status_code} == {sets}
    assert client.get(TRUST).status_code == reads
    with town.open():
        assert not Study.objects.filter(code="wording").exists()


def test_off_by_default_the_listening_page_says_that_no_machine_writes(town):
    client, _ = browser(town, "director", "admin")
    page = words(client.get(LISTENING))
    assert "Aucune phrase n’est inventée par une machine" in page
    assert "Reformuler" not in page
    assert "Arrêté : rien ne sort." in words(client.get(STUDIO))


def test_a_director_asks_and_what_was_written_stays_underneath(town):
    client, director = browser(town, "director")
    with serving(saying(put_straight)) as web:
        with town.open():
            allow(town, web, director)
            leaving = word_summary.to_leave(Selection(), "essai-1")
        before = words(client.get(LISTENING))
        assert f"{len(leaving)} phrases, les noms masqués, à envoyer une par une" in before
        assert all(one.sent in before for one in leaving)
        assert client.post(WORD)["Location"] == LISTENING
        assert web.asked == []
        assert "en cours de reformulation" in words(client.get(LISTENING))
        work_out(town)
    after = words(client.get(LISTENING))
    host = web.url.removeprefix("http://")
    assert after.count(f"Reformulé par {host}") == len(leaving)
    with town.open():
        assert all(one.worded in after for one in Sentence.objects.all())
    assert "Les thèmes" in after
    assert re.findall(r"\d+ %", before)[:9] == re.findall(r"\d+ %", after)[:9]
    assert "à envoyer" not in after
    with town.open():
        Endpoint.objects.update(is_on=False)
    assert "Reformulé" not in words(client.get(LISTENING))


def test_who_only_reads_is_offered_nothing(town, nothing):
    client, someone = browser(town, "elected")
    with town.open():
        allow(town, nothing, someone)
    page = words(client.get(LISTENING))
    assert "Reformuler" not in page
    assert "à envoyer" not in page


def test_a_failure_is_said_and_the_summary_stands(town):
    client, director = browser(town, "director")
    with serving(lambda _: Answer({}, 500)) as web:
        with town.open():
            allow(town, web, director)
        before = re.findall(r"<q>(.*?)</q>", client.get(LISTENING).content.decode())
        client.post(WORD)
        work_out(town)
    page = client.get(LISTENING)
    told = "Le service ne répond pas. Les phrases restent comme on les a écrites."
    assert told in words(page)
    assert re.findall(r"<q>(.*?)</q>", page.content.decode()) == before


def test_answers_that_break_the_rules_are_counted(town):
    client, director = browser(town, "director")
    turns = itertools.count()

    def now_and_then(sentence):
        return put_straight(sentence) if next(turns) % 2 else "La mairie est parfaite."

    with serving(saying(now_and_then)) as web:
        with town.open():
            allow(town, web, director)
        client.post(WORD)
        work_out(town)
    page = words(client.get(LISTENING))
    with town.open():
        many, kept = Sentence.objects.count(), Sentence.objects.filter(outcome="kept").count()
    assert f"{kept} réponses enfreignaient nos règles." in page
    assert f"{many - kept} phrases sur {many} avec une reformulation" in page


def test_an_administrator_sees_the_whole_text_sets_it_and_switches_it_off(town):
    client, admin = browser(town, "admin")
    page = words(client.get(STUDIO))
    with town.open():
        (first, *_) = word_summary.to_leave(Selection(), "essai-1")
    assert first.sent in page
    assert '"temperature": 0' in page
    assert client.post(STUDIO, {**GIVEN, "is_on": "on"}).status_code == 302
    page = client.get(STUDIO).content.decode()
    assert "En service" in page
    assert KEY not in page
    with town.open():
        row = Endpoint.objects.get()
        assert (row.is_on, row.agent_id, row.key) == (True, admin.pk, KEY)
    assert client.post(f"{STUDIO}arreter/").status_code == 302
    with town.open():
        assert not Endpoint.objects.get().is_on
        entries = Entry.objects.filter(action="wording.set").order_by("pk")
        assert [one.data for one in entries] == [{"on": True}, {"on": False}]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"address": "http://a.example/v1"}, "n’est pas chiffrée"),
        ({"address": "https://b.example/v1", "key": ""}, "tapez sa clé"),
        ({"model": ""}, "obligatoire"),
    ],
)
def test_what_may_not_be_set_comes_back_as_typed(town, more, told):
    client, _ = browser(town, "admin")
    client.post(STUDIO, GIVEN)
    answer = client.post(STUDIO, {**GIVEN, "is_on": "on", **more})
    assert answer.status_code == 422
    assert told in words(answer)
    with town.open():
        row = Endpoint.objects.get()
        assert (row.address, row.is_on) == (GIVEN["address"], False)


def test_a_trial_shows_what_came_back(town):
    client, admin = browser(town, "admin")
    with serving(saying(lambda sentence: f"{sentence} à Paris")) as web:
        with town.open():
            allow(town, web, admin, is_on=False)
        assert client.post(f"{STUDIO}essai/").status_code == 302
        assert "L’essai est en cours." in words(client.get(f"{STUDIO}vif/"))
        work_out(town)
        page = words(client.get(f"{STUDIO}vif/"))
    assert len(web.asked) == 2
    assert f"{web.url.removeprefix('http://')} a répondu" in page
    assert "réponse écartée (elle contient un autre nom)" in page


def test_what_left_is_read_by_both_without_what_was_erased_or_closed(town):
    client, director = browser(town, "director")
    with serving(saying(put_straight)) as web:
        with town.open():
            allow(town, web, director)
        client.post(WORD)
        work_out(town)
    with town.open():
        first, second, *others = Sentence.objects.order_by("pk").select_related("reading")
        forget_report(report=first.reading.report_id, by=SYSTEM)
    with town.open(compartments=(town.social.pk,)):
        Reading.objects.filter(pk=second.reading_id).update(department_lock=town.social.pk)
    for role, address in (("admin", LEFT), ("dpo", TRUST)):
        answer = browser(town, role)[0].get(address)
        page = words(answer)
        assert "à la demande de Dominique Essai" in page
        shown = re.findall(r"<q>(.*?)</q>", answer.content.decode())
        assert [unescape(one) for one in shown] == [one.sent for one in others]
        assert "2 ne sont plus affichées" in page


def test_residents_are_told_while_it_is_on(nothing):
    town = small_town()
    with town.open():
        admin = agent(town, "admin")
        allow(town, nothing, admin, is_on=False)
    visitor = Client(HTTP_HOST=town.host)
    assert "service extérieur" not in words(visitor.get("/vos-donnees/"))
    with town.open():
        allow(town, nothing, admin)
    host = nothing.url.removeprefix("http://")
    assert f"un service extérieur ({host})" in words(visitor.get("/vos-donnees/"))
