"""Makes roles, database and extension once, with an administrator's log-in; safe to repeat.

Afterwards the owner creates the tables (migrations), and the application owns nothing.
"""

from collections.abc import Collection

import psycopg
from psycopg import sql
from psycopg.pq import PGconn
from psycopg.pq.abc import PGconn as Hashing

from .roles import Installation, Login, NotPrepared

OLDEST = 150000

__all__ = ["Installation", "NotPrepared", "complete", "preparation_script", "prepare"]


def prepare(admin_url: str, installation: Installation) -> None:
    """Bring the server at `admin_url` to what the installation needs.

    Raises NotPrepared on a server that is too old or lacks pgvector.
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if connection.info.server_version < OLDEST:
            raise NotPrepared(
                "Parvis needs PostgreSQL 15 or newer; this server is "
                f"{connection.info.server_version // 10000}."
            )
        _make_roles(connection, installation)
        _make_database(connection, installation)
    inside = psycopg.conninfo.make_conninfo(admin_url, dbname=installation.database)
    with psycopg.connect(inside, autocommit=True) as connection:
        _make_extension(connection)
        for statement in _rights(installation):
            connection.execute(statement)


def complete(owner_url: str, installation: Installation) -> None:
    """Make what an owner can make by itself and nobody made yet: the readers' log-in and the role
    of the search functions. What is there stays.

    Raises NotPrepared when it is missing and the owner may not make roles.
    """
    reader = installation.reader
    with psycopg.connect(owner_url) as connection:
        known = {name for (name,) in connection.execute("select rolname from pg_roles").fetchall()}
        if installation.search in known and reader.name in known and _opens(owner_url, reader):
            return
        names = {
            "database": sql.Identifier(installation.database),
            "owner": sql.Identifier(installation.owner.name),
            "reader": sql.Identifier(reader.name),
            "search": sql.Identifier(installation.search),
        }
        try:
            if reader.name not in known:
                connection.execute(sql.SQL("create role {reader} login").format(**names))
            _set_password(connection, reader)
            if installation.search not in known:
                connection.execute(sql.SQL("create role {search} nologin").format(**names))
                connection.execute(sql.SQL("grant {search} to {owner}").format(**names))
            for line in _LATER_RIGHTS:
                connection.execute(sql.SQL(line).format(**names))
        except psycopg.errors.InsufficientPrivilege as error:
            raise NotPrepared(
                f"The journal's readers can't log in as '{reader.name}', and "
                f"'{installation.owner.name}' may not make that role. Have an administrator "
                "prepare the database: parvis database prepare (with PARVIS_DATABASE_ADMIN_URL), "
                "or what parvis database sql prints."
            ) from error


_LATER_RIGHTS = (
    "grant connect on database {database} to {reader}",
    "grant usage on schema public to {reader}, {search}",
)


def _opens(url: str, login: Login) -> bool:
    try:
        psycopg.connect(url, user=login.name, password=login.password).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_roles(connection: psycopg.Connection, installation: Installation) -> None:
    known = {name for (name,) in connection.execute("select rolname from pg_roles").fetchall()}
    for login in installation.logins:
        if login.name not in known:
            connection.execute(sql.SQL("create role {} login").format(sql.Identifier(login.name)))
        _set_password(connection, login)
    search = sql.Identifier(installation.search)
    owner = sql.Identifier(installation.owner.name)
    if installation.search not in known:
        connection.execute(sql.SQL("create role {} nologin").format(search))
    connection.execute(sql.SQL("grant {} to {}").format(search, owner))
    # An administrator who is no superuser may only give a database to a role he belongs to.
    if not _is_superuser(connection):
        connection.execute(sql.SQL("grant {} to current_user").format(owner))


def _set_password(connection: psycopg.Connection, login: Login) -> None:
    if not login.password:
        return
    connection.execute(_password(connection.pgconn, login))


def _password(pgconn: Hashing, login: Login) -> sql.Composed:
    """The statement that gives a role its password: hashed here, so that neither the server's log
    nor a script ever holds the password itself."""
    hashed = pgconn.encrypt_password(login.password.encode(), login.name.encode(), b"scram-sha-256")
    return sql.SQL("alter role {} password {}").format(
        sql.Identifier(login.name), sql.Literal(hashed.decode())
    )


def _is_superuser(connection: psycopg.Connection) -> bool:
    row = connection.execute("select rolsuper from pg_roles where rolname = current_user")
    return bool(row.fetchone()[0])  # type: ignore[index]  # the current role is always there


def _make_database(connection: psycopg.Connection, installation: Installation) -> None:
    there = connection.execute(
        "select 1 from pg_database where datname = %s", (installation.database,)
    ).fetchone()
    if not there:
        connection.execute(
            sql.SQL("create database {} owner {} encoding 'UTF8' template template0").format(
                sql.Identifier(installation.database), sql.Identifier(installation.owner.name)
            )
        )


def _make_extension(connection: psycopg.Connection) -> None:
    try:
        connection.execute("create extension if not exists vector")
    except (psycopg.errors.UndefinedFile, psycopg.errors.FeatureNotSupported) as error:
        raise NotPrepared(
            "The extension pgvector is missing on this PostgreSQL server: install its package "
            "(for Debian: postgresql-NN-pgvector), then prepare again."
        ) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise NotPrepared(
            "This administrator may not create the extension pgvector. Ask a superuser for it, in "
            f"the database '{connection.info.dbname}': create extension vector; then prepare again."
        ) from error


def _rights(installation: Installation) -> list[sql.Composed]:
    """Who may enter the database and its schema, and how the application's statements are run; the
    tables' rights come with the migrations."""
    names = {
        "database": sql.Identifier(installation.database),
        "owner": sql.Identifier(installation.owner.name),
        "app": sql.Identifier(installation.app.name),
        "reader": sql.Identifier(installation.reader.name),
        "search": sql.Identifier(installation.search),
    }
    lines = (
        "revoke all on database {database} from public",
        "grant connect, temporary on database {database} to {app}",
        "grant connect on database {database} to {reader}",
        "grant all on database {database} to {owner}",
        "revoke all on schema public from public",
        "grant usage, create on schema public to {owner} with grant option",
        "grant usage on schema public to {app}, {reader}, {search}",
        # A page's statement takes milliseconds, and a city's pages come many at a time: what helps
        # one long statement (more processes, compiled expressions) costs more than it gains here.
        "alter role {app} set max_parallel_workers_per_gather = 0",
        "alter role {app} set jit = off",
    )
    return [sql.SQL(line).format(**names) for line in lines]


