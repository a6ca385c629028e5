"""New rows in one statement: many of one model, or one unless it meets another.

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
    if rows:
        for row, number in zip(rows, _insert(rows, ""), strict=True):
            _is_written(row, number)
    return rows


def insert_unless_taken(row: models.Model) -> bool:
    """Write a new row and give it its id; False, with nothing written, when one of its unique
    values is taken: a random code is drawn and written in one statement."""
    for number in _insert([row], "ON CONFLICT DO NOTHING"):
        _is_written(row, number)
        return True
    return False


def _insert(rows: Sequence[models.Model], conflict: str) -> list[int]:
    """The ids of what was written."""
    statement, values = _statement(type(rows[0]), conflict)
    told = [{name: read(row) for name, read in values} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(told, default=_as_text, ensure_ascii=False)])
        return [number for (number,) in cursor.fetchall()]


def _is_written(row: models.Model, number: int) -> None:
    row.pk = number
    row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model], conflict: str) -> tuple[str, list[tuple[str, Any]]]:
    """The statement; and the columns that a new row gives (all but its id, and what the database
    computes), each with what reads its value off an instance."""
    fields: list[Any] = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated
    ]
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    return (
        f'INSERT INTO "{table}" ({names}) SELECT {names}'  # noqa: S608 - names of our models
        f' FROM json_populate_recordset(NULL::"{table}", %s) {conflict}'
        f' RETURNING "{model._meta.pk.column}"',
        [(field.column, _reader(field)) for field in fields],
    )


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
