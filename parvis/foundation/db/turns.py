"""Who does the same thing takes turns: each waits until the transaction of the one before ends."""

from django.db import connection

from parvis.foundation.db.scope import current_authority


def in_turn(*things: str) -> None:
    """Wait for whoever deals with one of these things of the authority, and hold them until the
    transaction ends."""
    # Always in the same order: two who hold one each never wait for each other.
    for thing in sorted(things):
        _hold("pg_advisory_xact_lock", thing)


def alongside(thing: str) -> None:
    """Deal with a thing beside others who do too, until the transaction ends: who comes `in_turn`
    waits for all of them, and they for it."""
    _hold("pg_advisory_xact_lock_shared", thing)


def _hold(lock: str, thing: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, %s))", [thing, current_authority()])
