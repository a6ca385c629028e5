"""A validator of JSON Schema 2020-12 that knows our formats and keywords, as a program that sends
answers would have one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from jsonschema import FormatChecker, ValidationError
from jsonschema.validators import Draft202012Validator, extend

from parvis.foundation.drawn import crosses_itself
from parvis.offer.forms.expressions.evaluate import Scope, evaluate, is_met
from parvis.offer.forms.expressions.tree import from_json
from parvis.offer.forms.fields import CLASSES
from parvis.offer.forms.fields.moments import as_day
from parvis.offer.forms.fields.numeric import decimals_of, is_number
from parvis.offer.forms.fields.wordy import FORMATS, NormField

Errors = Iterator[ValidationError]
_formats = FormatChecker(formats=())


@_formats.checks("date")
def _is_day(value: Any) -> bool:
    return not isinstance(value, str) or as_day(value) is not None


def _is_normal(field: NormField) -> Any:
    return lambda value: not isinstance(value, str) or field.is_normal(value)


for _class in CLASSES.values():
    if issubclass(_class, NormField):
        _formats.checks(FORMATS[_class.norm])(_is_normal(_class(key="a")))


def accepts(schema: Mapping[str, Any], answers: Any, *, today: date) -> bool:
    """Whether a schema accepts answers on a given day."""
    return not refusals(schema, answers, today=today)


def refusals(schema: Mapping[str, Any], answers: Any, *, today: date) -> list[str]:
    """Why it doesn't. What plain JSON Schema can't say is looked at once the rest holds."""
    _Validator.check_schema(schema)
    plain = _Validator(schema, format_checker=_formats).iter_errors(answers)
    refused = [str(error.message) for error in plain]
    return refused or list(_beyond(schema.get("x-parvis"), answers, today))


def _decimals(validator: Any, most: int, value: Any, schema: Any) -> Errors:
    if is_number(value) and decimals_of(value) > most:
        yield ValidationError(f"{value} has more than {most} decimals")


def _earliest(validator: Any, first: str, value: Any, schema: Any) -> Errors:
    if isinstance(value, str) and value < first:
        yield ValidationError(f"{value} is before {first}")


def _latest(validator: Any, last: str, value: Any, schema: Any) -> Errors:
    if isinstance(value, str) and value > last:
        yield ValidationError(f"{value} is after {last}")


def _outline(validator: Any, is_one: bool, value: Any, schema: Any) -> Errors:
    try:
        if value[0] != value[-1] or crosses_itself(value):
            yield ValidationError("no outline of an area")
    except (IndexError, KeyError, TypeError, ValueError):
        # What it is made of is refused by the rest of the schema.
        return


_Validator = extend(
    Draft202012Validator,
    {
        "x-decimals": _decimals,
        "x-earliest": _earliest,
        "x-latest": _latest,
        "x-outline": _outline,
    },
)


def _beyond(beyond: Any, answers: Any, today: date) -> Iterator[str]:
    if not beyond:
        return
    seen = {key: _copied(value) for key, value in answers.items()}
    for one in beyond["values"]:
        for row, key in _places(seen, one["about"]):
            value = evaluate(from_json(one["tree"]), Scope(seen, row), today)
            if value is not None:
                (seen if row is None else row)[key] = value
    for rule in beyond["rules"]:
        for row, key in _places(seen, rule["about"]):
            answered = key in (seen if row is None else row)
            if answered == (rule["is"] == "missing"):
                continue
            if is_met(from_json(rule["when"]), Scope(seen, row), today):
                yield f"{rule['about']}: {rule['is']}"


def _copied(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [dict(row) if isinstance(row, dict) else row for row in value]


def _places(seen: dict[str, Any], about: str) -> list[tuple[dict[str, Any] | None, str]]:
    """Where something stands: in the answers, or in each row of a block."""
    block, _, key = about.rpartition(".")
    if not block:
        return [(None, key)]
    rows = seen.get(block)
    return [(row, key) for row in rows or ()]
