"""An agent who lost their telephone and their recovery codes is let in again by an administrator;
the last administrator by whoever runs the machine."""

import pytest
from django.test import Client

from parvis.commands import letters
from parvis.commands.main import main
from parvis.flows.account_links import send_link
from parvis.foundation.clock import at, now
from parvis.journal.models import Entry
from parvis.people import queries
from parvis.people.models import AccountLink, Session
from parvis.people.sessions import CONFIRMED_FOR
from tests.factories import agent, log_in
from tests.factories.log_in import give_app

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def lost(town):
    """An agent with an app, at work in one browser."""
    with town.open():
        someone = agent(town, name="Camille Perdue")
        give_app(someone)
    log_in(Client(HTTP_HOST=town.host), town, someone)
    return someone


def page_of(someone) -> str:
    return f"/reglages/agents/{someone.pk}/second-facteur/"


def enrolled(town, someone) -> bool:
    with town.open():
        return queries.factors(someone.account).enrolled


def test_an_administrator_lets_them_choose_anew_and_they_are_written_to(town, studio, lost, mail):
    assert page_of(lost) in studio.get(f"/reglages/agents/{lost.pk}/").content.decode()
    asked = studio.get(page_of(lost)).content.decode()
    assert "Assurez-vous que c’est bien cette personne" in asked
    assert enrolled(town, lost), "asking changes nothing"
    answer = studio.post(page_of(lost))
    assert "Nous lui écrivons" in studio.get(answer["Location"]).content.decode()
    assert not enrolled(town, lost)
    with town.open():
        assert not Session.objects.filter(account_id=lost.account_id).exists()
        entry = Entry.objects.get(action="factor.reset")
        assert (entry.actor_kind, entry.object_id) == ("agent", lost.account_id)
        link = AccountLink.objects.get()
    send_link(town.authority.pk, link.pk)
    [letter] = mail.sent
    assert letter.to == lost.account.email
    assert "/compte/connexion/" in letter.text
    assert "/compte/lien/" not in letter.text, "a letter without a door"


def test_it_is_asked_with_a_fresh_factor(town, studio, lost):
    with at(now() + CONFIRMED_FOR * 2):
        for answer in (studio.get(page_of(lost)), studio.post(page_of(lost))):
            assert answer["Location"].startswith("/compte/confirmer/")
    assert enrolled(town, lost)


def test_nobody_else_may(town, lost):
    with town.open():
        handler = agent(town)
    client = Client(HTTP_HOST=town.host)
    log_in(client, town, handler)
    assert client.post(page_of(lost)).status_code == 403
    assert enrolled(town, lost)


def test_one_s_own_factor_is_replaced_from_inside(town, studio):
    with town.open():
        [own] = [one for one in queries.agents() if one.roles == ["admin"]]
    assert page_of(own) not in studio.get(f"/reglages/agents/{own.pk}/").content.decode()
    answer = studio.post(page_of(own))
    assert "Vous êtes à l’intérieur" in studio.get(answer["Location"]).content.decode()


def test_the_last_administrator_is_helped_from_the_machine(town, capsys):
    with town.open():
        admin = agent(town, "admin")
        give_app(admin)
    words = ["authority", "free", "--host", town.host, "--admin-email"]
    assert main([*words, admin.account.email]) == 0
    assert admin.account.email in capsys.readouterr().out
    assert not enrolled(town, admin)
    with town.open():
        assert AccountLink.objects.get().origin == letters.origin_of(town.host)


def test_from_the_machine_administrators_alone(town, lost, capsys):
    words = ["authority", "free", "--host", town.host, "--admin-email"]
    for email in (lost.account.email, "personne@essai.example", "pas une adresse"):
        assert main([*words, email]) == 1
    assert main(["authority", "free", "--host", "nulle.part", "--admin-email", "a@b.fr"]) == 1
    assert enrolled(town, lost)
