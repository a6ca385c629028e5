"""Functions that run with their owner's rights: few, named here, and closed to whoever may call."""

import pytest

from tests.support import database

pytestmark = pytest.mark.django_db

# What each does beyond the rights of who calls it.
KNOWN = {
    "cases_of_name": "finds the open cases of somebody by a keyed hash, within the caller's rows",
    "cases_search": "finds cases by words with an index that policies would keep out of use",
    "journal_current_epoch": "opens an epoch in a cluster that the journal does not know",
    "journal_drop_past": "drops the journal's months whose retention is over",
    "journal_prepare_partitions": "makes the journal's coming months",
    "people_forget_readings": "deletes readings of identities of more than a year ago",
}

_ALL = """
SELECT p.proname, p.proconfig, has_function_privilege('public', p.oid, 'EXECUTE')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname = 'public' ORDER BY p.proname
"""


def definers() -> list[tuple[str, list[str] | None, bool]]:
    with database.admin_connection(database.NAME) as admin:
        return list(admin.execute(_ALL).fetchall())


def test_each_is_known() -> None:
    assert {name for name, _settings, _public in definers()} == KNOWN.keys()


def test_each_looks_where_its_author_looked() -> None:
    """With the caller's search path it would run the caller's functions as its owner."""
    for name, settings, _public in definers():
        assert any(one.startswith("search_path=") for one in settings or []), name


def test_nobody_calls_one_who_was_not_let() -> None:
    assert [name for name, _settings, public in definers() if public] == []
