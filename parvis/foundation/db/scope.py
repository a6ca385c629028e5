"""Under which authority, for which compartments, does this transaction run?

The settings live in PostgreSQL (`set_config(..., true)`), where row-level security reads
them, and end with the transaction. With none set, nothing is seen.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from parvis.foundation.db.operation import Refusal

_authority: ContextVar[int | None] = ContextVar("parvis_authority", default=None)
_compartments: ContextVar[tuple[int, ...]] = ContextVar("parvis_compartments", default=())


class NoAuthority(RuntimeError):
    """A row was about to be written without saying whose it is."""


def current_authority() -> int:
    """Id of the authority of this transaction; raises `NoAuthority` outside one."""
    authority = _authority.get()
    if authority is None:
        raise NoAuthority("No authority is set: open `acting_for(authority_id)` first.")
    return authority


def authority_at_hand() -> int | None:
    """The default of every tenant column: None outside a transaction's scope, which the
    database refuses to store."""
    return _authority.get()


@contextmanager
def acting_for(
    authority: int,
    *,
    compartments: Iterable[int] = (),
    read_only: bool = False,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[None]:
    """One transaction that sees this authority alone, and of its closed departments only
    those in `compartments` (department ids). With `read_only`, PostgreSQL refuses any write.

    Nested calls may repeat the same authority; another one is refused, since one
    transaction never sees two.
    """
    outer = _authority.get()
    if outer is not None and outer != authority and connections[using].in_atomic_block:
        raise RuntimeError("One transaction never sees two authorities.")
    opened = tuple(int(department) for department in compartments)
    token, opened_token = _authority.set(authority), _compartments.set(opened)
    try:
        with transaction.atomic(using=using):
            _configure(using, authority, opened, read_only)
            yield
    finally:
        _authority.reset(token)
        _compartments.reset(opened_token)


def _listed(departments: Iterable[int]) -> str:
    return ",".join(str(department) for department in departments)


def _configure(using: str, authority: int, compartments: Iterable[int], read_only: bool) -> None:
    rights = ", set_config('transaction_read_only', 'on', true)" if read_only else ""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('parvis.authority', %s, true),"
            " set_config('parvis.compartments', %s, true),"
            " set_config('parvis.report', '', true)" + rights,
            [str(int(authority)), _listed(compartments)],
        )


def open_compartments(departments: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the rest of this transaction see these closed departments."""
    opened = tuple(int(department) for department in departments)
    _compartments.set(opened)
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('parvis.compartments', %s, true)", [_listed(opened)])


@contextmanager
def entering(department: int | None, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open one closed department for the length of a block: a resident writes to it without
    being able to read there. Nothing happens for None."""
    with entering_all([] if department is None else [department], using=using):
        yield


@contextmanager
def entering_all(departments: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """The same for several."""
    before = _compartments.get()
    missing = [department for department in departments if department not in before]
    if not missing:
        yield
        return
    open_compartments((*before, *missing), using=using)
    try:
        yield
    except Refusal:
        # The transaction goes on, and sees no more than it did.
        open_compartments(before, using=using)
        raise
    # On any other error the transaction is condemned, and its settings go with it.
    open_compartments(before, using=using)


def open_report(report: int, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the rest of this transaction see one report's rows, for whoever holds its link."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('parvis.report', %s, true)", [str(int(report))])
