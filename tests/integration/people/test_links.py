"""Links sent by mail: the same answer for all, one door, once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.adapters.mail import MemoryMail, Message
from parvis.authorities.models import Authority
from parvis.flows import account_links
from parvis.foundation import clock
from parvis.foundation.db.operation import Refusal
from parvis.journal.rules import SYSTEM
from parvis.people import operations
from parvis.people.models import Account, AccountLink, Agent, Session
from parvis.people.operations.links import SEND_LINK
from parvis.people.rules import LINKS_PER_HOUR, SIGN_IN
from tests.factories import Town, log_in, small_town
from tests.factories.agents import PASSWORD

MINE, FORGOTTEN = "/compte/", "/compte/mot-de-passe-oublie/"


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> MemoryMail:
    """Where the mails go."""
    memory = MemoryMail()
    monkeypatch.setattr(account_links, "mailer", lambda **_: memory)
    return memory


def work(town: Town) -> None:
    """Do the deferred jobs, as the worker does."""
    for job in ProcrastinateJob.objects.filter(
        task_name=SEND_LINK, args__authority=town.authority.pk
    ):
        assert job.args.keys() == {"authority", "link"}, "ids alone"
        account_links.send_link(**job.args)


def path_in(message: Message) -> str:
    found = re.search(r"http://[^/]+(/compte/lien/\S+)", message.text)
    assert found, message.text
    return found[1]


def asked(client: Client, town: Town, post: MemoryMail, email: str, where: str = MINE) -> Message:
    assert client.post(where, {"email": email}).status_code == 200
    work(town)
    return post.sent[-1]


def test_a_link_makes_an_account_and_opens_it_once(
    client: Client, town: Town, post: MemoryMail
) -> None:
    path = path_in(asked(client, town, post, "Camille@Essai.example"))
    assert client.get(path).status_code == 200
    with town.open():
        assert not Account.objects.exists(), "looking changes nothing"
    assert client.post(path)["Location"] == MINE
    assert "Camille@essai.example" in client.get(MINE).content.decode()
    stranger = Client(headers={"host": town.host})
    assert stranger.post(path).status_code == 410
    assert stranger.get(path).status_code == 410


def test_a_link_ends_after_half_an_hour(client: Client, town: Town, post: MemoryMail) -> None:
    path = path_in(asked(client, town, post, "camille@essai.example"))
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert client.post(path).status_code == 410


def test_a_link_opens_on_its_own_host_alone(client: Client, town: Town, post: MemoryMail) -> None:
    path = path_in(asked(client, town, post, "camille@essai.example"))
    other = small_town()
    assert client.post(path, headers={"host": other.host}).status_code == 410


def test_every_address_hears_the_same(
    client: Client, town: Town, post: MemoryMail, handler: Agent
) -> None:
    with town.open():
        known = handler.account.email
    answers = {
        re.sub(r'content="\w{64}"', "", client.post(FORGOTTEN, {"email": email}).content.decode())
        for email in (known, "personne@essai.example")
    }
    assert len(answers) == 1
    work(town)
    assert [message.to for message in post.sent] == [known]


def test_an_agent_does_not_come_in_by_a_residents_link(
    client: Client, town: Town, post: MemoryMail, handler: Agent
) -> None:
    with town.open():
        email = handler.account.email
    message = asked(client, town, post, email)
    assert "/compte/connexion/" in message.text
    assert "/compte/lien/" not in message.text
    with town.open():
        link = AccountLink.objects.get()
        with pytest.raises(Refusal, match="is_agent"):
            operations.use_link(link=link, by=SYSTEM)


def test_one_address_is_not_flooded(client: Client, town: Town, post: MemoryMail) -> None:
    for _number in range(LINKS_PER_HOUR + 3):
        assert client.post(MINE, {"email": "camille@essai.example"}).status_code == 200
    work(town)
    assert len(post.sent) == LINKS_PER_HOUR


def test_an_invitation_leads_to_a_password_and_a_factor(
    client: Client, town: Town, post: MemoryMail
) -> None:
    with town.open():
        agent = operations.invite_agent(
            email="nouvelle@essai.example",
            display_name="Nouvelle",
            roles=["handler"],
            origin=f"http://{town.host}",
            by=SYSTEM,
        )
    work(town)
    path = path_in(post.sent[-1])
    short = client.post(path, {"password": "court", "again": "court"})
    assert short.status_code == 422
    chosen = client.post(path, {"password": PASSWORD, "again": PASSWORD})
    assert chosen["Location"] == "/compte/second-facteur/choisir/"
    assert client.get("/compte/securite/").status_code == 302
    with town.open():
        assert Account.objects.get(pk=agent.account_id).check_password(PASSWORD)
    assert Client(headers={"host": town.host}).get(path).status_code == 410


def test_a_new_password_closes_every_session(
    client: Client, town: Town, post: MemoryMail, handler: Agent
) -> None:
    log_in(client, town, handler)
    with town.open():
        email = handler.account.email
    path = path_in(asked(Client(headers={"host": town.host}), town, post, email, FORGOTTEN))
    other = Client(headers={"host": town.host})
    answer = other.post(path, {"password": "quatre-mots-neufs-98", "again": "quatre-mots-neufs-98"})
    assert answer["Location"] == "/compte/second-facteur/", "a link is no second factor"
    with town.open():
        assert not Session.objects.filter(account_id=handler.account_id).exists()
    assert client.get("/compte/securite/").status_code == 302


def test_the_token_is_nowhere_in_the_database(client: Client, town: Town, post: MemoryMail) -> None:
    token = path_in(asked(client, town, post, "camille@essai.example")).split("/")[-2]
    with town.open():
        link = AccountLink.objects.get()
    assert token.encode() not in bytes(link.token_hash)
    assert len(token) >= 32


def test_a_demonstrations_links_stay_in_the_folder(settings, tmp_path, town: Town) -> None:
    settings.PARVIS_MAIL = "parvis.adapters.mail.SmtpMail"
    settings.PARVIS_SMTP_URL = "smtp://localhost:1"
    settings.PARVIS_MAIL_FOLDER = tmp_path
    with town.open():
        Authority.objects.filter(pk=town.authority.pk).update(is_demonstration=True)
        operations.ask_for_link(
            email="camille@essai.example", purpose=SIGN_IN, origin="https://x.example", by=SYSTEM
        )
        work(town)
    (left,) = tmp_path.glob("*.eml")
    assert b"camille@essai.example" in left.read_bytes()
