"""How often one may knock, how long a door stays open, what a provider's word is worth."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.people.permissions import PERMISSIONS, ROLES, home, may
from parvis.people.rules import (
    SESSION_IDLE,
    SESSION_LONGEST,
    Assurance,
    Limit,
    device_name,
    holds_factor,
    is_accepted,
    link_is_open,
    session_ended,
    wait_of,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LIMIT = Limit(3, timedelta(minutes=15))


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        ([], None),
        ([ago(minutes=1)] * 2, None),
        ([ago(minutes=1)] * 3, timedelta(minutes=14)),
        ([ago(minutes=14), ago(minutes=5), ago(minutes=1)], timedelta(minutes=1)),
        ([ago(minutes=15), ago(minutes=5), ago(minutes=1)], None),
        ([ago(minutes=9), ago(minutes=5), ago(minutes=3), ago(minutes=1)], timedelta(minutes=10)),
    ],
)
def test_how_long_to_wait(attempts: list[datetime], wait: timedelta | None) -> None:
    assert wait_of(LIMIT, attempts, NOW) == wait


@given(st.lists(st.integers(0, 3600), max_size=30))
def test_after_the_wait_one_may_try(seconds: list[int]) -> None:
    attempts = [ago(seconds=one) for one in seconds]
    wait = wait_of(LIMIT, attempts, NOW)
    if wait is None:
        assert sum(one < 15 * 60 for one in seconds) < LIMIT.attempts
    else:
        assert timedelta(0) < wait <= LIMIT.span
        assert wait_of(LIMIT, attempts, NOW + wait) is None


@pytest.mark.parametrize(
    ("started", "seen", "ended"),
    [
        (timedelta(hours=1), timedelta(minutes=1), False),
        (SESSION_LONGEST, timedelta(0), True),
        (SESSION_LONGEST - timedelta(seconds=1), timedelta(0), False),
        (timedelta(hours=3), SESSION_IDLE, True),
        (timedelta(hours=3), SESSION_IDLE - timedelta(seconds=1), False),
    ],
)
def test_a_session_ends_by_age_or_by_rest(started: timedelta, seen: timedelta, ended: bool) -> None:
    assert session_ended(NOW - started, NOW - seen, NOW) is ended


def test_a_link_opens_once_and_in_time() -> None:
    later = NOW + timedelta(minutes=1)
    assert link_is_open(used=None, expires=later, now=NOW)
    assert not link_is_open(used=ago(minutes=1), expires=later, now=NOW)
    assert not link_is_open(used=None, expires=NOW, now=NOW)


def test_what_a_provider_says_counts_only_when_the_authority_accepts_it() -> None:
    strong = Assurance(acr="eidas2", amr=("pwd", "otp"))
    assert is_accepted(strong, [])
    assert is_accepted(strong, ["eidas2", "eidas3"])
    assert not is_accepted(Assurance(), ["eidas2"])
    assert not holds_factor(strong, [], [])
    assert holds_factor(strong, ["eidas2"], [])
    assert holds_factor(strong, [], ["otp"])
    assert not holds_factor(Assurance(), [], ["otp"])


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox, Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_by_browser_and_system(agent: str, name: str) -> None:
    assert device_name(agent) == name


def test_every_role_is_known_and_every_permission_held() -> None:
    assert set().union(*PERMISSIONS.values()) <= ROLES.keys()
    assert all(PERMISSIONS.values())
    assert all(any(may([role], one) for one in PERMISSIONS) for role in ROLES)


def test_an_unknown_permission_is_held_by_nobody() -> None:
    assert not may(list(ROLES), "case.invented")
    assert may([], "public")


@pytest.mark.parametrize(
    ("reader", "forbidden"),
    [
        ("admin", ["case.read", "case.identity", "trust.read"]),
        ("elected", ["case.read", "case.identity", "cockpit.export", "studio.edit"]),
        ("dpo", ["case.answer", "studio.edit", "cockpit.read"]),
        ("field", ["case.answer", "case.identity", "case.publish"]),
        ("handler", ["studio.edit", "trust.erase", "cockpit.read"]),
    ],
)
def test_who_may_not(reader: str, forbidden: list[str]) -> None:
    assert [one for one in forbidden if may([reader], one)] == []


@pytest.mark.parametrize(
    ("roles", "face"),
    [
        (["handler"], "/agents/"),
        (["elected"], "/pilotage/"),
        (["director"], "/pilotage/"),
        (["director", "handler"], "/agents/"),
        (["elected", "admin"], "/pilotage/"),
        (["elected", "lead"], "/agents/"),
        (["admin"], "/reglages/"),
        (["dpo"], "/protection/"),
        ([], "/compte/securite/"),
    ],
)
def test_where_a_day_begins(roles: list[str], face: str) -> None:
    assert home(roles) == face
