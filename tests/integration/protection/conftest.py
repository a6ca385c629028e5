"""A data protection officer, inside, and folders of the test alone."""

import pytest
from django.test import Client

from parvis.people.models import Agent
from tests.factories import Town, agent, small_town
from tests.factories.sessions import logged_in


@pytest.fixture
def folders(settings, tmp_path):
    settings.PARVIS_STORAGE_ROOT = tmp_path / "files"
    settings.PARVIS_SEAL_FOLDER = tmp_path / "seals"
    settings.PARVIS_MAIL_FOLDER = tmp_path / "mail"


@pytest.fixture
def town(db: None, folders: None) -> Town:
    return small_town()


@pytest.fixture
def officer(town: Town) -> Agent:
    with town.open():
        return agent(town, "dpo", name="Sabine Essai")


@pytest.fixture
def desk(town: Town, officer: Agent) -> Client:
    """The officer's browser."""
    return logged_in(Client(), town, officer)
