"""Questions of each kind as rows of a survey sheet, without what depends on other questions."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from parvis.offer.forms.definition import Page, Repeat, Section
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.base import Texts
from parvis.offer.forms.fields.choosing import (
    ChoiceField,
    ChoicesField,
    ChoosingField,
    MatrixField,
    RankingField,
    YesNoField,
)
from parvis.offer.forms.fields.files import FileField, PhotoField
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.fields.numeric import LARGEST, NumericField, ScaleField, as_number
from parvis.offer.forms.fields.parts import PART_LABELS
from parvis.offer.forms.fields.places import ADDRESS_PARTS, AddressField, PlaceField
from parvis.offer.forms.fields.untyped import ComputedField, InformationField
from parvis.offer.forms.fields.wordy import LongTextField
from parvis.offer.forms.xlsform.languages import headed
from parvis.offer.forms.xlsform.sheets import Row

# Our own columns begin so. No colon: pyxform would make of it an undeclared prefix in the XML.
OURS = "parvis_"
YES_NO_LIST = "yes-no"
OWN_LIST = "-choices"
# Our texts that a sheet has a column for.
TEXT_COLUMNS = {
    "label": "label",
    "help": "hint",
    "why": "guidance_hint",
    "error": "constraint_message",
}
_GEO = {"point": "geopoint", "line": "geotrace", "area": "geoshape"}
# What our own columns don't repeat: it stands in the sheet's, or on the sheet of choices.
_SAID = {"key", "kind", "choices", "rows", "items", "title", "intro", *TEXT_COLUMNS}


def list_name(field: FieldBase) -> str:
    """The list of choices that a question takes; its own has a name that no key can be."""
    if isinstance(field, YesNoField):
        return YES_NO_LIST
    if not isinstance(field, ChoosingField):
        return ""
    return field.choices_from or f"{field.key}{OWN_LIST}"


def type_cells(field: FieldBase) -> Row:
    """Its type, and what tells it apart from others of that type."""
    found = next((cells for cls, cells in _TYPES.items() if isinstance(field, cls)), _text)
    if isinstance(field, ChoosingField) and not field.choices:
        # A list with nothing in it is none to pyxform.
        found = _text
    return found(field)


def _text(field: Any) -> Row:
    return {"type": "text"}


def _plain(name: str, **others: str) -> Callable[[Any], Row]:
    return lambda field: {"type": name, **others}


def _select(name: str) -> Callable[[Any], Row]:
    return lambda field: {"type": f"{name} {list_name(field)}"}


def _scale(field: ScaleField) -> Row:
    look = {"appearance": "rating"} if field.style == "stars" else {}
    steps = f"start={field.least} end={field.most} step=1"
    return {"type": "range", "parameters": steps, **look}


_TYPES: dict[type[FieldBase], Callable[[Any], Row]] = {
    LongTextField: _plain("text", appearance="multiline"),
    NumericField: lambda field: {"type": "decimal" if field.decimals else "integer"},
    ScaleField: _scale,
    DateField: _plain("date"),
    TimeField: _plain("time"),
    ChoiceField: _select("select_one"),
    YesNoField: _select("select_one"),
    ChoicesField: _select("select_multiple"),
    RankingField: _select("rank"),
    MatrixField: _plain("begin group"),
    PersonField: _plain("begin group"),
    AddressField: _plain("begin group"),
    PhotoField: _plain("image"),
    FileField: _plain("file"),
    PlaceField: lambda field: {"type": _GEO[field.shape]},
    TickField: _plain("acknowledge"),
    InformationField: _plain("note"),
    ComputedField: _plain("calculate"),
}


def parts(field: FieldBase) -> list[Row]:
    """The rows inside a question that is several in a sheet; a name with a dash is no key."""
    if isinstance(field, PersonField):
        return [_part(field, part, needed=True) for part in field.parts]
    if isinstance(field, AddressField):
        return [_part(field, part, needed=part != "more") for part in ADDRESS_PARTS]
    if not isinstance(field, MatrixField):
        return []
    type_ = f"select_one {list_name(field)}" if field.choices else "text"
    return [
        {"type": type_, "name": f"{field.key}-{row.key}", **headed("label", row.label)}
        | headed(f"{OURS}easy", row.easy)
        | ({"required": "yes"} if field.required else {})
        for row in field.rows
    ]


def _part(field: FieldBase, part: str, *, needed: bool) -> Row:
    row = {"type": "date" if part == "born" else "text", "name": f"{field.key}-{part}"}
    return (
        row
        | headed("label", PART_LABELS[part])
        | ({"required": "yes"} if needed and field.required else {})
    )


def bounds(field: FieldBase) -> list[str]:
    """The limits of a kind, as conditions on `.`."""
    if isinstance(field, NumericField):
        least = [f". >= {as_number(field.least)}"] if field.least > -LARGEST else []
        return least + ([f". <= {as_number(field.most)}"] if field.most < LARGEST else [])
    if isinstance(field, DateField):
        earliest = [f". >= date('{field.earliest}')"] if field.earliest else []
        return earliest + ([f". <= date('{field.latest}')"] if field.latest else [])
    if not isinstance(field, ChoicesField):
        return []
    alone = [choice.key for choice in field.choices if choice.alone]
    fewest = [f"count-selected(.) >= {field.fewest}"] if field.fewest > 1 else []
    most = [f"count-selected(.) <= {field.most}"] if field.most < len(field.choices) else []
    return [
        *fewest,
        *most,
        *(f"not(selected(., '{key}') and count-selected(.) > 1)" for key in alone),
    ]


def text_cells(texts: Mapping[str, Texts]) -> Row:
    """Texts by our name of them, in the columns that a sheet has for them."""
    found: Row = {}
    for name, text in texts.items():
        found |= headed(TEXT_COLUMNS[name], text)
    return found


def own_cells(part: FieldBase | Page | Section | Repeat, kind: str) -> Row:
    """What differs from the default and no other column says, in columns of our own."""
    found: Row = {f"{OURS}kind": kind}
    for name, value in _dumped(part).items():
        if name == "required" and _asks_in_one(part):
            continue
        if isinstance(value, dict):
            found |= headed(OURS + name, value)
        else:
            found[OURS + name] = value if isinstance(value, str) else json.dumps(value)
    return found


def _dumped(part: FieldBase | Page | Section | Repeat) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True, exclude=_SAID)


def _asks_in_one(part: object) -> bool:
    return isinstance(part, FieldBase) and part.is_typed and not parts(part)
