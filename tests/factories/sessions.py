"""Sessions of agents who have logged in with their second factor."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from parvis.people.models import Agent
from parvis.people.sessions import SessionStore, mark_factor
from tests.factories.towns import Town

BACKEND = "parvis.people.authentication.AccountBackend"


def session_of(agent: Agent) -> str:
    """The key of a session, for the cookie `settings.SESSION_COOKIE_NAME`; inside `town.open()`."""
    store = SessionStore()
    store[SESSION_KEY] = str(agent.account_id)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = agent.account.get_session_auth_hash()
    mark_factor(store, "totp")
    store.create()
    return str(store.session_key)


def logged_in(client: Any, town: Town, agent: Agent) -> Any:
    """The test client with a session of the agent, on the town's host. For tests that are not
    about logging in."""
    with town.open():
        key = session_of(agent)
    client.defaults["HTTP_HOST"] = town.host
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client
