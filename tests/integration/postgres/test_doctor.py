"""The doctor sees what is wrong with the database, and names it."""

from collections.abc import Iterator

import psycopg
import pytest

from parvis.commands.checks import background, database
from parvis.commands.checks.finding import Verdict
from tests.support import database as tests

pytestmark = pytest.mark.django_db


@pytest.fixture
def app() -> Iterator[psycopg.Connection]:
    """The application's own log-in."""
    with psycopg.connect(tests.environment()["PARVIS_DATABASE_URL"]) as connection:
        yield connection


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    with tests.owner_connection() as connection:
        yield connection


def test_a_sound_database_is_well(app: psycopg.Connection) -> None:
    assert {finding.verdict for finding in database.look(app)} == {Verdict.OK}
    assert database.migrations().verdict is Verdict.OK


def test_the_owners_log_in_is_not_well(owner: psycopg.Connection) -> None:
    found = database.role(owner)
    assert found.verdict is Verdict.WRONG
    assert "parvis_owner" in found.advice


@pytest.mark.parametrize(
    "lock",
    [
        "",
        "alter table open_door enable row level security",
        "alter table open_door force row level security",
    ],
)
def test_a_table_without_its_lock_is_named(
    app: psycopg.Connection, owner: psycopg.Connection, lock: str
) -> None:
    owner.execute("create table open_door (authority_id bigint)")
    try:
        owner.execute(lock or "select")
        found = database.locks(app)
    finally:
        owner.execute("drop table open_door")
    assert found.verdict is Verdict.WRONG
    assert "open_door" in found.said


def test_a_partition_reachable_by_itself_is_named(
    app: psycopg.Connection, owner: psycopg.Connection
) -> None:
    partition = "journal_entry_beyond"
    owner.execute(f"grant select on {partition} to parvis_app")
    try:
        found = database.locks(app)
    finally:
        owner.execute(f"revoke select on {partition} from parvis_app")
    assert partition in found.said
    assert database.locks(app).verdict is Verdict.OK


def test_the_transaction_that_holds_the_readers_back_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "LONG_SECONDS", 0)
    url = tests.SERVER.admin_url(database=tests.NAME)
    with (
        psycopg.connect(url, application_name="a long import") as writer,
        tests.admin_connection(tests.NAME) as admin,
    ):
        writer.execute("create temporary table thing (a int)")
        # Other tests of this machine may write at the same moment.
        [found] = [one for one in background.holding(admin) if "a long import" in one.said]
        assert found.verdict is Verdict.WRONG
        assert str(writer.info.backend_pid) in found.said
        writer.rollback()


def test_a_reader_holds_nobody_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "LONG_SECONDS", 0)
    url = tests.SERVER.admin_url(database=tests.NAME)
    with (
        psycopg.connect(url, application_name="only reads") as reading,
        tests.admin_connection(tests.NAME) as admin,
    ):
        reading.execute("select count(*) from journal_entry")
        said = " ".join(one.said for one in background.holding(admin))
        assert "only reads" not in said


def test_a_missing_worker_is_said(app: psycopg.Connection) -> None:
    assert background.worker(app).verdict is Verdict.WRONG


def test_a_living_worker_is_seen(app: psycopg.Connection, owner: psycopg.Connection) -> None:
    owner.execute("insert into procrastinate_workers (last_heartbeat) values (now())")
    try:
        assert background.worker(app).verdict is Verdict.OK
        owner.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")
        app.rollback()
        assert background.worker(app).verdict is Verdict.WRONG
    finally:
        owner.execute("delete from procrastinate_workers")
