"""Pure decisions about doors: how often one may knock, how long a session or a link lives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SESSION_LONGEST = timedelta(hours=12)
SESSION_IDLE = timedelta(hours=2)
# A session says that it was seen at most this often: one write per so long.
SESSION_SEEN_EVERY = timedelta(minutes=5)
# Between a right password and the second factor.
PENDING_LONGEST = timedelta(minutes=15)
# A sensitive setting asks again for the factor after this.
CONFIRMED_FOR = timedelta(minutes=10)

SIGN_IN, INVITATION, PASSWORD = "sign_in", "invitation", "password"
# No door: it says that an administrator took an agent's second factors away.
FACTORS = "factors"
LINK_LIVES = {
    SIGN_IN: timedelta(minutes=30),
    PASSWORD: timedelta(minutes=30),
    INVITATION: timedelta(days=7),
    FACTORS: timedelta(days=7),
}
# What the town writes by itself, however often somebody else had a link written there.
NOT_COUNTED = (INVITATION, FACTORS)
# So many links an hour to one address, so that nobody's mailbox is filled by another.
LINKS_PER_HOUR = 5

AGENTS, RESIDENTS = "agents", "residents"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `attempts` within `span`."""

    attempts: int
    span: timedelta


# Refused attempts for one account, and from one visitor's address (a town hall may share one).
ACCOUNT_LIMIT = Limit(8, timedelta(minutes=15))
VISITOR_LIMIT = Limit(40, timedelta(minutes=15))
ATTEMPTS_KEPT = timedelta(days=1)
LINKS_KEPT = timedelta(days=1)
# After the last log-in: an account; the name of an agent who left.
ACCOUNT_MONTHS = 24
# So long before an unused account is erased, its holder is told.
WARNED_BEFORE = timedelta(days=30)
# Who looked at whose contact details: as long as logs of access are (CNIL), no longer.
READINGS_MONTHS = 12
AGENT_MONTHS = 120


def wait_of(limit: Limit, attempts: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long to wait before the next attempt; None when it may be made now.

    `attempts` are the moments of earlier refusals, in any order.
    """
    recent = sorted(moment for moment in attempts if moment > now - limit.span)
    if len(recent) < limit.attempts:
        return None
    return recent[-limit.attempts] + limit.span - now


def session_ended(started: datetime, seen: datetime, now: datetime) -> bool:
    """True when a session is too old, or was left alone for too long."""
    return now - started >= SESSION_LONGEST or now - seen >= SESSION_IDLE


def link_is_open(*, used: datetime | None, expires: datetime, now: datetime) -> bool:
    """True when a link may still open its door."""
    return used is None and now < expires


@dataclass(frozen=True, slots=True)
class Assurance:
    """How sure an OpenID provider says that it is: its `acr`, and the methods in `amr`."""

    acr: str = ""
    amr: tuple[str, ...] = ()


def is_accepted(assurance: Assurance, wanted: Sequence[str]) -> bool:
    """True when the level reached is among those that the authority asks for."""
    return not wanted or assurance.acr in wanted


def holds_factor(assurance: Assurance, acr: Sequence[str], amr: Sequence[str]) -> bool:
    """True when the provider itself asked for a second factor that the authority accepts."""
    return assurance.acr in acr or not set(assurance.amr).isdisjoint(amr)


def device_name(user_agent: str) -> str:
    """ "Firefox, Windows": enough for its owner to know a session by, and no more."""
    browser = _first(user_agent, _BROWSERS)
    system = _first(user_agent, _SYSTEMS)
    return ", ".join(part for part in (browser, system) if part)


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def _first(text: str, names: Sequence[tuple[str, str]]) -> str:
    return next((name for mark, name in names if mark in text), "")
