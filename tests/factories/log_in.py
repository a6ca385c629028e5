"""Getting inside as an agent does: password, then the code of an app. No short cut."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from playwright.sync_api import Page

from parvis.foundation import clock
from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from parvis.people import totp
from parvis.people.models import Agent
from tests.factories.agents import PASSWORD
from tests.factories.towns import Town
from tests.support.site import Site

LOG_IN, SECOND = "/compte/connexion/", "/compte/second-facteur/"


def give_app(agent: Agent) -> str:
    """An authenticator app for an agent, set up a while ago; its secret. Inside `town.open()`."""
    secret = totp.new_secret()
    earlier = clock.now() - timedelta(hours=1)
    with clock.at(earlier):
        people.activate_totp(account=agent.account, secret=secret, code=code_now(secret), by=SYSTEM)
    return secret


def next_code(agent: Agent) -> str:
    """What the agent's app shows now, or the next code when that one was used. Inside
    `town.open()`."""
    row = Authenticator.objects.get(user=agent.account, type=Authenticator.Type.TOTP)
    period = _period()
    if row.data["last_counter"] > period:
        # A third log-in within half a minute: as if that half minute had passed.
        row.data["last_counter"] = period - 1
        row.save(update_fields=["data"])
    return totp.code_at(decrypt(row.data["secret"]), max(period, row.data["last_counter"] + 1))


def code_now(secret: str) -> str:
    """What an app with this secret shows now."""
    return totp.code_at(secret, _period())


def _period() -> int:
    return int(clock.now().timestamp()) // totp.PERIOD_SECONDS


def credentials(town: Town, agent: Agent) -> tuple[str, str]:
    """The agent's address, and a code that passes now (with an app, given when there is none)."""
    with town.open():
        has_app = Authenticator.objects.filter(
            user=agent.account, type=Authenticator.Type.TOTP
        ).exists()
        if not has_app:
            give_app(agent)
        return agent.account.email, next_code(agent)


def log_in(client: Any, town: Town, agent: Agent) -> Any:
    """Log an agent in with Django's test client, on the town's host; returns the client."""
    email, code = credentials(town, agent)
    client.defaults["HTTP_HOST"] = town.host
    first = client.post(LOG_IN, {"email": email, "password": PASSWORD})
    assert first.status_code == 302, first.content.decode()
    second = client.post(SECOND, {"code": code})
    assert second.status_code == 302, second.content.decode()
    return client


def log_in_page(page: Page, site: Site, town: Town, agent: Agent, path: str = "/agents/") -> Page:
    """Log an agent in with a browser, and go to `path`; what was made must be committed."""
    email, code = credentials(town, agent)
    page.goto(site.url(town.host, f"{LOG_IN}?next={path}"))
    page.locator("#id_email").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(f"**{SECOND}")
    page.locator("#id_code").fill(code)
    page.locator("#id_code").press("Enter")
    page.wait_for_url(f"**{path}")
    return page
