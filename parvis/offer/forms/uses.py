"""What each use of a form asks of it besides: a poll, a quiz, a report."""

from collections.abc import Callable, Iterator, Mapping

from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import (
    ChoiceField,
    ChoicesField,
    ChoosingField,
    MatrixField,
    YesNoField,
)
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.scoring import gives_points

# What a poll can ask: its answers are counted and shown to everybody.
COUNTED = (ChoiceField, ChoicesField, MatrixField, ScaleField, YesNoField)


def misfits(definition: Definition, use: str) -> list[Finding]:
    """What keeps a form from serving its `use`, or does nothing there: poll, quiz, service;
    nothing for any other."""
    found = _USES.get(use)
    return list(found(definition)) if found else []


def _in_a_poll(definition: Definition) -> Iterator[Finding]:
    """One question, and one that can be counted."""
    asked = [field for field in definition.fields() if field.is_typed]
    for field in asked[1:]:
        yield Finding("error", "one_question_only", field.key)
    for field in asked[:1]:
        if not isinstance(field, COUNTED) or field.privacy != "public":
            yield Finding("error", "not_in_a_poll", field.key)


def _in_a_quiz(definition: Definition) -> Iterator[Finding]:
    """Some answer has points, and each question that gives some says why."""
    repeated = definition.blocks()
    counted = {
        field.key
        for field in definition.fields()
        if gives_points(field) and field.key not in repeated
    }
    if not counted:
        yield Finding("error", "nothing_scored")
    for field in definition.fields():
        if _has_points(field) and field.key not in counted:
            yield Finding("warning", "points_not_counted", field.key, "choices")
        elif field.key in counted and not any(text.strip() for text in field.explanation.values()):
            yield Finding("warning", "nothing_explained", field.key, "explanation")


def _in_a_report(definition: Definition) -> Iterator[Finding]:
    """Nobody comes to a report by a link that answers, and no score is said there."""
    for field in definition.fields():
        if field.prefill == "link":
            yield Finding("warning", "no_link_here", field.key, "prefill")
        if _has_points(field):
            yield Finding("warning", "no_score_here", field.key, "choices")
        if field.explanation or field.easy_explanation:
            yield Finding("warning", "no_score_here", field.key, "explanation")


def _has_points(field: FieldBase) -> bool:
    return isinstance(field, ChoosingField) and any(choice.points for choice in field.choices)


_USES: Mapping[str, Callable[[Definition], Iterator[Finding]]] = {
    "poll": _in_a_poll,
    "quiz": _in_a_quiz,
    "service": _in_a_report,
}
