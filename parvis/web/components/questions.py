"""The questions of a service type, as the forms of every face show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from parvis.foundation.wording import worded
from parvis.offer.catalogue.questions import Question


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


def fields(
    asked: Sequence[Question], answers: Mapping[str, Any], problems: Mapping[str, str]
) -> list[Field]:
    """The questions with what was answered so far and, by key, what is wrong with it
    (`offer.catalogue.questions.Answered`)."""
    said = {
        "missing": _("We need this answer to help you."),
        "not_a_choice": _("Choose one of these answers."),
        "not_a_number": _("Type a number, such as 12 or 3.5."),
        "too_long": _("Say it more briefly: 1,000 characters at most."),
    }
    return [
        _field(question, answers.get(question.key), said.get(problems.get(question.key, ""), ""))
        for question in asked
    ]


def _field(question: Question, value: Any, problem: str) -> Field:
    chosen = value if isinstance(value, list) else [value]
    if question.kind == "yes_no":
        options = [("yes", _("Yes"), value == "yes"), ("no", _("No"), value == "no")]
    else:
        options = [
            (choice.key, worded(choice.label), choice.key in chosen) for choice in question.choices
        ]
    return Field(
        key=question.key,
        kind=question.kind,
        label=worded(question.label),
        help=worded(question.help) if question.help else "",
        required=question.required,
        value="" if value is None or isinstance(value, list) else str(value),
        options=options,
        problem=problem,
    )
