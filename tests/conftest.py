"""The fixtures that every test may use."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from parvis.adapters.postgres import check_role
from tests.support import database, emptying


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests' database, reached through the application's role; refused through another."""
    with database.test_database():
        with database.admin_connection(database.NAME) as admin:
            brought_by_migrations = emptying.filled(admin)
        with django_db_blocker.unblock():
            check_role(connections["default"])

        def empty_tables(_case: TransactionTestCase) -> None:
            with database.admin_connection(database.NAME) as admin:
                emptying.empty(admin, keep=brought_by_migrations)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
            yield
        with django_db_blocker.unblock():
            connections.close_all()
