"""Whole numbers of many rows as columns: written by PostgreSQL as text and read by numpy, piece by
piece. A row costs a twentieth of what it does in Python, and what is held is the numbers alone.

numpy is loaded here: no page imports this.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

Whole = NDArray[np.int64]
PIECE = 8 * 2**20


def columns(sql: str, values: Sequence[Any], width: int) -> list[Whole]:
    """The `width` columns of a SELECT, which gives whole numbers alone."""
    found: list[list[Whole]] = [[np.zeros(0, dtype=np.int64)] for _ in range(width)]
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT", values) as copy:
        for text in _pieces(bytes(row) for row in copy):
            table = np.fromstring(text, dtype=np.int64, sep=" ").reshape(-1, width)
            for column, part in zip(found, table.T, strict=True):
                column.append(part.copy())
    # One after the other: the whole is never held twice.
    return [np.concatenate(found.pop(0)) for _ in range(width)]


def _pieces(rows: Iterator[bytes]) -> Iterator[str]:
    """Whole rows, some megabytes at once."""
    held, size = [], 0
    for row in rows:
        held.append(row)
        size += len(row)
        if size >= PIECE:
            yield b"".join(held).decode()
            held, size = [], 0
    if held:
        yield b"".join(held).decode()
