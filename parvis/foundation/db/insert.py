"""One new row, unless it meets another: a random code is drawn and written in one statement."""

from functools import lru_cache
from typing import Any

from django.db import connection, models


def insert_unless_taken(row: models.Model) -> bool:
    """Write a new row and give it its id; False, with nothing written, when one of its unique
    values is taken."""
    statement, fields = _statement(type(row))
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection=connection)
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        written = cursor.fetchone()
    if written is None:
        return False
    row.pk = written[0]
    row._state.adding, row._state.db = False, connection.alias
    return True


@lru_cache
def _statement(model: type[models.Model]) -> tuple[str, list[Any]]:
    """The statement, and the fields whose values it takes."""
    key = model._meta.pk
    fields: list[Any] = [
        field for field in model._meta.concrete_fields if field is not key and not field.generated
    ]
    names = ", ".join(f'"{field.column}"' for field in fields)
    given = ", ".join(["%s"] * len(fields))
    return (
        f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({given})'  # noqa: S608 - our names
        f' ON CONFLICT DO NOTHING RETURNING "{key.column}"',
        fields,
    )
