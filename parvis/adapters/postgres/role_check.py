"""Refuses a log-in role that row-level security would not hold back."""

from typing import Any, Protocol

_WHY = """
    select me.rolname,
           exists (
               select from pg_roles r
               where r.rolsuper and pg_has_role(session_user, r.oid, 'member')
           ),
           exists (
               select from pg_roles r
               where r.rolbypassrls and pg_has_role(session_user, r.oid, 'member')
           ),
           exists (
               select from pg_database d
               where d.datname = current_database()
                 and pg_has_role(session_user, d.datdba, 'member')
           ),
           exists (
               select from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                 and pg_has_role(session_user, c.relowner, 'member')
           )
    from pg_roles me where me.rolname = session_user
"""

_REASONS = (
    "is a superuser, or may become one",
    "bypasses row-level security",
    "owns the database",
    "owns tables",
)


class UnsafeRole(RuntimeError):
    """The log-in role could read across authorities; nothing may start with it."""


class HasCursor(Protocol):
    """A connection of Django or of psycopg."""

    def cursor(self) -> Any: ...


def check_role(connection: HasCursor) -> str:
    """Name of the log-in role; raises UnsafeRole when row-level security would not bind it."""
    with connection.cursor() as cursor:
        cursor.execute(_WHY)
        name, *found = cursor.fetchone()
    reasons = [reason for reason, there in zip(_REASONS, found, strict=True) if there]
    if reasons:
        raise UnsafeRole(
            f"The database role '{name}' {' and '.join(reasons)}: one authority could see "
            "another's data. Give PARVIS_DATABASE_URL a role that owns nothing; "
            "'parvis database prepare' makes it."
        )
    return str(name)
