"""What is kept for the day without network says nothing of anybody."""

import re

import pytest
from django.test import Client

from tests.factories import small_town


@pytest.fixture
def resident(db: None) -> Client:
    return Client(headers={"host": small_town().host})


def test_the_page_is_the_same_for_everybody(resident: Client) -> None:
    first = resident.get("/hors-ligne/")
    resident.cookies["theme"] = "dark"
    again = resident.get("/hors-ligne/")
    assert first.content == again.content
    assert "csrf" not in first.content.decode()
    assert "Le réseau est coupé" in first.content.decode()
    assert not first.cookies


def test_the_worker_runs_nothing_and_asks_this_house_alone(resident: Client) -> None:
    worker = resident.get("/hors-ligne.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert "Service-Worker-Allowed" not in worker
    text = worker.content.decode()
    parts = re.search(r"const PARTS = (\[.*\]);", text)
    assert parts is not None
    assert "portal-" in parts[1]
    assert "http" not in parts[1]


def test_its_copy_is_renewed_when_the_page_changes(resident: Client) -> None:
    name = re.compile(r"parvis-offline-[0-9a-f]{16}")
    french = name.search(resident.get("/hors-ligne.js").content.decode())
    resident.cookies["lang"] = "en"
    english = name.search(
        resident.get("/hors-ligne.js", headers={"accept-language": "en"}).content.decode()
    )
    assert french and english
    assert french[0] != english[0]
