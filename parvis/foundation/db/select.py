"""Rows of a model by a statement written once. The ORM makes each statement anew, which on a page
that reads by key costs more than the rows; here the page's room writes it, and gets models."""

from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


class Columns(Generic[Row]):
    """The columns of a model for a SELECT (`names`, `width` of them), and the model made of their
    values. What is left out by `without` is fetched when somebody asks for it."""

    def __init__(self, model: type[Row], *, without: Collection[str] = ()) -> None:
        self.model = model
        self.fields: list[Any] = [
            field for field in model._meta.concrete_fields if field.name not in without
        ]
        self.width = len(self.fields)
        table = model._meta.db_table
        self.names = ", ".join(f'"{table}"."{field.column}"' for field in self.fields)
        self._attributes = [field.attname for field in self.fields]
        self._converted = [
            (at, field.from_db_value)
            for at, field in enumerate(self.fields)
            if hasattr(field, "from_db_value")
        ]

    def make(self, values: Sequence[Any]) -> Row:
        """The model that these values are, as the ORM would have made it."""
        given = list(values)
        for at, convert in self._converted:
            given[at] = convert(given[at], None, connection)
        return self.model.from_db(connection.alias, self._attributes, given)

    def all(self, rest: str, given: Sequence[Any]) -> list[Row]:
        """Every row of the table that `rest` (WHERE, ORDER BY) leaves."""
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {self.names} FROM "{table}" {rest}', given)  # noqa: S608
            return [self.make(values) for values in cursor.fetchall()]
