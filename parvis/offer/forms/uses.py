"""What each use of a form asks of it besides: a poll, a quiz, a report."""

from collections.abc import Callable, Iterator, Mapping

from parvis.offer.forms.definition import Definition, Repeat, Section
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
    scored = [field for field in definition.fields() if _has_points(field)]
    outside = set(_outside_blocks(definition))
    if not any(isinstance(field, ChoiceField) and field.key in outside for field in scored):
        yield Finding("error", "nothing_scored")
    for field in scored:
        if not isinstance(field, ChoiceField) or field.key not in outside:
            yield Finding("warning", "points_not_counted", field.key, "choices")
        elif not any(text.strip() for text in field.explanation.values()):
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


def _outside_blocks(definition: Definition) -> Iterator[str]:
    for page in definition.pages:
        for item in page.items:
            if not isinstance(item, Repeat):
                inner = item.items if isinstance(item, Section) else (item,)
                yield from (field.key for field in inner)


_USES: Mapping[str, Callable[[Definition], Iterator[Finding]]] = {
    "poll": _in_a_poll,
    "quiz": _in_a_quiz,
    "service": _in_a_report,
}
