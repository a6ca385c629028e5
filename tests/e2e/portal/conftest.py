"""A town with streets and questions, and a browser that runs no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.portal_town import portal_town
from tests.factories.towns import Town


@pytest.fixture
def town(committed: None) -> Town:
    return portal_town()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="fr-FR"
    )
    yield context.new_page()
    context.close()
