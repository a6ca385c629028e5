"""A town that asks, and a browser that runs no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.every_kind import EVERY_KIND
from tests.factories.portal_town import portal_town
from tests.factories.surveys import survey
from tests.factories.towns import Town


@pytest.fixture
def town(committed: None) -> Town:
    """Two surveys are open: a short anonymous one, and one with every kind of question."""
    town = portal_town()
    with town.open():
        survey(town, is_in_portal=True)
        survey(town, EVERY_KIND, code="tout", is_in_portal=True, is_anonymous=False,
               purpose="Savoir ce qu’il faut changer au marché.")  # fmt: skip
    return town


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="fr-FR"
    )
    yield context.new_page()
    context.close()
