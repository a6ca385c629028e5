"""At the counter or on a request's page: somebody else who says the same is added to it."""

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.adapters import sms
from parvis.capture.reports.models import Follower, Report, Statement
from parvis.flows import take_down
from parvis.flows.follow_journal import follow_to_end
from parvis.inform.notifications.models import Notification
from parvis.journal.models import Entry
from parvis.journal.rules import Actor
from parvis.people.models import IdentityReading
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in
from tests.factories.towns import INSIDE_FIRST

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HERE = {"lon": f"{INSIDE_FIRST[0]:.6f}", "lat": f"{INSIDE_FIRST[1]:.6f}"}
EMAIL = "zoe@essai.example"


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def known(town) -> Case:
    """A hole that somebody reported."""
    with town.open():
        return report(town, "hole").case


def at_the_counter(town, *roles) -> Client:
    with town.open():
        someone = agent(town, *(roles or ("counter",)))
    return logged_in(Client(), town, someone)


@pytest.fixture
def client(town) -> Client:
    return at_the_counter(town)


def join(client, case, **typed):
    return client.post(f"/agents/demandes/{case.pk}/aussi/", typed)


def followers(town, case):
    with town.open():
        rows = Follower.objects.filter(report_id=case.report_id, is_author=False)
        return list(rows.order_by("id"))


def test_what_is_known_close_by_shows_beside_the_form(town, client, known):
    hole, lamp = town.services["hole"].pk, town.services["lamp"].pk
    find = "/agents/accueil/deja/"
    shown = client.get(find, HERE | {"service": hole}).content.decode()
    assert known.title in shown
    assert f"/agents/demandes/{known.pk}/aussi/" in shown
    assert known.title not in client.get(find, HERE | {"service": lamp}).content.decode()
    far = {"lon": "1.0300", "lat": "47.0300", "service": hole}
    assert "à moins de 150" in client.get(find, far).content.decode()
    assert "Dès que le sujet" in client.get(find, {"service": hole}).content.decode()
    assert "Dès que le sujet" in client.get(find, HERE | {"lon": "x"}).content.decode()


def test_without_script_the_form_comes_back_whole_with_what_was_found(town, client, known):
    typed = HERE | {"service": town.services["hole"].pk, "words": "Mots gardés.", "name": "Zoé"}
    page = client.post("/agents/accueil/deja/", typed)
    assert page.status_code == 200
    body = page.content.decode()
    assert "Mots gardés." in body
    assert 'value="Zoé"' in body
    assert f"/agents/demandes/{known.pk}/aussi/" in body
    with town.open():
        assert Report.objects.count() == 1


def test_ended_and_closed_requests_are_not_proposed(town, client, known):
    with town.open():
        cases.change_state(
            case=known.pk, change=Change("resolved", words="Fait."), by=Actor("agent"),
            roles=frozenset({"handler"}),
        )  # fmt: skip
    answer = client.get("/agents/accueil/deja/", HERE | {"service": town.services["hole"].pk})
    assert known.title not in answer.content.decode()
    refused = join(client, known)
    assert refused.status_code == 422
    assert "est terminée" in refused.content.decode()
    with town.open(compartments=(town.social.pk,)):
        hidden = report(town, "help", place=None).case
    assert join(client, hidden).status_code == 404


def test_added_with_their_agreement_they_are_counted_told_and_noted(town, client, known):
    answer = join(client, known, email=EMAIL, name="Zoé Dupré", news="1", words="Depuis lundi.")
    assert answer["Location"].startswith(f"/agents/demandes/{known.pk}/")
    [added] = followers(town, known)
    assert (added.channel, added.email, added.name) == ("email", EMAIL, "Zoé Dupré")
    assert added.confirmed_at is None, "as on the portal: capped until it answers"
    with town.open():
        assert Case.objects.get(pk=known.pk).follower_count == known.follower_count + 1
        entry = Entry.objects.get(action="report.followed")
        assert entry.actor_kind == "agent"
        assert entry.data["agreed"] is True
        said = Statement.objects.get()
        assert (said.follower_id, said.words) == (added.pk, "Depuis lundi.")
        assert Case.objects.get(pk=known.pk).has_news
    page = client.get(answer["Location"]).content.decode()
    assert "Depuis lundi." in page
    assert "C’est compté" in page
    assert f'data-draft-done="join-{known.pk}"' in page
    follow_to_end()
    with town.open():
        assert Notification.objects.filter(follower=added.pk).exists(), "the first message waits"


