"""A town on the running site, an agent of it, and a key that Chromium pretends to hold."""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from parvis.people.models import Agent
from tests.factories import Town, agent, small_town
from tests.support import arrivals, pages

Look = Callable[[Page, str], None]


@pytest.fixture
def town(committed: None) -> Town:
    """A town of its own, for good."""
    return small_town()


@pytest.fixture
def handler(town: Town) -> Agent:
    """A case handler without a second factor yet."""
    with town.open():
        return agent(town, "handler", name="Camille Essai")


@pytest.fixture
def key(page: Page) -> Iterator[None]:
    """A passkey holder inside Chromium, which says yes by itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield
    session.send("WebAuthn.disable")


@pytest.fixture
def look() -> Look:
    """Check a page as it stands, under a name."""
    return pages.look


def link_to(address: str) -> str:
    """The link in the newest mail to an address, once it was sent."""
    folder = Path(settings.PARVIS_MAIL_FOLDER)

    def link() -> str | None:
        for path in sorted(folder.glob("*.eml"), reverse=True):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            if mail["To"] == address:
                text = mail.get_body(("plain",)).get_content()
                found = re.search(r"http://\S+/compte/lien/\S+", text)
                if found:
                    return found[0]
        return None

    return arrivals.first_in(folder, link)
