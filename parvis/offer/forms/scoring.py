"""What one person scores in a quiz: the points of what they chose, and what would have been best.

A quiz's questions are those of one choice, outside of blocks, whose choices have points.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.choosing import Choice, ChoiceField


@dataclass(frozen=True, slots=True)
class Marked:
    """One question of a quiz as somebody answered it: their choice (None: passed over), those
    that give the most points, and the points that they got."""

    question: ChoiceField
    chosen: Choice | None
    best: tuple[Choice, ...]
    points: int

    @property
    def most(self) -> int:
        """The points of its best answer."""
        return self.best[0].points

    @property
    def is_right(self) -> bool:
        """Whether nothing would have been better."""
        return self.chosen in self.best


def scored_questions(form: CompiledForm) -> dict[str, ChoiceField]:
    """The questions that give points, by key, in order."""
    return {
        node.key: node.field
        for node in form.fields
        if isinstance(node.field, ChoiceField)
        and not node.block
        and any(choice.points for choice in node.field.choices)
    }


def marked(form: CompiledForm, given: Mapping[str, Any], asked: Collection[str]) -> list[Marked]:
    """How somebody answered each of these questions that was `asked` of them; `given` as
    `reading.read_answers` has it."""
    return [
        _marked(question, given.get(key))
        for key, question in scored_questions(form).items()
        if key in asked
    ]


def _marked(question: ChoiceField, key: Any) -> Marked:
    most = max(choice.points for choice in question.choices)
    chosen = next((choice for choice in question.choices if choice.key == key), None)
    best = tuple(choice for choice in question.choices if choice.points == most)
    return Marked(question, chosen, best, chosen.points if chosen else 0)


def score(answers: Sequence[Marked]) -> tuple[int, int]:
    """The points in all, and the most that there were."""
    return sum(one.points for one in answers), sum(one.most for one in answers)
