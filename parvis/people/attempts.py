"""How long somebody must wait before trying again: counted in the database, per account and per
visitor's address, both known by keyed hash alone."""

from datetime import timedelta
from typing import Any

from parvis.foundation.addresses import home_of
from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import keyring
from parvis.foundation.db.scope import current_authority
from parvis.foundation.db.turns import in_turn
from parvis.people.models import Attempt
from parvis.people.rules import ACCOUNT_LIMIT, VISITOR_LIMIT, wait_of

_PURPOSE = "attempt"


def keys(who: str, visitor: str) -> tuple[bytes, bytes]:
    """The hashes under which attempts on `who` and from `visitor` are counted."""
    ring, authority = keyring(), current_authority()
    return (
        ring.index(f"account:{who.casefold()}", _PURPOSE, authority),
        ring.index(f"visitor:{home_of(visitor)}", _PURPOSE, authority),
    )


def wait_before(purpose: str, *, who: str, visitor: str) -> timedelta | None:
    """How long to wait before the next attempt; None when it may be made now.

    Attempts at one account, and from one visitor, take turns until the transaction ends: many
    at once are counted as one after the other.
    """
    mine, theirs = keys(who, visitor)
    in_turn(mine.hex(), theirs.hex())
    moment = now()
    longest = max(ACCOUNT_LIMIT.span, VISITOR_LIMIT.span)
    rows = Attempt.objects.filter(
        purpose=purpose, who__in=[mine, theirs], at__gt=moment - longest
    ).values_list("who", "at")
    found: dict[bytes, list[Any]] = {mine: [], theirs: []}
    for key, at in rows:
        found[bytes(key)].append(at)
    waits = [
        wait_of(ACCOUNT_LIMIT, found[mine], moment),
        wait_of(VISITOR_LIMIT, found[theirs], moment),
    ]
    return max((wait for wait in waits if wait is not None), default=None)
