"""The database: does it answer, does it hold authorities apart, is it up to date, is it on time."""

import time

import psycopg

from parvis.adapters.postgres import UnsafeRole, check_role
from parvis.commands.checks.finding import Finding, ok, wrong
from parvis.commands.words import _

OLDEST = 150000
MOST_DRIFT_SECONDS = 5.0

# Partitions are reached through their table, whose lock holds; they must not be reachable alone.
_UNLOCKED = """
    select c.relname
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'authority_id'
    where c.relkind in ('r', 'p')
      and case when c.relispartition
          then has_table_privilege(c.oid, 'select') and not c.relrowsecurity
          else not (c.relrowsecurity and c.relforcerowsecurity) end
    order by 1
"""
_LOCKED = """
    select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relforcerowsecurity
"""


def look(connection: psycopg.Connection) -> list[Finding]:
    """All that one sees with the application's own log-in."""
    return [
        version(connection),
        role(connection),
        locks(connection),
        vector(connection),
        clock(connection),
    ]


def version(connection: psycopg.Connection) -> Finding:
    """Is the server recent enough?"""
    number = connection.info.server_version
    said = _("The database answers: PostgreSQL {version}").format(version=number // 10000)
    if number < OLDEST:
        return wrong(said, _("Parvis needs PostgreSQL 15 or newer."))
    return ok(said)


def role(connection: psycopg.Connection) -> Finding:
    """Does row-level security bind the role we log in with?"""
    try:
        name = check_role(connection)
    except UnsafeRole as error:
        return wrong(_("The application's database role is not safe"), str(error))
    return ok(
        _("The role '{name}' owns nothing and sees one authority at a time").format(name=name)
    )


def locks(connection: psycopg.Connection) -> Finding:
    """Is every table of an authority locked to it, even for the owner?"""
    unlocked = [name for (name,) in connection.execute(_UNLOCKED).fetchall()]
    if unlocked:
        return wrong(
            _("Not locked to their authority: {tables}").format(tables=", ".join(unlocked)),
            _(
                "Stop the site: one authority could see another's rows. "
                "Then run: parvis database migrate"
            ),
        )
    row = connection.execute(_LOCKED).fetchone()
    count = row[0] if row else 0
    if not count:
        return wrong(_("There are no tables yet"), _("Run: parvis database migrate"))
    return ok(_("{count} tables are locked to their authority").format(count=count))


def vector(connection: psycopg.Connection) -> Finding:
    """Is pgvector there?"""
    found = connection.execute(
        "select extversion from pg_extension where extname = 'vector'"
    ).fetchone()
    if not found:
        return wrong(
            _("The extension pgvector is missing in the database"),
            _("Run: parvis database prepare"),
        )
    return ok(_("pgvector {version}").format(version=found[0]))


def clock(connection: psycopg.Connection) -> Finding:
    """Do this machine and the database agree on the time?"""
    row = connection.execute("select extract(epoch from clock_timestamp())").fetchone()
    drift = abs(time.time() - float(row[0])) if row else 0.0
    if drift > MOST_DRIFT_SECONDS:
        return wrong(
            _("The clocks of this machine and of the database differ by {seconds} seconds").format(
                seconds=round(drift)
            ),
            _("Deadlines need the right time: set both by a time server (NTP)."),
        )
    return ok(_("The clocks agree"))


def migrations() -> Finding:
    """Are the tables up to date? Django is ready."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return wrong(
            _("{count} changes of the tables wait").format(count=len(waiting)),
            _("Run: parvis database migrate"),
        )
    return ok(_("The tables are up to date"))
