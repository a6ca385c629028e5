"""The choices of an incoming form, by list."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from parvis.offer.forms.xlsform import kinds
from parvis.offer.forms.xlsform.cells import filled, own_values
from parvis.offer.forms.xlsform.languages import texts_of
from parvis.offer.forms.xlsform.questions import OURS, OWN_LIST, YES_NO_LIST
from parvis.offer.forms.xlsform.sheets import Row
from parvis.offer.forms.xlsform.writing import SHARED

Lists = dict[str, list[dict[str, Any]]]
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")


def lists_of(
    choices: Sequence[Row], survey: Sequence[Row], language: str, note: Callable[..., None]
) -> tuple[Lists, set[str]]:
    """Every list of choices, and the names of those that several questions share."""
    lists: Lists = {}
    for row in choices:
        label = texts_of("label", row, language)
        choice = {"key": choice_key(row), **filled(label=label, under=row.get("under", ""))}
        own = {name: value for name, value in own_values(row).items() if name in _OWN}
        lists.setdefault(row.get("list_name", ""), []).append(choice | own)
        if choice["key"] != row.get("name", ""):
            note("renamed", row, "name", row.get("name", ""), sheet="choices")
    used = [kinds.list_of(row.get("type", "")) for row in survey]
    shared = {row.get("list_name", "") for row in choices if row.get(SHARED)}
    shared |= {
        name
        for name in lists
        if used.count(name) > 1 and not name.endswith(OWN_LIST) and name != YES_NO_LIST
    }
    return lists, shared


_OWN = {"alone", "points", "easy"}


def choice_key(row: Row) -> str:
    """A choice's key as near to its name as can be."""
    name = row.get("name", "")
    if _KEY.fullmatch(name):
        return name
    return re.sub(r"[^A-Za-z0-9_.-]+", "_", name).strip("_.-")[:60] or "choice"


def columns_not_taken(choices: Sequence[Row], survey: Sequence[Row]) -> list[str]:
    """The columns of the choices that nothing here is made of."""
    filters = " ".join(row.get("choice_filter", "") for row in survey)
    headings = dict.fromkeys(heading for row in choices for heading in row)
    return [
        heading
        for heading in headings
        if heading.partition("::")[0] not in _TAKEN
        and not heading.startswith(OURS)
        and not re.search(rf"\b{re.escape(heading)}\b", filters)
    ]


_TAKEN = {"list_name", "name", "label", "under", "__row"}
