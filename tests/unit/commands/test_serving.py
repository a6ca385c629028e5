"""What the processes that serve people are given, and what they are not."""

import socket

import pytest

from parvis.commands import serving


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
