"""How many statements a request costs, counted by the database itself.

The embedded server has no pg_stat_statements, so for a few requests it writes down each statement,
while nobody else asks anything: the worker is stopped. What begins and ends transactions is left
out; setting the authority counts.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_SAID = re.compile(r"LOG:  (?:statement|execute [^:]+): (.*)")
_FRAME = re.compile(r"(BEGIN|COMMIT|ROLLBACK|START TRANSACTION)\b", re.IGNORECASE)
SETTLE_SECONDS = 1.0


def statements_in(log: str) -> list[str]:
    """The statements that a piece of the server's log tells of, without transactions' frames."""
    found = _SAID.findall(log)
    return [statement for statement in found if not _FRAME.match(statement)]


@contextmanager
def told(admin: str) -> Iterator[None]:
    """Let the server write down each statement for the length of a block."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET log_statement = 'all'")
        connection.execute("SELECT pg_reload_conf()")
        time.sleep(SETTLE_SECONDS)
        try:
            yield
        finally:
            connection.execute("ALTER SYSTEM RESET log_statement")
            connection.execute("SELECT pg_reload_conf()")


def per_request(log: Path, ask: Callable[[], int]) -> float:
    """Statements of each request; `ask` sends them and returns how many. Inside `told`."""
    before = log.stat().st_size
    count = ask()
    with log.open(encoding="utf-8", errors="replace") as file:
        file.seek(before)
        return len(statements_in(file.read())) / count
