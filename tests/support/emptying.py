"""Empties the tables between tests that commit.

The application's role may not TRUNCATE, and must not: the owner does it here. Rows that the
migrations brought stay.
"""

import psycopg
from psycopg import sql

_TABLES = """
    select format('%I.%I', n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by 1
"""


def filled(connection: psycopg.Connection) -> set[str]:
    """Qualified names of the tables that hold a row, seen past row-level security."""
    tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
    # One question for all: it is asked after each test that commits.
    look = sql.SQL("select {} where exists (select from {})")
    looks = [look.format(sql.Literal(table), sql.SQL(table)) for table in tables]
    found = connection.execute(sql.SQL(" union all ").join(looks)).fetchall()
    return {name for (name,) in found}


def empty(connection: psycopg.Connection, *, keep: set[str]) -> None:
    """Empty every table that holds a row but those in `keep`."""
    doomed = sorted(filled(connection) - keep)
    if doomed:
        names = sql.SQL(", ").join(sql.SQL(table) for table in doomed)
        connection.execute(sql.SQL("truncate {} cascade").format(names))
