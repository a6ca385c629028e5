"""What the processes that serve people are given, and what they are not."""

import os
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from parvis.commands import serving
from parvis.commands.main import main


def test_the_owner_and_the_administrator_stay_outside() -> None:
    given = {
        "PARVIS_DATABASE_URL": "app",
        "PARVIS_DATABASE_OWNER_URL": "owner",
        "PARVIS_DATABASE_ADMIN_URL": "admin",
    }
    kept = serving.serving_environment(given, address="127.0.0.1")
    assert kept["PARVIS_DATABASE_URL"] == "app"
    assert "owner" not in kept.values()
    assert "admin" not in kept.values()


def test_the_pages_alone_as_a_service_starts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of this machine ends TLS: cookies stay encrypted-only, though we listen inside."""
    became: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda _program, *given: became.append(given))
    monkeypatch.setattr(os, "chdir", lambda _folder: None)
    monkeypatch.delenv("PARVIS_PLAIN_HTTP", raising=False)
    monkeypatch.delenv("PARVIS_HOST", raising=False)
    monkeypatch.setenv("PARVIS_DATABASE_OWNER_URL", "owner")
    main(["web", "--processes", "3"])
    [(command, given)] = became
    assert command[command.index("--workers") + 1] == "3"
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert "PARVIS_PLAIN_HTTP" not in given
    assert "PARVIS_DATABASE_OWNER_URL" not in given


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("mairie.example", False),
    ],
)
def test_unencrypted_pages_only_inside_the_machine(address: str, inside: bool) -> None:
    assert serving.is_loopback(address) is inside
    kept = serving.serving_environment({}, address=address)
    assert ("PARVIS_PLAIN_HTTP" in kept) is inside


def test_nobody_outside_is_listened_to_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARVIS_HOST", raising=False)
    assert serving.is_loopback(serving.host())
    monkeypatch.setenv("PARVIS_HOST", "")
    assert serving.is_loopback(serving.host())
    monkeypatch.setenv("PARVIS_HOST", "0.0.0.0")
    assert serving.host() == "0.0.0.0"


def test_the_choice_of_the_host_is_kept() -> None:
    kept = serving.serving_environment({"PARVIS_PLAIN_HTTP": "0"}, address="127.0.0.1")
    assert kept["PARVIS_PLAIN_HTTP"] == "0"


def test_a_taken_port_is_seen() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        assert not serving.is_free("127.0.0.1", number)
    assert serving.is_free("127.0.0.1", number)


def test_a_dead_site_is_not_waited_for() -> None:
    assert not serving.wait_until_it_answers("127.0.0.1", 9, still_alive=lambda: False)


class Site(BaseHTTPRequestHandler):
    """A site on which one town answers, and static files for whoever asks."""

    asked: list[tuple[str | None, str]] = []

    def do_GET(self) -> None:
        host = str(self.headers["Host"]).split(":")[0]
        self.asked.append((host, self.path))
        known = host == "ville.example" or self.path.startswith("/static/")
        self.send_response(200 if known else 421)
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Nothing on the tests' screen."""


@pytest.fixture
def site() -> Iterator[int]:
    Site.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_whether_the_site_is_up_is_asked_of_no_town(site: int) -> None:
    assert serving.wait_until_it_answers("127.0.0.1", site, still_alive=lambda: True)
    assert [path.startswith("/static/") for _host, path in Site.asked] == [True]


def test_a_town_answers_once_its_page_does(site: int) -> None:
    assert serving.answers("127.0.0.1", site, town="ville.example")
    assert not serving.answers("127.0.0.1", site, town="localhost")
    assert Site.asked[0] == ("ville.example", "/")
