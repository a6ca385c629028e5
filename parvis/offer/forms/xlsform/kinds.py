"""Which kind of question a type of XLSForm is, and what its parameters say."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from parvis.offer.forms.definition import MOST_ROWS

SEVERAL = frozenset({"person", "address", "matrix"})
_KINDS = {
    "text": "text", "string": "text", "integer": "number", "int": "number", "decimal": "number",
    "date": "date", "time": "time", "note": "information", "acknowledge": "declaration",
    "trigger": "declaration", "image": "photo", "photo": "photo", "file": "file",
    "geopoint": "place", "geotrace": "place", "geoshape": "place", "gps": "place",
    "location": "place", "calculate": "computed", "range": "scale", "percentage": "number",
    "email": "email",
}  # fmt: skip
_CHOOSING = {
    "select_one": "choice", "select one": "choice", "select one from": "choice",
    "select1": "choice",
    "select_multiple": "choices", "select multiple": "choices",
    "select all that apply from": "choices", "rank": "ranking",
}  # fmt: skip
_SELECT = re.compile(rf"({'|'.join(map(re.escape, sorted(_CHOOSING, reverse=True)))})\s+(\S+)")
_SHAPES = {"geotrace": "line", "geoshape": "area"}
_PARAMETER = re.compile(r"(\w+)\s*=\s*(-?[0-9.]+)")


class Noting(Protocol):
    """Who keeps the notes."""

    def note(
        self, code: str, row: Mapping[str, str], column: str = "", piece: str = ""
    ) -> None: ...


def list_of(type_: str) -> str:
    """The list of choices that a type names; "" for none."""
    found = _SELECT.match(type_.strip())
    return found[2] if found else ""


def kind_of(type_: str, row: Mapping[str, str]) -> str | None:
    """Our kind for a type; None for one that we don't have."""
    found = _SELECT.fullmatch(type_)
    if found:
        # Choices that lie in a file beside it have no list here.
        return None if "." in found[2] and "_from_file" in type_ else _CHOOSING[found[1]]
    if row.get("calculation") and row.get("readonly", "").lower() in {"yes", "true", "true()"}:
        return "computed"
    if type_ == "text" and row.get("appearance") == "multiline":
        return "long_text"
    if type_ == "range" and not _is_scale(row):
        return "number"
    return _KINDS.get(type_)


def _range(row: Mapping[str, str]) -> dict[str, float]:
    found = {name: float(text) for name, text in _PARAMETER.findall(row.get("parameters", ""))}
    return {"start": 1.0, "end": 10.0, "step": 1.0} | found


def _is_scale(row: Mapping[str, str]) -> bool:
    steps = _range(row)
    return steps["step"] == 1 and steps["start"] in {0, 1} and steps["end"] in range(2, 11)


def properties(kind: str, row: Mapping[str, str], noting: Noting) -> dict[str, Any]:
    """What a type and its parameters say of a question that isn't one of our own."""
    type_ = row["type"].strip()
    if kind == "scale":
        steps = _range(row)
        return {"least": int(steps["start"]), "most": int(steps["end"])}
    if type_ == "range":
        steps = _range(row)
        if steps["step"] != 1:
            noting.note("not_taken", row, "parameters", row.get("parameters", ""))
        whole = all(number.is_integer() for number in steps.values())
        return {"least": steps["start"], "most": steps["end"], "decimals": 0 if whole else 2}
    if row.get("parameters"):
        noting.note("not_taken", row, "parameters", row["parameters"])
    if kind == "computed":
        return {"hidden": True} if type_ == "calculate" else {}
    if type_ == "decimal":
        return {"decimals": 4}
    if kind == "photo":
        return {"most": 1}
    return {"shape": _SHAPES[type_]} if type_ in _SHAPES else {}


def rows_of(row: Mapping[str, str], noting: Noting) -> dict[str, Any]:
    """How many rows a repeat has."""
    count = row.get("repeat_count", "").strip()
    if count.isdigit() and 1 <= int(count) <= MOST_ROWS:
        return {"fewest": int(count), "most": int(count)}
    if count:
        noting.note("not_taken", row, "repeat_count", count)
    return {"most": MOST_ROWS}
