"""PostgreSQL's `xid8`: a transaction id that never wraps, as a model field."""

from typing import Any

from django.db import models


class TransactionIdField(models.Field):
    """Read as `int`. Written by the database alone (`pg_current_xact_id()`)."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)
