"""The questions of a form as the attributes of an Open311 service.

GeoReport v2, `GET service definition`: a flat list of attributes, each with a `code`, a `datatype`
(string, number, datetime, text, singlevaluelist, multivaluelist), the `values` of a list, whether
it is `required`. Source: wiki.open311.org/GeoReport_v2.

What the flat list can't ask is not there: repeated blocks, places, files, rankings. A question that
depends on others is never required there, since the list has no conditions.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.fields import Choice, FieldBase
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import (
    YES_NO,
    ChoiceField,
    ChoicesField,
    MatrixField,
    YesNoField,
)
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.fields.numeric import NumericField, ScaleField
from parvis.offer.forms.fields.parts import PART_LABELS
from parvis.offer.forms.fields.places import ADDRESS_PARTS, AddressField
from parvis.offer.forms.fields.wordy import LongTextField, WordyField
from parvis.offer.forms.reaching import passing_over

Attribute = dict[str, Any]
# Stands between a question and the part of it that an attribute asks; no key has it.
_OF = "."


def attributes(form: CompiledForm, language: str) -> list[Attribute]:
    """The attributes in order, worded in a language."""
    found: list[Attribute] = []
    for node in form.fields:
        if not node.block and node.field is not None:
            needed = node.field.required and not _depends(form, node)
            found += _made(node.field, language, needed=needed)
    return [{**one, "order": order} for order, one in enumerate(found, 1)]


def _made(field: FieldBase, language: str, *, needed: bool) -> Iterator[Attribute]:
    label = field.title(language)
    if not field.asks:
        # A text to read is no question: an attribute that is not variable says it.
        described = worded(field.help, language)
        yield _attribute(field.key, "string", label, described, needed=False, variable=False)
        return
    if isinstance(field, MatrixField):
        for row in field.rows:
            title = f"{label} · {worded(row.label, language)}"
            values = _values(field.choices, language)
            code = f"{field.key}{_OF}{row.key}"
            yield {**_attribute(code, "singlevaluelist", title, "", needed=needed), **values}
        return
    for part, datatype, always in _parts_of(field):
        code = f"{field.key}{_OF}{part}"
        title = f"{label} · {worded(PART_LABELS[part], language)}"
        yield _attribute(code, datatype, title, "", needed=needed and always)
    datatype = next((type_ for cls, type_ in _TYPES.items() if isinstance(field, cls)), "")
    if datatype:
        described = worded(field.help, language)
        values = _offered(field, language)
        yield {**_attribute(field.key, datatype, label, described, needed=needed), **values}


def _depends(form: CompiledForm, node: Node) -> bool:
    """Whether a question may stay hidden: by its own condition, or with what is around it."""
    around = [node, form.nodes[node.parent], form.nodes[node.page]]
    passed = passing_over(form, form.nodes[node.page])
    return bool(passed) or any(one.show is not None for one in around)


def _attribute(
    code: str, datatype: str, label: str, described: str, *, needed: bool, variable: bool = True
) -> Attribute:
    return {
        "variable": variable,
        "code": code,
        "datatype": datatype,
        "required": needed,
        "datatype_description": described,
        "description": label,
    }


def _parts_of(field: FieldBase) -> list[tuple[str, str, bool]]:
    """The parts of a question that is several attributes: each with its datatype, and whether it is
    always needed."""
    if isinstance(field, PersonField):
        return [(part, "datetime" if part == "born" else "string", True) for part in field.parts]
    if isinstance(field, AddressField):
        return [(part, "string", part != "more") for part in ADDRESS_PARTS]
    if isinstance(field, MatrixField):
        return [(row.key, "singlevaluelist", True) for row in field.rows]
    return []


_TYPES: dict[type[FieldBase], str] = {
    LongTextField: "text",
    WordyField: "string",
    NumericField: "number",
    ScaleField: "singlevaluelist",
    DateField: "datetime",
    TimeField: "string",
    ChoiceField: "singlevaluelist",
    YesNoField: "singlevaluelist",
    TickField: "singlevaluelist",
    ChoicesField: "multivaluelist",
}


def _offered(field: FieldBase, language: str) -> Attribute:
    found = next((made for cls, made in _LISTS.items() if isinstance(field, cls)), None)
    return found(field, language) if found else {}


def _values(choices: Iterable[Choice], language: str) -> Attribute:
    return {
        "values": [
            {"key": one.key, "name": worded(one.label, language) or one.key} for one in choices
        ]
    }


def _yes_no(field: Any, language: str) -> Attribute:
    return {"values": [{"key": k, "name": worded(texts, language)} for k, texts in YES_NO.items()]}


_LISTS: dict[type[FieldBase], Callable[[Any, str], Attribute]] = {
    ChoiceField: lambda field, language: _values(field.choices, language),
    ChoicesField: lambda field, language: _values(field.choices, language),
    YesNoField: _yes_no,
    TickField: lambda field, language: {"values": _yes_no(field, language)["values"][:1]},
    ScaleField: lambda field, language: {
        "values": [{"key": str(step), "name": str(step)} for step in field.steps]
    },
}
