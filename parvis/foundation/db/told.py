"""Rows of a model as one value: a statement that takes it is the same for any number of rows."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from psycopg import Binary

Reader = tuple[str, Callable[[models.Model], Any]]


def reader(field: Any) -> Reader:
    """The column of a field, and what reads its value off an instance. The values are plain ones:
    no expressions."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return field.column, lambda row: field.pre_save(row, add=row._state.adding)
    if type(field).__module__.startswith("django.db.models.") or field.is_relation:
        return field.column, lambda row: _plain(field, getattr(row, field.attname))
    # Fields of our own store something else than they show.
    return field.column, lambda row: field.get_db_prep_save(
        getattr(row, field.attname), connection=connection
    )


def told(rows: Iterable[models.Model], readers: Sequence[Reader]) -> str:
    """The rows for `json_populate_recordset`."""
    values = [{name: read(row) for name, read in readers} for row in rows]
    return json.dumps(values, default=_as_text, ensure_ascii=False)


def _plain(field: Any, value: Any) -> Any:
    # A column that the database fills: what it would fill it with, always a plain value here.
    return field.db_default if isinstance(value, DatabaseDefault) else value


def _as_text(value: object) -> str:
    """What JSON has no word for, as PostgreSQL reads it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Binary):
        value = value.obj
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    return str(value)
