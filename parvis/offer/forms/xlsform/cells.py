"""The cells of an incoming row: under the headings that we know, and what our own columns carry."""

import json
import re
from typing import Any

from parvis.offer.forms.xlsform.languages import language_code
from parvis.offer.forms.xlsform.questions import OURS
from parvis.offer.forms.xlsform.sheets import LINE, Row

# Headings by other names that pyxform knows.
_ALIASES = {
    "relevance": "relevant",
    "calculate": "calculation",
    "constraint message": "constraint_message",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "caption": "label",
    "list name": "list_name",
    "read_only": "readonly",
}
_NO_KEY = re.compile(r"[^a-z0-9_]+")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Our columns whose cells are texts, whatever they look like.
_TEXTS = {"show", "required_when", "constraint", "compute", "choices_from", "depends_on"}


def standard(row: Row) -> Row:
    """A row under the headings that we know; the language of a heading stays as it is."""
    found: Row = {}
    for heading, text in row.items():
        column, colons, language = heading.partition("::")
        if not colons and ":" in column and not column.startswith("jr:"):
            column, colons, language = column.partition(":")
        if heading != LINE:
            column = column.strip().lower()
            column = _ALIASES.get(column, column)
        found[f"{column}{'::' if colons else ''}{language}"] = text
    return found


def own_values(row: Row) -> dict[str, Any]:
    """What columns of our own carry, as the definition has it. Raises ValueError."""
    found: dict[str, Any] = {}
    for heading, text in row.items():
        name, _, named = heading.removeprefix(OURS).partition("::")
        if not heading.startswith(OURS) or name in {"kind", "key", "shared"}:
            continue
        if not named:
            found[name] = json.loads(text) if _is_json(name, text) else text
        elif code := language_code(named):
            found.setdefault(name, {})[code] = text
    return found


def _is_json(name: str, text: str) -> bool:
    plain = text[:1] in "[{" or text in {"true", "false"} or _NUMBER.fullmatch(text) is not None
    return name not in _TEXTS and plain


def key_of(name: str) -> str:
    """A key as near to a name as can be."""
    if _KEY.fullmatch(name):
        return name
    plain = _NO_KEY.sub("_", name.lower()).strip("_")
    return (plain if _KEY.match(plain) else f"q_{plain}")[:40]


def plain_flag(text: str) -> bool:
    """Whether a cell says yes or no in a word."""
    return text.lower() in {"yes", "no", "true", "false"}


def filled(**parts: Any) -> dict[str, Any]:
    """The parts that have a value."""
    return {name: value for name, value in parts.items() if value}
