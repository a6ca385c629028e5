"""Rows as columns of whole numbers, whatever their number."""

import pytest

from parvis.foundation.db import columns as reading
from parvis.foundation.db.columns import columns

pytestmark = pytest.mark.django_db

ROWS = "SELECT n, -n, n * %s FROM generate_series(1, %s) n ORDER BY n"


@pytest.mark.parametrize("piece", [1, 200, 2**20])
def test_pieces_are_joined_in_order(monkeypatch, piece):
    monkeypatch.setattr(reading, "PIECE", piece)
    first, second, third = columns(ROWS, [3_000_000_000, 500], 3)
    assert first.tolist() == list(range(1, 501))
    assert second.tolist() == [-one for one in range(1, 501)]
    assert third.tolist() == [3_000_000_000 * one for one in range(1, 501)]


def test_none_are_empty_columns():
    assert [len(one) for one in columns(ROWS, [1, 0], 3)] == [0, 0, 0]
