"""A real OpenID provider on this machine, for one test: `oidc-provider-mock`."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import httpx
from oidc_provider_mock import User, run_server_in_thread

# Left to itself it logs to the stream of the first test that uses it, which closes with that test.
logging.getLogger("werkzeug").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Provider:
    """A provider that answers at `issuer`, and the persons whom it knows."""

    issuer: str

    def consent(self, address: str, subject: str) -> str:
        """Log in there as `subject`; the path and query of ours that it sends the person to."""
        answer = httpx.post(address, data={"sub": subject}, follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return _local(answer.headers["location"])

    def refuse(self, address: str) -> str:
        """Stop there; the path and query of ours that it sends the person to."""
        answer = httpx.post(address, data={"action": "deny"}, follow_redirects=False)
        return _local(answer.headers["location"])


@contextmanager
def provider(persons: dict[str, dict[str, Any]]) -> Iterator[Provider]:
    """Run a provider that knows `persons`: their claims by subject."""
    users = [User(sub=subject, claims=claims) for subject, claims in persons.items()]
    with run_server_in_thread(user_claims=users, require_nonce=True) as server:
        yield Provider(f"http://localhost:{server.server_port}")


def address_on(page: str) -> str:
    """The provider's address on the page that leads there."""
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)
    assert found, page
    return unescape(found[1])


def _local(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"
