"""Rows into tables under row-level security, by COPY.

PostgreSQL refuses `COPY ... FROM` into such a table: the rows are copied into a temporary table of
the same columns, and inserted from there, under the policies and foreign keys of every insert.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Target:
    """A table, and the columns that the rows give, in their order."""

    table: str
    columns: tuple[str, ...]

    @property
    def temporary(self) -> str:
        """Name of the temporary table beside it."""
        return f"copied_{self.table}"

    @property
    def names(self) -> str:
        """The columns as SQL lists them."""
        return ", ".join(f'"{column}"' for column in self.columns)


def prepare(targets: Iterable[Target]) -> None:
    """Make the temporary tables, once for a connection; each transaction's end empties them."""
    with connection.cursor() as cursor:
        for target in targets:
            cursor.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS {target.temporary} ON COMMIT DELETE ROWS AS"  # noqa: S608 - names of our tables
                f" SELECT {target.names} FROM {target.table} WITH NO DATA"
            )


def insert(target: Target, rows: Iterable[Sequence[Any]]) -> int:
    """Write rows in the transaction at hand; returns how many."""
    with connection.cursor() as cursor:
        with cursor.cursor.copy(f"COPY {target.temporary} ({target.names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO {target.table} ({target.names})"  # noqa: S608 - names of our tables
            f" SELECT {target.names} FROM {target.temporary}"
        )
        return int(cursor.rowcount)


def next_ids(table: str, count: int) -> list[int]:
    """Ids of rows about to be written, from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [number for (number,) in cursor.fetchall()]
