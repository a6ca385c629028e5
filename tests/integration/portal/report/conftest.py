"""A town with streets and questions, and a resident's browser."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories.portal_town import portal_town
from tests.factories.towns import Town


@pytest.fixture
def town(db: None) -> Town:
    return portal_town()


@pytest.fixture
def resident(town: Town) -> Client:
    return Client(headers={"host": town.host}, enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def patient(settings: Settings) -> None:
    """Tests are quicker than people: the time trap has a test of its own."""
    settings.PARVIS_SHORTEST_SECONDS = 0
