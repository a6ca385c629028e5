"""The questions of a service type, as the forms of every face show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.foundation.wording import worded
from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase, Given, Wrong
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.forms.reading import read_answers


@dataclass(frozen=True, slots=True)
class Field:
    """A question as a form shows it: `options` are (key, label, chosen)."""

    key: str
    kind: str
    label: str
    help: str
    required: bool
    value: str
    options: list[tuple[str, str, bool]]
    problem: str


def taken(form: CompiledForm | None, given: Given) -> Reading:
    """What a page's form sent for these questions, read."""
    if form is None:
        return Reading({})
    typed = {
        node.key: node.field.typed(given, f"q-{node.key}") for node in form.fields if node.field
    }
    return read_answers(form, typed, today=today(authorities.calendar().zone))


def fields(
    form: CompiledForm | None, answers: Mapping[str, Any], problems: Mapping[str, Wrong]
) -> list[Field]:
    """The questions with what was answered so far and, by key, what is wrong with it."""
    said = {
        "missing": _("We need this answer to help you."),
        "not_a_choice": _("Choose one of these answers."),
        "not_a_number": _("Type a number, such as 12 or 3.5."),
        "too_long": _("Say it more briefly: 1,000 characters at most."),
    }
    asked = [node.field for node in form.fields if node.field] if form else []
    return [
        _field(
            one,
            answers.get(one.key),
            said.get(problems[one.key].code, "") if one.key in problems else "",
        )
        for one in asked
    ]


def _field(question: FieldBase, value: Any, problem: str) -> Field:
    chosen = value if isinstance(value, list) else [value]
    kind = str(getattr(question, "kind", ""))
    if kind == "yes_no":
        options = [("yes", _("Yes"), value == "yes"), ("no", _("No"), value == "no")]
    elif isinstance(question, ChoosingField):
        options = [
            (choice.key, worded(choice.label), choice.key in chosen) for choice in question.choices
        ]
    else:
        options = []
    return Field(
        key=question.key,
        kind=kind,
        label=worded(question.label),
        help=worded(question.help),
        required=question.required,
        value="" if value is None or isinstance(value, list) else str(value),
        options=options,
        problem=problem,
    )