def test_without_their_agreement_they_are_counted_and_nothing_is_kept(town, client, known):
    join(client, known, email=EMAIL, phone="06 12 34 56 78", name="Zoé Dupré")
    [added] = followers(town, known)
    assert (added.channel, added.email, added.phone, added.name) == ("none", "", "", "")
    assert added.email_hash is None
    with town.open():
        assert Case.objects.get(pk=known.pk).follower_count == known.follower_count + 1
        assert Entry.objects.get(action="report.followed").data["agreed"] is False


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "pas une adresse"}, "courriel semble inexacte"),
        ({"phone": "12"}, "numéro semble inexact"),
        ({}, "Pour donner des nouvelles"),
        ({"phone": "06 12 34 56 78"}, "Aucun SMS ne part"),
        ({"email": EMAIL, "words": "a" * 5_001}, "trop longs"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(town, client, known, typed, sentence):
    answer = join(client, known, news="1", name="Zoé Dupré", **typed)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in body
    assert "Zoé Dupré" in body
    assert followers(town, known) == []


def test_a_mobile_where_text_messages_leave(town, client, known, monkeypatch):
    class Provider(sms.NoSms):
        def available(self) -> bool:
            return True

    monkeypatch.setattr(take_down, "texter", Provider)
    join(client, known, news="1", phone="06 12 34 56 78")
    [added] = followers(town, known)
    assert (added.channel, added.phone) == ("sms", "+33612345678")


def test_sent_twice_it_is_one_person(town, client, known):
    for _ in range(2):
        assert join(client, known, send_key="clef").status_code == 302
    assert len(followers(town, known)) == 1
    join(client, known, send_key="autre")
    assert len(followers(town, known)) == 2


def test_who_follows_already_is_not_added_again(town, client, known):
    join(client, known, email=EMAIL, news="1")
    again = join(client, known, email=EMAIL.upper(), news="1")
    assert again.status_code == 422
    assert "suit déjà" in again.content.decode()
    assert len(followers(town, known)) == 1
    with town.open():
        looked = IdentityReading.objects.filter(object_id=known.report_id, purpose="counter")
        assert looked.count() == 2


def test_the_slip_is_for_whoever_added_them_and_hides_a_home(town, client):
    with town.open():
        known = report(town, "noise").case
        assert known.address == "1 rue Haute"
    answer = join(client, known, then="slip")
    assert answer["Location"] == f"/agents/accueil/{known.report_id}/aussi/"
    slip = client.get(answer["Location"]).content.decode()
    with town.open():
        assert Report.objects.get().code in slip
    assert 'data-draft-done="counter"' in slip
    assert "1 rue Haute" not in slip
    assert at_the_counter(town).get(answer["Location"]).status_code == 404


def test_who_may_not_type_for_others_may_not_add_them(town, known):
    field = at_the_counter(town, "field")
    assert join(field, known).status_code == 403
    body = field.get(f"/agents/demandes/{known.pk}/").content.decode()
    assert "dit la même chose" not in body
    body = at_the_counter(town).get(f"/agents/demandes/{known.pk}/").content.decode()
    assert "dit la même chose" in body


def test_a_sent_counter_form_is_forgotten_by_the_browser_once(town, client):
    typed = HERE | {"service": town.services["hole"].pk, "channel": "counter", "send_key": "k"}
    slip = client.post("/agents/accueil/", typed)["Location"]
    assert 'data-draft-done="counter"' in client.get(slip).content.decode()
    assert "data-draft-done" not in client.get(slip).content.decode()
