"""Any server becomes ready for Parvis, by the command or by an administrator's hand."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from config.environment import PROJECT
from parvis.adapters.postgres import (
    Installation,
    NotPrepared,
    check_role,
    complete,
    preparation_script,
    prepare,
)
from parvis.adapters.postgres.embedded import binaries
from tests.support import database

pytestmark = pytest.mark.django_db


@pytest.fixture
def installation() -> Iterator[Installation]:
    """Names of its own; what was made under them is dropped."""
    mark = uuid4().hex[:8]

    def url(role: str) -> str:
        return f"postgresql://{role}_{mark}:secret@/new_{mark}?host=/nowhere"

    made = Installation.from_urls(app=url("app"), owner=url("owner"), reader=url("reader"))
    yield made
    with database.admin_connection() as admin:
        admin.execute(f"drop database if exists {made.database}")
        for name in (*(login.name for login in made.logins), f"{made.app.name}_reader"):
            admin.execute(f"drop role if exists {name}")


def _connect(installation: Installation, role: str) -> psycopg.Connection:
    url = database.SERVER.admin_url(database=installation.database)
    return psycopg.connect(url, user=role, password="secret")


def assert_ready(installation: Installation) -> None:
    with _connect(installation, installation.owner.name) as owner:
        owner.execute("create table thing (words text)")
        owner.execute(f"grant select on thing to {installation.app.name}")
        owner.execute("select '[1,2]'::vector")
    with _connect(installation, installation.app.name) as app:
        assert check_role(app) == installation.app.name
        assert app.execute("select * from thing").fetchall() == []
        app.execute("create temporary table batch (words text)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine (words text)")
    with _connect(installation, installation.app.name) as app:
        assert app.execute("show max_parallel_workers_per_gather").fetchone() == ("0",)
        assert app.execute("show jit").fetchone() == ("off",)
    with _connect(installation, installation.reader.name) as reader:
        assert check_role(reader) == installation.reader.name
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute("select * from thing")


def test_prepare_makes_everything_and_may_be_repeated(installation: Installation) -> None:
    prepare(database.SERVER.admin_url(), installation)
    prepare(database.SERVER.admin_url(), installation)
    assert_ready(installation)


def test_a_new_password_is_taken_over(installation: Installation) -> None:
    old = Installation.from_urls(
        **{
            name: f"postgresql://{login.name}:old@/{installation.database}"
            for name, login in zip(("owner", "app", "reader"), installation.logins, strict=True)
        }
    )
    prepare(database.SERVER.admin_url(), old)
    prepare(database.SERVER.admin_url(), installation)
    assert_ready(installation)


def test_the_script_does_the_same(installation: Installation) -> None:
    script = preparation_script(installation)
    asked = [line for line in script.splitlines() if line.startswith("\\password")]
    assert asked == [f"\\password {login.name}" for login in installation.logins]
    # What psql would ask a person for is answered here.
    for login in installation.logins:
        script = script.replace(
            f"\\password {login.name}", f"alter role {login.name} password 'secret';"
        )
    done = subprocess.run(
        [binaries() / "psql", "-v", "ON_ERROR_STOP=1", "-d", database.SERVER.admin_url()],
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert_ready(installation)


def test_a_drawn_password_goes_into_the_script_hashed(installation: Installation) -> None:
    script = preparation_script(installation, drawn=[installation.reader.name])
    assert "secret'" not in script
    assert f"\\password {installation.reader.name}" not in script
    line = next(line for line in script.splitlines() if line.startswith("alter role"))
    prepare(database.SERVER.admin_url(), installation)
    with database.admin_connection() as admin:
        admin.execute(f"alter role {installation.reader.name} password 'another'")
        admin.execute(line)
    assert_ready(installation)


def _without_readers(installation: Installation) -> None:
    """As it is where the application and the owner alone were made by hand."""
    prepare(database.SERVER.admin_url(), installation)
    with database.admin_connection(installation.database) as admin:
        admin.execute(f"drop owned by {installation.reader.name}")
        admin.execute(f"drop role {installation.reader.name}")


def _owner_url(installation: Installation) -> str:
    return psycopg.conninfo.make_conninfo(
        database.SERVER.admin_url(database=installation.database),
        user=installation.owner.name,
        password="secret",
    )


def test_an_owner_who_may_make_roles_makes_the_readers(installation: Installation) -> None:
    _without_readers(installation)
    with database.admin_connection() as admin:
        admin.execute(f"alter role {installation.owner.name} createrole")
    complete(_owner_url(installation), installation)
    complete(_owner_url(installation), installation)
    assert_ready(installation)


@pytest.mark.long
def test_two_addresses_are_enough(installation: Installation, tmp_path: Path) -> None:
    _without_readers(installation)
    with database.admin_connection() as admin:
        admin.execute(f"alter role {installation.owner.name} createrole")
    address = database.SERVER.url(installation.app.name, database=installation.database)
    host = address.partition("@")[2]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARVIS_")}
    given = kept | {
        "PARVIS_DATA_DIR": str(tmp_path),
        "PARVIS_DATABASE_URL": f"postgresql://{installation.app.name}:secret@{host}",
        "PARVIS_DATABASE_OWNER_URL": f"postgresql://{installation.owner.name}:secret@{host}",
        "LC_ALL": "en_GB.UTF-8",
    }
    told = [
        subprocess.run(
            [sys.executable, "-m", "parvis.commands.main", *words],
            cwd=PROJECT,
            env=given,
            capture_output=True,
            text=True,
            check=False,
        )
        for words in (["keys", "create"], ["database", "migrate"], ["doctor"])
    ]
    assert told[1].returncode == 0, told[1].stdout + told[1].stderr
    assert "No entry of the journal was set aside" in told[2].stdout, "the readers log in"
    assert "does not answer" not in told[2].stdout, told[2].stdout


def test_an_owner_who_may_not_is_told_what_to_ask_for(installation: Installation) -> None:
    _without_readers(installation)
    with pytest.raises(NotPrepared, match="parvis database prepare"):
        complete(_owner_url(installation), installation)


def test_the_owner_may_hand_a_function_to_the_search_role(installation: Installation) -> None:
    prepare(database.SERVER.admin_url(), installation)
    with _connect(installation, installation.owner.name) as owner:
        owner.execute("create function found() returns int language sql as 'select 1'")
        owner.execute(f"grant create on schema public to {installation.search}")
        owner.execute(f"alter function found() owner to {installation.search}")
        owner.execute(f"revoke create on schema public from {installation.search}")


@pytest.mark.parametrize(
    ("app", "owner", "reader", "reason"),
    [
        ("a:x@/one", "b:x@/two", "c:x@/one", "different databases"),
        ("a:x@/one", "a:x@/one", "c:x@/one", "three roles"),
        ("a:x@/one", "b:x@/one", "a:x@/one", "three roles"),
    ],
)
def test_mixed_up_addresses_are_refused(app: str, owner: str, reader: str, reason: str) -> None:
    with pytest.raises(NotPrepared, match=reason):
        Installation.from_urls(
            app=f"postgresql://{app}",
            owner=f"postgresql://{owner}",
            reader=f"postgresql://{reader}",
        )
