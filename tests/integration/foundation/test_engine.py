"""Moments as PostgreSQL gives them."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection

from parvis.authorities.models import Authority

pytestmark = pytest.mark.django_db


def read(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_a_moment_is_in_utc_whatever_zone_it_was_written_in() -> None:
    moment = read("SELECT timestamptz '2026-03-29 03:30:00.25+02'")
    assert moment == datetime(2026, 3, 29, 1, 30, 0, 250_000, UTC)
    assert moment.tzinfo is UTC


def test_a_moment_that_python_cannot_hold_is_refused() -> None:
    with pytest.raises(DatabaseError):
        read("SELECT timestamptz 'infinity'")


def test_rows_come_a_few_at_a_time() -> None:
    assert list(Authority.objects.iterator(chunk_size=1)) == list(Authority.objects.all())
