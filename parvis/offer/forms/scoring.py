"""What one person scores in a quiz: the points of what they chose, and what would have been best.

A quiz's questions are those of one or several choices, outside of blocks, whose choices have
points. One choice gives its own. Several give theirs all together to whoever ticks exactly the
choices that have some, and nothing otherwise ("all or nothing" marking): ticking everything is no
way to score, and points below zero count for nothing there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import Choice, ChoiceField, ChoicesField

Scored = ChoiceField | ChoicesField


@dataclass(frozen=True, slots=True)
class Marked:
    """One question of a quiz as somebody answered it: what they chose (nothing: passed over), what
    is right (`best`), the points that they got, of at most `most`."""

    question: Scored
    chosen: tuple[Choice, ...]
    best: tuple[Choice, ...]
    points: int
    most: int

    @property
    def is_right(self) -> bool:
        """Whether nothing would have been better."""
        return bool(self.chosen) and self.points == self.most

    @property
    def is_of_several(self) -> bool:
        """Whether all that is right is to be chosen together."""
        return isinstance(self.question, ChoicesField)


def gives_points(field: FieldBase) -> TypeGuard[Scored]:
    """Whether a question can score: some choice has points, and what is right together can be
    chosen together."""
    if isinstance(field, ChoicesField):
        right = [choice.key for choice in best(field)]
        return bool(right) and field.check(right) is None
    return isinstance(field, ChoiceField) and any(choice.points for choice in field.choices)


def best(question: Scored) -> tuple[Choice, ...]:
    """What is right: any of these where one is chosen, all of these where several are."""
    least = 1
    if isinstance(question, ChoiceField):
        least = most(question)
    return tuple(choice for choice in question.choices if choice.points >= least)


def most(question: Scored) -> int:
    """The points of what is right."""
    if isinstance(question, ChoiceField):
        return max(choice.points for choice in question.choices)
    return sum(choice.points for choice in best(question))


def scored_questions(form: CompiledForm) -> dict[str, Scored]:
    """The questions that give points, by key, in order."""
    fields = (node.field for node in form.fields if not node.block)
    return {field.key: field for field in fields if field is not None and gives_points(field)}


def marked(form: CompiledForm, given: Mapping[str, Any], asked: Collection[str]) -> list[Marked]:
    """How somebody answered each of these questions that was `asked` of them; `given` as
    `reading.read_answers` has it."""
    return [
        _marked(question, given.get(key))
        for key, question in scored_questions(form).items()
        if key in asked
    ]


def _marked(question: Scored, answer: Any) -> Marked:
    keys = answer if isinstance(answer, list) else [answer]
    chosen = tuple(choice for choice in question.choices if choice.key in keys)
    right, top = best(question), most(question)
    points = sum(choice.points for choice in chosen)
    if isinstance(question, ChoicesField):
        points = top if chosen == right else 0
    return Marked(question, chosen, right, points, top)


def score(answers: Sequence[Marked]) -> tuple[int, int]:
    """The points in all, and the most that there were."""
    return sum(one.points for one in answers), sum(one.most for one in answers)
