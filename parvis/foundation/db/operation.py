"""What every write of a room is: one transaction, joined when there is one already."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
WriteRows = Callable[[list[Any]], None]

# What the outermost operation under way writes at its end, by the function that writes it.
_collected: ContextVar[dict[WriteRows, list[Any]] | None] = ContextVar("collected", default=None)


class Refusal(ValueError):
    """A change that can't be, said before anything was written: whoever catches it may go on
    in the same transaction. `problem` is a code; the sentences stand with the pages."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class HalfWritten(RuntimeError):
    """An operation refused after it had written: a fault of ours, and nothing of it may stay."""


def operation(write: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Run `write` in the transaction at hand, or in its own.

    Unlike `transaction.atomic` it makes no savepoint (two statements each); any error other
    than a `Refusal` condemns the whole transaction, so that nothing half done is kept.
    """

    def kept_whole(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        written = _count_collected()
        try:
            return write(*args, **kwargs)
        except Refusal as refusal:
            if _count_collected() > written:
                raise HalfWritten(refusal.problem) from refusal
            raise

    def whole(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if _collected.get() is not None:
            return kept_whole(*args, **kwargs)
        token = _collected.set({})
        try:
            answer = kept_whole(*args, **kwargs)
            _write_collected()
            return answer
        finally:
            _collected.reset(token)

    @wraps(write)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if not connection.in_atomic_block:
            with transaction.atomic():
                return whole(*args, **kwargs)
        try:
            return whole(*args, **kwargs)
        except Refusal:
            raise
        except BaseException:
            connection.set_rollback(True)
            raise

    run.is_operation = True  # type: ignore[attr-defined]
    return run


def at_the_end(write: WriteRows, rows: list[Any]) -> None:
    """Have `write` take these rows, with all others meant for it, once the outermost operation
    has done its work: one statement instead of one for each part. At once outside operations."""
    collected = _collected.get()
    if collected is None:
        write(rows)
    else:
        collected.setdefault(write, []).extend(rows)


def _count_collected() -> int:
    return sum(len(rows) for rows in (_collected.get() or {}).values())


def _write_collected() -> None:
    for write, rows in (_collected.get() or {}).items():
        write(rows)
