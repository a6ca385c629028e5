"""Logs that open nothing and quote nobody: secret links are cut out of every line before it is
written, and of an exception its place and its class are told, never its words."""

import logging
import re
import traceback
from types import TracebackType

# A part of an address that long and that random is a key, whoever made it.
_SECRET = re.compile(r"(?<=/)[A-Za-z0-9_=-]{20,}(?=[/?\s'\"]|$)")


def without_secrets(text: str) -> str:
    """The text with the secret parts of addresses replaced."""
    return _SECRET.sub("***", text)


class NoSecretLinks(logging.Filter):
    """Rewrites a record's words and values in place; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(value) if isinstance(value, str) else value for value in record.args
            )
        return True


_Raised = tuple[type[BaseException], BaseException, TracebackType | None]


class WordlessExceptions(logging.Formatter):
    """Writes where an exception came from, its class and, for one of the database, its SQLSTATE
    and constraint. Its words may quote what somebody typed ("invalid input: 'Camille Martin'")."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own text of the exception, words and all.
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: _Raised | tuple[None, None, None]) -> str:
        raised = ei[1]
        lines: list[str] = []
        seen: set[int] = set()
        while raised is not None and id(raised) not in seen:
            seen.add(id(raised))
            lines = [*_lines(raised), *(["", "after:"] if lines else []), *lines]
            follows = raised.__context__ if not raised.__suppress_context__ else None
            raised = raised.__cause__ or follows
        return "\n".join(lines)


def _lines(raised: BaseException) -> list[str]:
    frames = traceback.format_list(traceback.extract_tb(raised.__traceback__))
    kind = type(raised)
    facts = [f"{kind.__module__}.{kind.__qualname__}"]
    known = getattr(raised, "diag", None)
    facts += [
        value
        for value in (getattr(raised, "sqlstate", None), getattr(known, "constraint_name", None))
        if value
    ]
    return ["".join(frames).rstrip("\n"), " ".join(facts)]
