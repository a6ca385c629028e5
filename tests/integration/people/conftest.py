"""A town, an agent of it, and a browser without a screen."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from parvis.authorities.queries import forget_hosts
from parvis.foundation.db.remember import forget
from parvis.people.models import Agent
from tests.factories import Town, agent, small_town


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """A town of its own for each test."""
    cache.clear()
    made = small_town()
    yield made
    forget()
    forget_hosts()


@pytest.fixture
def handler(town: Town) -> Agent:
    """A case handler."""
    with town.open():
        return agent(town, "handler")


@pytest.fixture
def client(town: Town) -> Client:
    """Knocks at the town's host."""
    return Client(headers={"host": town.host})
