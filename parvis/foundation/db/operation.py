"""What every write of a room is: one transaction, joined when there is one already."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Refusal(ValueError):
    """A change that can't be, said before anything was written: whoever catches it may go on
    in the same transaction. `problem` is a code; the sentences stand with the pages."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def operation(write: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Run `write` in the transaction at hand, or in its own.

    Unlike `transaction.atomic` it makes no savepoint (two statements each); any error other
    than a `Refusal` condemns the whole transaction, so that nothing half done is kept.
    """

    @wraps(write)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if not connection.in_atomic_block:
            with transaction.atomic():
                return write(*args, **kwargs)
        try:
            return write(*args, **kwargs)
        except Refusal:
            raise
        except BaseException:
            connection.set_rollback(True)
            raise

    run.is_operation = True  # type: ignore[attr-defined]
    return run
