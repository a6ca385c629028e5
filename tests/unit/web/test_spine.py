"""What stands before every page: whose address counts, how often it may knock, the headers of each
answer, the rules of the cookies."""

import json
import os
import subprocess
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.environment import PROJECT
from parvis.web import errors
from parvis.web.middleware.headers import SecurityHeadersMiddleware
from parvis.web.middleware.limits import OF_A_HOUSE, RateLimitMiddleware
from parvis.web.middleware.proxy import TrustedProxyMiddleware

SCRIPT = """
import json
from config.settings import security as given
print(json.dumps({name: getattr(given, name) for name in dir(given) if name.isupper()}))
"""


def through(middleware, request):
    seen = []

    def answer(given):
        seen.append(given)
        return HttpResponse("fine")

    return middleware(answer)(request), seen


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "nobody, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_a_forwarded_address_is_believed_from_a_trusted_proxy_alone(
    settings, peer, forwarded, counted
):
    settings.PARVIS_TRUSTED_PROXIES = ["10.0.0.0/8"]
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    _, (seen,) = through(TrustedProxyMiddleware, request)
    assert seen.client_address == counted


def test_a_strangers_forwarded_host_and_scheme_are_dropped(settings):
    settings.PARVIS_TRUSTED_PROXIES = ["10.0.0.0/8"]
    request = RequestFactory().get(
        "/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_HOST="evil"
    )
    _, (seen,) = through(TrustedProxyMiddleware, request)
    assert not seen.is_secure()
    assert "HTTP_X_FORWARDED_HOST" not in seen.META


@pytest.fixture
def knock(settings, monkeypatch):
    """Send so many posts, each from the next of some addresses; gives the statuses."""
    settings.PARVIS_RATE_WRITE = "3/minute"
    monkeypatch.setattr(
        errors, "plain_page", lambda request, status, wait: HttpResponse(status=status)
    )
    limited = RateLimitMiddleware(lambda request: HttpResponse("fine"))

    def send(times, *addresses, cookies=()):
        statuses = []
        for number in range(times):
            request = RequestFactory().post("/")
            request.client_address = addresses[number % len(addresses)]
            request.COOKIES.update(cookies)
            statuses.append(limited(request).status_code)
        return statuses

    return send


def test_who_knocks_too_often_waits(knock):
    assert knock(4, "198.51.100.1") == [200, 200, 200, 429]
    assert knock(1, "198.51.100.2") == [200]


def test_a_home_is_one_under_ipv6(knock):
    assert knock(4, "2001:db8::1", "2001:db8::2")[-1] == 429
    assert knock(1, "2001:db8:0:1::1") == [200]


def test_a_town_halls_agents_share_an_address(knock, settings):
    logged_in = {settings.SESSION_COOKIE_NAME: "x"}
    statuses = knock(3 * OF_A_HOUSE + 1, "198.51.100.1", cookies=logged_in)
    assert statuses == [200] * 3 * OF_A_HOUSE + [429]


def test_every_answer_carries_the_headers(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer, _ = through(SecurityHeadersMiddleware, RequestFactory().get("/"))
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("plain", ["", "1"])
def test_cookies_are_closed_to_scripts_and_bound_to_the_host(plain):
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=PROJECT,
        env={**os.environ, "PARVIS_PLAIN_HTTP": plain},
        capture_output=True,
        text=True,
        check=True,
    )
    given = json.loads(told.stdout)
    secure = not plain
    assert given["SESSION_COOKIE_SECURE"] is given["CSRF_COOKIE_SECURE"] is secure
    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        assert given[name].startswith("__Host-") is secure
    assert given["CSRF_COOKIE_HTTPONLY"] is True
    assert given.get("SESSION_COOKIE_HTTPONLY", True) is True
    assert given["SESSION_COOKIE_SAMESITE"] == given["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert given["SECURE_HSTS_SECONDS"] == (31_536_000 if secure else 0)
