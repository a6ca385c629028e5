"""New rows in one statement: many of one model, or one unless it meets another.

`bulk_create` writes a statement of its own for each number of rows, and prepares each value.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

from parvis.foundation.db.told import Reader, reader, told

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
    statement, readers = _statement(type(rows[0]), conflict)
    with connection.cursor() as cursor:
        cursor.execute(statement, [told(rows, readers)])
        return [number for (number,) in cursor.fetchall()]


def _is_written(row: models.Model, number: int) -> None:
    row.pk = number
    row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model], conflict: str) -> tuple[str, list[Reader]]:
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
        [reader(field) for field in fields],
    )
