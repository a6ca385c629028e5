"""Small answers kept in the process: what was changed is read anew, whoever read meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from parvis.authorities import queries, setup
from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM
from tests.factories import Town, small_town

pytestmark = pytest.mark.django_db(transaction=True)


def read_elsewhere(town: Town) -> str:
    """The authority's name as another thread reads it now, and keeps it."""

    def read() -> str:
        try:
            with town.open():
                return str(queries.authority().name)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as others:
        return others.submit(read).result(timeout=20)


def test_what_was_read_before_a_commit_is_not_kept_after_it():
    forget()
    town = small_town()
    with town.open():
        setup.set_identity(name="Villeneuve", by=SYSTEM)
        assert read_elsewhere(town) == "Villeneuve-d'Essai"  # not committed yet
    with town.open():
        assert queries.authority().name == "Villeneuve"


def test_an_answer_is_kept_until_something_is_forgotten(django_assert_num_queries):
    forget()
    town = small_town()
    with town.open():
        queries.authority()
        with django_assert_num_queries(0):
            queries.authority()
        forget()
        with django_assert_num_queries(1):
            queries.authority()
