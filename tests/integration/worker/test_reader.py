"""Nothing is passed over, whoever commits last; and one bad entry holds nobody back."""

from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connections, transaction

from parvis.flows import follow_journal
from parvis.flows.follow_journal import follow_once
from parvis.foundation.db.scope import acting_for
from parvis.journal import order, troubles
from parvis.journal.operations import record
from parvis.journal.rules import SYSTEM
from tests.factories import small_town
from tests.support import database
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def taken(monkeypatch, town):
    """A reader of this test alone, which notes what it is given of this town."""
    seen = []

    def note(entries):
        seen.extend(
            entry.object_id
            for entry in entries
            if entry.authority_id == town.authority.pk and entry.object_kind == "essai"
        )

    catch_up()
    monkeypatch.setattr(follow_journal, "READERS", {"essai": note})
    return seen


def write(town, number):
    with acting_for(town.authority.pk):
        record("essai.written", "essai", number, by=SYSTEM)


class Writer:
    """Another process that writes, with a transaction of its own."""

    def __init__(self, town):
        self.connection = psycopg.connect(database.SERVER.url("parvis_app", database=database.NAME))
        self.connection.execute(
            "SELECT set_config('parvis.authority', %s, true)", [str(town.authority.pk)]
        )

    def write(self, number):
        self.connection.execute(
            "INSERT INTO journal_entry (action, actor_kind, object_kind, object_id, occurred_at)"
            " VALUES ('essai.written', 'system', 'essai', %s, now())",
            [number],
        )

    def end(self):
        self.connection.commit()
        self.connection.close()


def read():
    while follow_once("essai"):
        pass


def test_the_lower_id_that_commits_last_is_not_passed_over(town, taken):
    late = Writer(town)
    late.write(1)
    write(town, 2)
    read()
    assert taken == [], "what came after an open transaction waits for it"
    late.end()
    wait_for(taken, 2)
    assert taken == [1, 2]


def test_a_transaction_left_open_holds_back_and_loses_nothing(town, taken):
    write(town, 1)
    wait_for(taken, 1)
    idle = Writer(town)
    idle.write(2)
    for number in (3, 4, 5):
        write(town, number)
    read()
    assert taken == [1]
    idle.connection.rollback()
    idle.connection.close()
    wait_for(taken, 4)
    assert taken == [1, 3, 4, 5]


def test_a_transaction_that_only_reads_holds_nobody_back(town, taken):
    with psycopg.connect(database.SERVER.url("parvis_app", database=database.NAME)) as reading:
        reading.execute("SELECT 1")
        write(town, 1)
        wait_for(taken, 1)
    assert taken == [1]


def test_one_bad_entry_is_set_aside_and_the_rest_goes_on(town, taken, monkeypatch):
    fail_on(monkeypatch, town, taken, bad={2})
    for number in (1, 2, 3):
        write(town, number)
    wait_for(taken, 2)
    assert set(taken) == {1, 3}
    with connections["reader"].cursor() as cursor:
        cursor.execute("SELECT tries, error FROM journal_trouble WHERE reader = 'essai'")
        assert cursor.fetchall() == [(1, "ValueError")]


def test_what_was_set_aside_is_tried_again_and_settled(town, taken, monkeypatch):
    bad = {2}
    fail_on(monkeypatch, town, taken, bad=bad)
    write(town, 1)
    write(town, 2)
    wait_for(taken, 1)
    bad.clear()
    make_due()
    follow_journal.follow_to_end()
    assert set(taken) == {1, 2}
    assert waiting_tries() == []


def test_what_always_fails_is_parked_named_and_tried_again_at_a_person_s_wish(
    town, taken, monkeypatch
):
    bad = {1}
    fail_on(monkeypatch, town, taken, bad=bad)
    write(town, 1)
    write(town, 2)
    wait_for(taken, 1)
    for _ in range(troubles.MOST_TRIES + 2):
        make_due()
        follow_journal.follow_to_end()
    (parked,) = [row for row in troubles.parked() if row.reader == "essai"]
    assert (parked.authority, parked.error, parked.count) == (town.authority.pk, "ValueError", 1)
    bad.clear()
    assert troubles.try_parked_again() == 1
    follow_journal.follow_to_end()
    assert set(taken) == {1, 2}
    assert [row for row in troubles.parked() if row.reader == "essai"] == []


