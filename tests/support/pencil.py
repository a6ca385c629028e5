"""Somebody who answers a form as its pages let one: what they have in mind, typed box by box.

`typed` fills one question in and says whether its page lets one say that at all: a shape that no
box takes, words longer than their box, a choice that is not there are for programs alone.
"""

from collections.abc import Callable
from typing import Any

from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.places import ADDRESS_PARTS
from tests.support.plain_browser import Form

# What the list of a person's titles offers.
TITLE = "Madame"


def typed(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    """Type an answer to a question whose boxes are called `name`."""
    kind = type(field).model_fields["kind"].default
    return _TYPED.get(kind, _line)(form, name, field, value)


def _line(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    return isinstance(value, str) and form.write(name, value)


def _number(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    is_said = isinstance(value, (int, float, str)) and not isinstance(value, bool)
    return is_said and form.write(name, str(value).replace(".", ","))


def _one(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return False
    return form.tick(name, str(value)) or form.write(name, str(value))


def _several(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    return _are_words(value) and form.tick(name, *value)


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _tick(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    return value is True and form.tick(name, "1")


def _day(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    parts = value.split("-") if isinstance(value, str) else []
    names = (f"{name}-year", f"{name}-month", f"{name}-day")
    if len(parts) != 3:
        return False
    return all(form.write(one, part) for one, part in zip(names, parts, strict=True))


def _matrix(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    if not isinstance(value, dict) or not _are_words(list(value.values())):
        return False
    return all(form.tick(f"{name}-{row}", one) for row, one in value.items())


def _ranking(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    if not _are_words(value) or len(set(value)) < len(value):
        return False
    ranks = enumerate(value, start=1)
    return all(form.write(f"{name}-{key}", str(rank)) for rank, key in ranks)


def _parts(names: Callable[[Any], tuple[str, ...]]) -> Callable[..., bool]:
    def made(form: Form, name: str, field: FieldBase, value: Any) -> bool:
        if not isinstance(value, dict) or not set(value) <= set(names(field)):
            return False
        if not _are_words(list(value.values())):
            return False
        return all(form.write(f"{name}-{part}", one) for part, one in value.items())

    return made


def _place(form: Form, name: str, field: FieldBase, value: Any) -> bool:
    """Words alone: a map needs a script."""
    if not isinstance(value, dict) or set(value) != {"address"}:
        return False
    return isinstance(value["address"], str) and form.write(f"{name}-address", value["address"])


def _person_parts(field: PersonField) -> tuple[str, ...]:
    return field.parts


_TYPED: dict[str, Callable[[Form, str, FieldBase, Any], bool]] = {
    **dict.fromkeys(("number", "amount"), _number),
    **dict.fromkeys(("choice", "yes_no", "scale"), _one),
    **dict.fromkeys(("declaration", "consent"), _tick),
    "choices": _several,
    "matrix": _matrix,
    "ranking": _ranking,
    "date": _day,
    "person": _parts(_person_parts),
    "address": _parts(lambda field: ADDRESS_PARTS),
    "place": _place,
}
