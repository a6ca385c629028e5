"""The tests' database: a real server for each test process, migrated once into a template.

A server of its own, not only a database: the journal's readers wait for every transaction that is
open on their server, so that two test processes on one server would hold each other back.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TextIO

import psycopg
from psycopg import sql

from config.environment import PROJECT
from parvis.adapters.postgres import EmbeddedServer, Installation, prepare
from parvis.adapters.postgres.roles import APP, OWNER, READER


def _own_folder() -> tuple[Path, TextIO]:
    """The first folder that no other test process holds, and the lock that holds it for us."""
    root = Path(os.environ.get("PARVIS_TEST_DIR", str(PROJECT / "var" / "test")))
    for number in count(1):
        folder = root / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "held.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return folder, lock
    raise AssertionError("numbers do not end")


FOLDER, _HELD = _own_folder()
SERVER = EmbeddedServer(FOLDER, secrets_folder=FOLDER / "secrets", throwaway=True)
NAME = f"test_{os.getpid()}"
KEPT_TEMPLATES = 3


def environment(name: str = NAME) -> dict[str, str]:
    """What a process needs to work on the test database `name`."""
    return {
        "PARVIS_DATA_DIR": str(FOLDER),
        "PARVIS_SECRETS_DIR": str(FOLDER / "secrets"),
        "PARVIS_DATABASE_URL": SERVER.url(APP, database=name),
        "PARVIS_DATABASE_READER_URL": SERVER.url(READER, database=name),
        "PARVIS_DATABASE_EMBEDDED": "",
        "PARVIS_DATABASE_OWNER_URL": "",
        "PARVIS_PLAIN_HTTP": "1",
    }


@contextmanager
def test_database() -> Iterator[None]:
    """Start this process's server, make its database, and stop it at the end."""
    (FOLDER / "static").mkdir(parents=True, exist_ok=True)
    # The mail of an earlier run went to the same made-up people, with links to its own site.
    shutil.rmtree(FOLDER / "mail", ignore_errors=True)
    SERVER.start()
    try:
        _drop_orphans()
        _copy(_template(), NAME)
        yield
        _drop(NAME)
    finally:
        SERVER.stop()


@contextmanager
def owner_connection(name: str = NAME) -> Iterator[psycopg.Connection]:
    """A connection as the owner: what tests may do and the application may not."""
    with psycopg.connect(SERVER.url(OWNER, database=name), autocommit=True) as connection:
        yield connection


@contextmanager
def bare_database(name: str) -> Iterator[dict[str, str]]:
    """A database without tables, beside the tests' own; what a process needs to migrate it."""
    prepare(SERVER.admin_url(), _installation(name))
    try:
        owner = {"PARVIS_DATABASE_OWNER_URL": SERVER.url(OWNER, database=name)}
        yield os.environ | environment(name) | owner
    finally:
        _drop(name)


def admin_connection(name: str = "postgres") -> psycopg.Connection:
    """A connection as the superuser of the tests' server."""
    return psycopg.connect(SERVER.admin_url(database=name), autocommit=True)


def _template() -> str:
    """Name of the template for today's migrations; made when there is none."""
    name = f"template_{_fingerprint()}"
    with admin_connection() as admin:
        if _exists(admin, name):
            return name
    draft = f"draft_{os.getpid()}"
    prepare(SERVER.admin_url(), _installation(draft))
    migrated = subprocess.run(
        [sys.executable, "-m", "parvis.commands.main", "database", "migrate"],
        cwd=PROJECT,
        env=os.environ
        | environment(draft)
        | {"PARVIS_DATABASE_OWNER_URL": SERVER.url(OWNER, database=draft)},
        capture_output=True,
        text=True,
        check=False,
    )
    if migrated.returncode:
        _drop(draft)
        raise RuntimeError(f"The migrations failed:\n{migrated.stdout}\n{migrated.stderr}")
    with admin_connection() as admin:
        admin.execute(
            sql.SQL("alter database {} rename to {}").format(
                sql.Identifier(draft), sql.Identifier(name)
            )
        )
    _drop_old_templates(keep=name)
    return name


def _fingerprint() -> str:
    """Changes with whatever the migrated database depends on."""
    found = hashlib.sha256()
    sources = [PROJECT / "uv.lock"]
    for pattern in (
        "**/migrations/*.py",
        "**/migrations/*.sql",
        "foundation/db/*.py",
        "adapters/postgres/*.py",
    ):
        sources += sorted((PROJECT / "parvis").glob(pattern))
    for source in sources:
        found.update(str(source.relative_to(PROJECT)).encode())
        found.update(source.read_bytes())
    return found.hexdigest()[:16]


def _installation(name: str) -> Installation:
    app, owner, reader = (SERVER.url(role, database=name) for role in (APP, OWNER, READER))
    return Installation.from_urls(app=app, owner=owner, reader=reader)


def _copy(template: str, name: str) -> None:
    with admin_connection() as admin:
        admin.execute(
            sql.SQL("create database {} owner {} template {}").format(
                sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
            )
        )
    # The rights on the database itself are not part of the copy.
    prepare(SERVER.admin_url(), _installation(name))


def _exists(admin: psycopg.Connection, name: str) -> bool:
    found = admin.execute("select 1 from pg_database where datname = %s", (name,))
    return found.fetchone() is not None


def _drop(name: str) -> None:
    with admin_connection() as admin:
        admin.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        )


def _names(prefix: str) -> list[str]:
    with admin_connection() as admin:
        found = admin.execute(
            "select datname from pg_database where starts_with(datname, %s) order by oid desc",
            (prefix,),
        )
        return [name for (name,) in found.fetchall()]


def _drop_orphans() -> None:
    """Drop the databases of test processes that ended without dropping theirs."""
    for name in _names("test_") + _names("draft_"):
        _drop(name)


def _drop_old_templates(*, keep: str) -> None:
    for name in [name for name in _names("template_") if name != keep][KEPT_TEMPLATES - 1 :]:
        _drop(name)
