"""Many rows written or changed in one statement.

`bulk_update` builds a CASE for each row and column: a hundred times slower than arrays.
`bulk_create` writes a statement of its own for each number of rows, and prepares each value.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from psycopg import Binary

Row = TypeVar("Row", bound=models.Model)


def insert_rows(given: Iterable[Row]) -> list[Row]:
    """Write new rows of one model, in their order, and give them their ids.

    The values are as the model's instances hold them: no expressions.
    """
    rows = list(given)
    if not rows:
        return rows
    model = type(rows[0])
    values = _columns(model)
    told = [{name: read(row) for name, read in values} for row in rows]
    names = ", ".join(f'"{name}"' for name, _ in values)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {names}'  # noqa: S608 - names of our models
            f' FROM json_populate_recordset(NULL::"{table}", %s)'
            f' RETURNING "{model._meta.pk.column}"',
            [json.dumps(told, default=_as_text, ensure_ascii=False)],
        )
        ids = cursor.fetchall()
    for row, (number,) in zip(rows, ids, strict=True):
        row.pk = number
        row._state.adding, row._state.db = False, connection.alias
    return rows


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, Any]]:
    """The columns that a new row gives, each with what reads its value off an instance."""
    fields: list[Any] = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated
    ]
    return [(field.column, _reader(field)) for field in fields]


def _reader(field: Any) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return lambda row: field.pre_save(row, add=True)
    if type(field).__module__.startswith("django.db.models.") or field.is_relation:
        return lambda row: _plain(field, getattr(row, field.attname))
    # Fields of our own store something else than they show.
    return lambda row: field.get_db_prep_save(getattr(row, field.attname), connection=connection)


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


def update_rows(rows: Sequence[models.Model], fields: Sequence[str]) -> int:
    """Write `fields` of rows of one model, found by their id; returns how many were found.

    Rows of another authority are out of reach, as always, by row-level security.
    """
    if not rows:
        return 0
    model = type(rows[0])
    columns: list[Any] = [model._meta.get_field(name) for name in fields]
    key = model._meta.pk
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in [key, *columns])
    names = ", ".join(f'"{field.column}"' for field in [key, *columns])
    changes = ", ".join(f'"{field.column}" = new."{field.column}"' for field in columns)
    statement = (
        f'UPDATE "{model._meta.db_table}" AS old SET {changes}'  # noqa: S608 - names of our models
        f' FROM unnest({arrays}) AS new({names}) WHERE old."{key.column}" = new."{key.column}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_values(field, rows) for field in [key, *columns]])
        return int(cursor.rowcount)


def _type(field: Any) -> str:
    return str(field.rel_db_type(connection) if field.primary_key else field.db_type(connection))


def _values(field: Any, rows: Sequence[models.Model]) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection=connection) for row in rows
    ]
