"""Quotas: at most so many answers from one group, told by what it says to one question."""

from dataclasses import dataclass
from typing import Any

from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import NO, YES, ChoiceField, YesNoField
from parvis.offer.forms.fields.numeric import NumberField, is_number
from parvis.offer.surveys.models import Survey

# Each of its answers is of one group.
GROUPING = (ChoiceField, YesNoField, NumberField)


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `most` answers in which the question `key` was answered `choice` or, where that is
    "", by a number from `low` to `high`, both included (None: without that end)."""

    key: str
    most: int
    choice: str = ""
    low: float | None = None
    high: float | None = None

    def is_of(self, value: Any) -> bool:
        """Whether an answer to the question (None for none) is of this group."""
        if self.choice:
            return bool(value == self.choice)
        return (
            is_number(value)
            and (self.low is None or self.low <= value)
            and (self.high is None or value <= self.high)
        )


def quotas_of(survey: Survey) -> list[Quota]:
    """The quotas of a survey, as stored."""
    return [
        Quota(one["key"], int(one["most"]), one.get("choice", ""), one.get("from"), one.get("to"))
        for one in survey.quotas
    ]


def quotable(asked: Definition) -> dict[str, FieldBase]:
    """The questions that a quota can be about: public ones, for personal answers are kept where
    they can't be counted, and outside of repeated blocks."""
    repeated = asked.blocks()
    return {
        field.key: field
        for field in asked.fields()
        if isinstance(field, GROUPING) and field.privacy == "public" and field.key not in repeated
    }


def never_full(survey: Survey, asked: Definition) -> list[Quota]:
    """The quotas that would never fill: what they are about is not asked, or became personal."""
    known = quotable(asked)
    return [one for one in quotas_of(survey) if not _offers(known.get(one.key), one.choice)]


def _offers(field: FieldBase | None, choice: str) -> bool:
    if isinstance(field, ChoiceField):
        return choice in field.keys
    if isinstance(field, YesNoField):
        return choice in (YES, NO)
    return field is not None and not choice
