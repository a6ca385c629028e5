"""How expressions are spelt: in our own language, and in that of ODK's forms (XPath)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from parvis.offer.forms.expressions.tree import COMPARISONS, Field

KEY = re.compile(r"[a-z][a-z0-9_]*")
# Above every operator between two operands.
HIGHEST = 9


@dataclass(frozen=True, slots=True)
class Dialect:
    """Tokens and operators of a language; trees read in it have its own names of operations."""

    # Groups: number, text, field, word, sign. What none matches is no part of the language.
    tokens: re.Pattern[str]
    # Operators between two operands, by how tightly they bind.
    levels: dict[str, int]
    # What may be joined in a row without parentheses, as one operation of many operands.
    joined: frozenset[str]
    # The level of a `not` written before its operand; None where it is a function.
    not_level: int | None
    # Words that stand for a field (none where fields have a sign of their own) or a flag.
    flags: dict[str, bool]
    bare_fields: bool
    read_field: Callable[[str, int], Field]
    write_field: Callable[[Field], str]
    read_text: Callable[[str], str]
    # Raises ValueError for a text that the language has no way to write.
    write_text: Callable[[str], str]


def _own_field(written: str, at: int) -> Field:
    block, _, key = written.rpartition(".")
    return Field(key, block or None, at)


OWN = Dialect(
    tokens=re.compile(
        r"""(?P<number>[0-9]+(?:\.[0-9]+)?)
        | (?P<text>"(?:[^"]|"")*")
        | (?P<word>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)
        | (?P<sign>!=|<=|>=|[-=<>+*/(),])""",
        re.VERBOSE,
    ),
    levels={"or": 1, "and": 2} | dict.fromkeys(COMPARISONS, 4) | {"+": 6, "-": 6, "*": 7, "/": 7},
    joined=frozenset({"and", "or", "+", "*"}),
    not_level=3,
    flags={"yes": True, "no": False},
    bare_fields=True,
    read_field=_own_field,
    write_field=lambda field: field.name,
    read_text=lambda written: written[1:-1].replace('""', '"'),
    write_text=lambda text: '"' + text.replace('"', '""') + '"',
)


def _odk_field(written: str, at: int) -> Field:
    return Field(written.removeprefix("${").removesuffix("}").strip(), at=at)


def _odk_text(text: str) -> str:
    """XPath 1.0 has no way to write a quote inside the same quotes."""
    quote = '"' if "'" in text else "'"
    if quote in text:
        raise ValueError(text)
    return f"{quote}{text}{quote}"


ODK = Dialect(
    tokens=re.compile(
        r"""(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
        | (?P<text>"[^"]*"|'[^']*')
        | (?P<field>\$\{[^}]*\}|\.(?![./]))
        | (?P<word>[A-Za-z_][\w:-]*)
        | (?P<sign>!=|<=|>=|[-=<>+*(),])""",
        re.VERBOSE,
    ),
    levels={"or": 1, "and": 2, "=": 3, "!=": 3}
    | dict.fromkeys(("<", "<=", ">", ">="), 4)
    | {"+": 6, "-": 6, "*": 7, "div": 7, "mod": 7},
    joined=frozenset({"and", "or", "+", "*"}),
    not_level=None,
    flags={},
    bare_fields=False,
    read_field=_odk_field,
    write_field=lambda field: "${" + field.key + "}",
    read_text=lambda written: written[1:-1],
    write_text=_odk_text,
)
