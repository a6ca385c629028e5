"""A village of one's own, as its town hall lives its first days: from the command that opens it to
the first report that somebody answers."""

import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.act.cases.models import Case
from parvis.authorities.queries import authority_of_host
from parvis.commands.main import main
from parvis.flows import account_links
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import acting_for
from parvis.inform.notifications.sending import send_due
from parvis.people.operations.links import SEND_LINK
from tests.factories.agents import PASSWORD
from tests.factories.log_in import code_now
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

MAYOR, RESIDENT = "maire@village.example", "camille@essai.example"
ADDRESS, PHONE = "1 place de la Mairie, 07450", "0475000000"


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> str:
    """Where the village answers. Its mail stays in a folder, as on a machine just set up."""
    forget()
    monkeypatch.setattr("demo.load.installation.is_demonstration_here", lambda: False)
    monkeypatch.setenv("PARVIS_PORT", "8123")
    settings.PARVIS_MAIL = "parvis.adapters.mail.FolderMail"
    settings.PARVIS_MAIL_FOLDER = tmp_path / "mail"
    settings.PARVIS_SHORTEST_SECONDS = 0
    settings.PARVIS_HOLD_SECONDS = 0
    return f"{uuid4().hex[:8]}.localhost"


def letters(folder: Path, to: str) -> list[str]:
    """What the folder holds for somebody, oldest first."""
    found = (message_from_bytes(path.read_bytes(), policy=policy.default)
             for path in sorted(folder.glob("*.eml")))  # fmt: skip
    return [
        mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for mail in found
        if to in str(mail["To"])
    ]


def work() -> None:
    """What the worker does: the letters asked for, and what follows from the journal."""
    for job in ProcrastinateJob.objects.filter(task_name=SEND_LINK):
        account_links.send_link(**job.args)
    catch_up()


def enter(host: str, letter: str) -> Client:
    """Take up the invitation: a password, a second factor, and inside."""
    found = re.search(rf"http://{host}:8123(/compte/lien/\S+)", letter)
    assert found, letter
    mayor = Client(headers={"host": host})
    chosen = mayor.post(found[1], {"password": PASSWORD, "again": PASSWORD})
    assert chosen["Location"] == "/compte/second-facteur/choisir/"
    mayor.get("/compte/securite/application/")
    with acting_for(authority_of_host(host)):
        secret = mayor.session["enrol_secret"]
    mayor.post("/compte/securite/application/", {"code": code_now(secret)})
    assert mayor.get("/reglages/").status_code == 200
    return mayor


def handle_requests(mayor: Client) -> None:
    """The mayor is the whole town hall: they handle requests too."""
    page = mayor.get("/reglages/").content.decode()
    own = re.search(r'href="(/reglages/agents/\d+/)"', page)
    assert own, "they are told that nobody handles requests, and led to their roles"
    typed = {"display_name": "La maire", "roles": ["admin", "handler"]}
    assert mayor.post(own[1], typed).status_code == 302


def report(host: str) -> str:
    """A resident reports a street light, without an account; what the receipt on screen says."""
    resident = Client(headers={"host": host})
    began = resident.post("/signaler/", {"service": "lampadaire"})
    draft = "/".join(began["Location"].split("/")[:3])
    resident.post(f"{draft}/precisions/", {"service": "lampadaire"})
    resident.post(f"{draft}/ou/", {"place_words": "Devant l’école"})
    resident.post(f"{draft}/details/", {"words": "Éteint depuis lundi."})
    sent = resident.post(f"{draft}/nouvelles/", {"news": "email", "email": RESIDENT})
    assert sent.status_code == 302, sent.content.decode()
    return resident.get(sent["Location"]).content.decode()


def test_from_the_command_to_the_first_answer(
    host: str, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    folder = settings.PARVIS_MAIL_FOLDER
    town_hall = ["--insee", "07282", "--address", ADDRESS, "--phone", PHONE]
    assert main(["authority", "create", "--host", host, "--admin-email", MAYOR, *town_hall]) == 0
    told = capsys.readouterr().out
    assert f"http://{host}:8123" in told
    assert str(folder) in told, "it says where the letter lies"
    work()
    (invitation,) = letters(folder, MAYOR)
    mayor = enter(host, invitation)
    handle_requests(mayor)

    receipt = report(host)
    assert ADDRESS in receipt
    assert "04 75 00 00 00" in receipt.replace("\N{NO-BREAK SPACE}", " ")
    work()
    authority = authority_of_host(host)
    assert authority is not None
    with acting_for(authority):
        case = Case.objects.get()
    send_due(authority)
    by_mail = letters(folder, RESIDENT)[0]
    assert ADDRESS in by_mail
    assert "04 75 00 00 00" in by_mail.replace("\N{NO-BREAK SPACE}", " ")

    assert case.reference in mayor.get("/agents/?vue=all").content.decode()
    page = f"/agents/demandes/{case.pk}/"
    answer = {"words": "Nous passons jeudi.", "revision": str(case.revision)}
    assert mayor.post(f"{page}repondre/", answer).status_code == 302
    work()
    send_due(authority)
    assert any("Nous passons jeudi." in letter for letter in letters(folder, RESIDENT))