def test_what_a_failed_handler_wrote_is_not_kept(town, taken, monkeypatch):
    def half(entries):
        for entry in entries:
            if entry.object_kind == "essai":
                record("essai.half", "half", entry.object_id, by=SYSTEM)
                raise ValueError

    monkeypatch.setattr(follow_journal, "READERS", {"essai": half})
    write(town, 1)
    wait_for(waiting_tries, 1)
    with connections["reader"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM journal_entry WHERE action = 'essai.half' AND authority_id = %s",
            [town.authority.pk],
        )
        assert cursor.fetchone() == (0,)


def test_when_the_database_is_away_no_entry_is_blamed(town, taken, monkeypatch):
    def away(entries):
        raise OperationalError("the connection is lost")

    write(town, 1)
    with monkeypatch.context() as patch:
        patch.setattr(follow_journal, "READERS", {"essai": away})
        with pytest.raises(OperationalError):
            wait_for(taken, 1)
    assert waiting_tries() == []
    wait_for(taken, 1)
    assert taken == [1]


def test_two_workers_never_run_one_reader_at_once(town, taken):
    write(town, 1)
    other = psycopg.connect(database.SERVER.url("parvis_reader", database=database.NAME))
    with other:
        other.execute("SELECT pg_advisory_xact_lock(hashtext('reader essai'))")
        assert follow_once("essai") == 0
    wait_for(taken, 1)


def test_a_long_batch_is_left_where_it_stands(town, taken, monkeypatch):
    monkeypatch.setattr(follow_journal, "LONGEST_SECONDS", 0.0)
    monkeypatch.setattr(follow_journal, "TOGETHER", 2)
    for number in range(5):
        write(town, number)
    wait_for(taken, 5)
    assert taken == [0, 1, 2, 3, 4]


def fail_on(monkeypatch, town, taken, *, bad):
    """Make the reader fail on some of the numbers that it is given.

    Its neighbours are then taken again: what they wrote is undone first, but not this list.
    """

    def handle(entries):
        for entry in entries:
            if entry.authority_id != town.authority.pk or entry.object_kind != "essai":
                continue
            if entry.object_id in bad:
                raise ValueError(entry.object_id)
            taken.append(entry.object_id)

    monkeypatch.setattr(follow_journal, "READERS", {"essai": handle})


def wait_for(found, count):
    """Read until so many were taken: other test processes' transactions may hold us back."""
    for _ in range(2_000):
        follow_once("essai")
        if len(found() if callable(found) else found) >= count:
            return
        with transaction.atomic(using="reader"), connections["reader"].cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError(f"held back too long: {found}")


def waiting_tries():
    with connections["reader"].cursor() as cursor:
        cursor.execute("SELECT tries FROM journal_trouble WHERE reader = 'essai'")
        return cursor.fetchall()


def make_due():
    with connections["reader"].cursor() as cursor:
        cursor.execute(
            "UPDATE journal_trouble SET try_again_at = clock_timestamp() - %s"
            " WHERE reader = 'essai' AND try_again_at IS NOT NULL",
            [timedelta(seconds=1)],
        )


def test_a_batch_costs_the_same_whatever_waits_behind_it(town):
    waiting, limit = 3_000, 50
    with acting_for(town.authority.pk), connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (action, actor_kind, object_kind, object_id, occurred_at)"
            " SELECT 'essai.written', 'system', 'essai', n, now() FROM generate_series(1, %s) n",
            [waiting],
        )
    # What the database then knows is one epoch, and many entries in it.
    with database.admin_connection(database.NAME) as admin:
        admin.execute("ANALYZE journal_entry")
    with connections["reader"].cursor() as cursor:
        cursor.execute("SELECT journal_current_epoch()")
        begun = order.Position(cursor.fetchone()[0], 0, 0)
        cursor.execute(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {order.behind()}", order.given(begun, limit)
        )
        plan = cursor.fetchone()[0][0]["Plan"]
    assert max(_rows(plan)) <= 2 * limit


def _rows(node):
    yield node["Actual Rows"]
    for part in node.get("Plans", ()):
        yield from _rows(part)
