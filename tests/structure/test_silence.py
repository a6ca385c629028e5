"""No personal data in the queue, the journal or the logs: a whole journey with planted words.

A resident reports, answers, is told (by a mail server that refuses and quotes them), judges; an
agent logs in, answers, closes; pages and readers break on the way, with the words in the fault.
"""

import logging
import logging.config
import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from parvis.act.cases.models import Case
from parvis.adapters.mail import SmtpMail
from parvis.authorities.models import Authority
from parvis.capture.reports.links import token_of
from parvis.capture.reports.models import Follower, Report, Statement
from parvis.flows import handlers
from parvis.foundation import clock
from parvis.foundation.db.remember import forget
from parvis.inform.notifications import sending
from parvis.inform.notifications.models import Notification
from tests.factories import Town, agent, log_in, small_town
from tests.factories.log_in import LOG_IN
from tests.support import database
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

NAME, LOCAL, PHONE = "Zibeline Ouragan", "zibeline", "06 12 34 56 78"
EMAIL = f"{LOCAL}@essai.example"
WORDS = "porcelaine mauve"
AGENT_NAME = "Hermine Cyclone"
# What may be found nowhere, in lower case; a number in each form that it could take.
PLANTED = ("zibeline", "ouragan", "porcelaine", "hermine", "cyclone", "0612345678", "612345678",
           "06 12 34", "devinette")  # fmt: skip


