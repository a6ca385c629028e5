"""Every column that could hold something about a person is declared, or said to hold nothing.

A declared column has its purpose, legal basis, retention and eraser (`people.forgetting.Store`).
"""

import importlib
import re

import pytest

from parvis.flows.forget import STORES
from parvis.people.forgetting import (
    BY_INVITATION,
    BY_SERVICE,
    BY_SURVEY,
    CONSENT,
    LEGAL_OBLIGATION,
    PUBLIC_TASK,
)
from tests.structure.impersonal import IMPERSONAL
from tests.support import database

# Types that can carry words, documents or places.
CARRIERS = (
    "('text','character varying','bytea','jsonb','double precision','inet','tsvector','ARRAY')"
)


@pytest.fixture(scope="module")
def carriers(django_db_setup) -> set[tuple[str, str]]:
    with database.admin_connection(database.NAME) as admin:
        rows = admin.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN pg_class t ON t.relname = c.table_name AND NOT t.relispartition"
            " AND t.relkind IN ('r', 'p') AND t.relnamespace = 'public'::regnamespace"
            " WHERE c.table_schema = 'public'"
            f" AND (c.data_type IN {CARRIERS} OR c.udt_name = 'halfvec')"
        ).fetchall()
    return {(table, column) for table, column in rows}


def declared() -> set[tuple[str, str]]:
    return {(store.place, column) for store in STORES for column in store.columns}


def impersonal(table: str, column: str) -> bool:
    columns = IMPERSONAL.get(table, {})
    return "*" in columns or column in columns


def test_every_column_is_declared_or_said_to_be_impersonal(carriers):
    unknown = sorted(
        f"{table}.{column}"
        for table, column in carriers - declared()
        if not impersonal(table, column)
    )
    assert unknown == []


def test_nothing_is_declared_both_ways():
    assert [place for place in declared() if impersonal(*place)] == []


def test_declared_columns_exist(carriers):
    tables = {place for place in declared() if not place[0].startswith("files:")}
    assert sorted(tables - carriers) == []


@pytest.mark.parametrize("store", STORES, ids=lambda store: f"{store.place}-{store.about[:20]}")
def test_a_declaration_is_complete(store):
    assert store.about
    assert store.purpose
    assert store.basis in {PUBLIC_TASK, CONSENT, LEGAL_OBLIGATION}
    told = store.retention in {BY_SERVICE, BY_SURVEY, BY_INVITATION}
    assert told or re.fullmatch(r"P(\d+[MD]|T\d+[HM])", store.retention)
    module, _, name = store.eraser.partition(":")
    assert callable(getattr(importlib.import_module(module), name))
