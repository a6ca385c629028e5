"""The studio's own stage: a small town, and an administrator who is logged in to its settings."""

import pytest
from django.test import Client

from parvis.foundation.db.remember import forget
from tests.factories import agent, log_in, small_town


@pytest.fixture
def town():
    forget()
    return small_town()


@pytest.fixture
def studio(town):
    with town.open():
        admin = agent(town, "admin", name="Alix Réglages")
    client = Client(HTTP_HOST=town.host)
    log_in(client, town, admin)
    return client