class Lines(logging.Handler):
    """Every line as it would be written, by the formatter and the filters of the settings."""

    def __init__(self) -> None:
        super().__init__()
        config = django_settings.LOGGING
        made = logging.config.DictConfigurator(config)
        self.setFormatter(made.configure_formatter(config["formatters"]["line"]))
        self.addFilter(made.configure_filter(config["filters"]["no_secret_links"]))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("mail."):  # the tests' own mail server
            self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What every logger writes, also those that do not hand on to the root."""
    handler = Lines()
    apart = [
        one
        for one in logging.root.manager.loggerDict.values()
        if isinstance(one, logging.Logger) and not one.propagate
    ]
    listening = [logging.root, *apart]
    for logger in listening:
        logger.addHandler(handler)
    yield handler.lines
    for logger in listening:
        logger.removeHandler(handler)


class Refusing:
    """A mail server that refuses everybody, and quotes whom."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        return f"550 5.1.1 <{address}> {NAME}: no such person"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def refusing() -> Iterator[int]:
    controller = Controller(Refusing(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller.port
    controller.stop()


def break_on(words: str) -> None:
    """A fault of the database that quotes what it was given."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [words])


def found_in(texts: list[str]) -> list[str]:
    return [text for text in texts if any(one in text.lower() for one in PLANTED)]


def rows(table: str) -> list[str]:
    with database.admin_connection(database.NAME) as admin:
        return [text for (text,) in admin.execute(f"SELECT t::text FROM {table} t").fetchall()]


def server_log() -> str:
    return (database.FOLDER / "postgres" / "server.log").read_text(encoding="utf-8")


def report_by_the_portal(resident: Client) -> str:
    """Through every step, by mail; the receipt's address."""
    first = resident.post("/signaler/", {"service": "noise"})
    draft = "/".join(first["Location"].split("/")[:3])
    resident.post(f"{draft}/ou/", {"lon": "1.005", "lat": "47.005", "address": f"12 rue {WORDS}"})
    resident.post(f"{draft}/details/", {"words": f"{WORDS}, dit {NAME}, {PHONE}"})
    sent = resident.post(
        f"{draft}/nouvelles/", {"news": "email", "email": EMAIL, "name": NAME, "confirm": "yes"}
    )
    assert sent.status_code == 302, sent.content.decode()
    assert resident.get(sent["Location"]).status_code == 200
    return str(sent["Location"])


def mail_is_refused(town: Town, port: int, monkeypatch: Any) -> None:
    smtp = SmtpMail.from_url(f"smtp://127.0.0.1:{port}?tls=none")
    monkeypatch.setattr(sending, "mailer", lambda **_: smtp)
    with town.open():  # a demonstration writes to nobody
        Authority.objects.filter(pk=town.authority.pk).update(is_demonstration=False)
    forget()
    catch_up()
    noon = (clock.now() + timedelta(days=1)).replace(hour=11)
    with clock.at(noon):
        sending.send_due(town.authority.pk)
    with town.open():
        told = list(Notification.objects.values_list("status", "problem"))
        assert "refused" in dict(told), told


def the_agents_day(town: Town) -> None:
    with town.open():
        someone = agent(town, "handler", name=AGENT_NAME)
        email = someone.account.email
        case = Case.objects.get().pk
    client = Client(HTTP_HOST=town.host)
    client.post(LOG_IN, {"email": EMAIL, "password": "devinette"})
    client.post(LOG_IN, {"email": email, "password": "devinette"})
    log_in(client, town, someone)
    page = f"/agents/demandes/{case}/"
    assert client.get("/agents/", {"q": WORDS}).status_code == 200
    client.post(f"{page}contact/", {"purpose": "call"})
    client.post(f"{page}noter/", {"words": f"{NAME} a rappelé"})
    shown = client.get(page).content.decode()
    revision = re.search(r'name="revision" value="(\d+)"', shown)
    done = client.post(
        f"{page}repondre/",
        {"words": f"Bonjour {NAME}, c'est réglé.", "target": "resolved",
         "revision": revision[1] if revision else "1"},
    )  # fmt: skip
    assert done.status_code == 302, done.content.decode()


def pages_and_readers_break(town: Town, page: str, monkeypatch: Any) -> None:
    resident = Client(HTTP_HOST=town.host, raise_request_exception=False)
    with monkeypatch.context() as broken:
        broken.setattr(
            "parvis.web.portal.following.choice.resident_says",
            lambda **given: break_on(given["words"]),
        )
        assert resident.post(f"{page}repondre/", {"words": WORDS}).status_code == 500
    with monkeypatch.context() as broken:
        broken.setitem(handlers.READERS, next(iter(handlers.READERS)), lambda entries: int(WORDS))
        with town.open():
            agent(town, name=AGENT_NAME)
        catch_up()


def test_a_whole_journey_leaves_no_word_behind(lines, refusing, monkeypatch, settings):
    settings.PARVIS_SHORTEST_SECONDS = 0
    before = len(server_log())
    town = small_town()
    resident = Client(HTTP_HOST=town.host)
    report_by_the_portal(resident)
    with town.open():
        said, author = Report.objects.get(), Follower.objects.get()
        assert WORDS in said.words
        assert author.email == EMAIL
        page = f"/suivi/{said.pk}/{token_of(author)}/"
    assert resident.post(f"{page}repondre/", {"words": f"{WORDS} encore"}).status_code == 303
    mail_is_refused(town, refusing, monkeypatch)
    the_agents_day(town)
    judged = resident.post(
        f"{page}avis/", {"settled": "non", "score": "2", "words": f"{WORDS}, {PHONE}"}
    )
    assert judged.status_code == 303
    pages_and_readers_break(town, page, monkeypatch)

    with town.open():
        assert Statement.objects.filter(words__contains=WORDS).count() == 2
    assert any("Internal Server Error" in line for line in lines), "the fault itself is told"
    assert rows("journal_entry")
    assert found_in(lines) == []
    assert found_in(rows("journal_entry")) == []
    assert found_in(rows("journal_trouble")) == []
    assert found_in(rows("procrastinate_jobs")) == []
    assert found_in(server_log()[before:].splitlines()) == []


def test_a_planted_word_would_be_found(lines):
    logging.getLogger("parvis.test").warning("sent to %s", EMAIL)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('default', 'x', jsonb_build_object('to', %s::text))",
            [EMAIL],
        )
    assert found_in(lines)
    assert found_in(rows("procrastinate_jobs"))
