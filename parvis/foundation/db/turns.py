"""Who does the same thing takes turns: each waits until the transaction of the one before ends."""

from django.db import connection

from parvis.foundation.db.scope import current_authority


def in_turn(*things: str) -> None:
    """Wait for whoever deals with one of these things of the authority, and hold them until the
    transaction ends."""
    with connection.cursor() as cursor:
        # Always in the same order: two who hold one each never wait for each other.
        for thing in sorted(things):
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))",
                [thing, current_authority()],
            )
