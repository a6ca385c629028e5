"""The few questions of a service type: what may be asked, and whether an answer answers.

Stored in `ServiceVersion.questions` as a list of
`{"key", "kind", "label": {"fr": ...}, "choices": [{"key", "label": {...}}], "required", "help"}`;
`kind` is text, choice, choices, yes_no or number.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KINDS = ("text", "choice", "choices", "yes_no", "number")
LONGEST_TEXT = 1_000
YES, NO = "yes", "no"
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question offers."""

    key: str
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    key: str
    kind: str
    label: dict[str, str]
    choices: tuple[Choice, ...] = ()
    required: bool = False
    help: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to each question, and what is wrong: key to missing, not_a_choice,
    not_a_number or too_long."""

    answers: dict[str, Any]
    problems: dict[str, str]


def questions(stored: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions as stored, read."""
    return [
        Question(
            key=str(one["key"]),
            kind=str(one.get("kind", "text")),
            label=dict(one.get("label") or {}),
            choices=tuple(
                Choice(str(choice["key"]), dict(choice.get("label") or {}))
                for choice in one.get("choices") or ()
            ),
            required=bool(one.get("required")),
            help=dict(one["help"]) if one.get("help") else None,
        )
        for one in stored
    ]


def answer(asked: Sequence[Question], given: Mapping[str, Sequence[str]]) -> Answered:
    """Read what a form gave (every value by the question's key). A wrong answer is kept as typed
    beside its problem, so that the form can show it again."""
    answers: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for question in asked:
        typed = [value.strip() for value in given.get(question.key, ()) if value.strip()]
        if not typed:
            if question.required:
                problems[question.key] = "missing"
            continue
        value, problem = _read(question, typed)
        answers[question.key] = value
        if problem:
            problems[question.key] = problem
    return Answered(answers, problems)


def _read(question: Question, typed: list[str]) -> tuple[Any, str]:
    known = {choice.key for choice in question.choices}
    match question.kind:
        case "choices":
            return typed, "" if set(typed) <= known else "not_a_choice"
        case "choice":
            return typed[0], "" if typed[0] in known else "not_a_choice"
        case "yes_no":
            return typed[0], "" if typed[0] in {YES, NO} else "not_a_choice"
        case "number":
            return _number(typed[0])
    return typed[0][:LONGEST_TEXT], "" if len(typed[0]) <= LONGEST_TEXT else "too_long"


def _number(typed: str) -> tuple[Any, str]:
    plain = re.sub(r"\s", "", typed)
    if not _NUMBER.fullmatch(plain):
        return typed, "not_a_number"
    value = float(plain.replace(",", "."))
    return (int(value) if math.isclose(value, round(value)) else value), ""