_MAKE_ROLE = (
    "select format('create role %I {option}', {role}) where not exists "
    "(select from pg_roles where rolname = {role}) \\gexec"
)
_MAKE_DATABASE = (
    "select format('create database %I owner %I encoding ''UTF8'' template template0', "
    "{database}, {owner}) where not exists "
    "(select from pg_database where datname = {database}) \\gexec"
)


def preparation_script(installation: Installation, *, drawn: Collection[str] = ()) -> str:
    """The same as `prepare`, as a psql script for a database administrator; asks the passwords,
    but those of the roles in `drawn`, which go in hashed: nobody chose them."""
    database, owner = installation.database, installation.owner.name
    roles = {login.name: "login" for login in installation.logins}
    roles[installation.search] = "nologin"
    membership = sql.SQL("grant {} to {}").format(
        sql.Identifier(installation.search), sql.Identifier(owner)
    )
    lines = [
        f"-- Roles and database of Parvis. Run it with: psql -d postgres -f {database}.sql",
        *(_MAKE_ROLE.format(role=_text(role), option=option) for role, option in roles.items()),
        f"{membership.as_string()};",
        *(_password_line(login, given=login.name in drawn) for login in installation.logins),
        _MAKE_DATABASE.format(database=_text(database), owner=_text(owner)),
        f"\\connect {sql.Identifier(database).as_string()}",
        "create extension if not exists vector;",
        *(f"{line.as_string()};" for line in _rights(installation)),
    ]
    return "\n".join(lines) + "\n"


def _password_line(login: Login, *, given: bool) -> str:
    if not given:
        return f"\\password {login.name}"
    # A connection that never opens hashes as well.
    return f"{_password(PGconn.connect_start(b'host=/nowhere'), login).as_string()};"


def _text(value: str) -> str:
    return sql.Literal(value).as_string()
