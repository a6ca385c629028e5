"""A page of work holds some two hundred moments. Django reads each by a function in Python that
only puts the session's time zone on it; our sessions are in UTC, and psycopg's own loader, which is
compiled, gives the same value nine times faster."""

from datetime import UTC
from functools import cache
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import get_adapters_template
from psycopg.adapt import AdaptersMap
from psycopg.types.datetime import TimestamptzLoader


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL, in UTC."""

    def get_connection_params(self) -> dict[str, Any]:
        """As Django's, but for how moments are read. Raises ValueError outside UTC."""
        if self.timezone_name != "UTC":
            raise ValueError("sessions with the database are in UTC")
        return {**super().get_connection_params(), "context": _adapters()}

    def create_cursor(self, name: str | None = None) -> Any:
        """As Django's, which would ask the loader for a time zone of its own."""
        if name is None:
            return self.connection.cursor()
        held = self.connection.autocommit
        return self.connection.cursor(name, scrollable=False, withhold=held)


@cache
def _adapters() -> AdaptersMap:
    known = AdaptersMap(get_adapters_template(settings.USE_TZ, UTC))
    known.register_loader("timestamptz", TimestamptzLoader)
    return known
