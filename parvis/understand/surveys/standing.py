"""How satisfied people are, department by department, over a time and the same time before.

A department whose answers are fewer than ten is not told of; nor can it be had by subtraction from
what stands here: the small ones are told of together, or, where that is no crowd either (or one
department alone), left out of the sum too. Where the sum is known from elsewhere (the page of an
anonymous survey shows it) the smallest of the others are told of with them instead.

Changes are judged together (Holm): all are wrong once in twenty at most.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.understand.surveys.comparing.crossing import compare_shares
from parvis.understand.surveys.comparing.verdicts import FEWEST, Finding, corrected
from parvis.understand.surveys.intervals import Estimate, share

# Of the steps of a scale, the two best.
BEST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """Answers to the question, and how many of them are satisfied."""

    satisfied: int = 0
    answers: int = 0

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(self.satisfied + other.satisfied, self.answers + other.answers)

    @property
    def share(self) -> Estimate | None:
        """The share who are satisfied, with its interval (Wilson's)."""
        return share(self.satisfied / self.answers, self.answers) if self.answers else None


@dataclass(frozen=True, slots=True)
class Told:
    """The share who are satisfied, and how it changed; None where nothing is told."""

    share: Estimate | None = None
    change: Finding | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """`departments` by id, also those of which nothing is told by themselves; these together
    (`others`); and `all`, of everybody only where `is_whole`."""

    departments: Mapping[int, Told]
    others: Told
    all: Told
    is_whole: bool


def satisfaction_question(form: CompiledForm) -> ScaleField | None:
    """The question that says whether people are satisfied: the first scale of satisfaction that is
    public, and in no repeated block."""
    for node in form.fields:
        field = node.field
        if not isinstance(field, ScaleField) or node.block or field.privacy != "public":
            continue
        if field.measured == "satisfaction":
            return field
    return None


def satisfied_from(question: ScaleField) -> int:
    """The lowest step that says "satisfied"."""
    return question.most - BEST_STEPS + 1


def standing(
    now: Mapping[int | None, Heard],
    before: Mapping[int | None, Heard],
    *,
    sum_is_known: bool = False,
) -> Standing:
    """What may be told of answers by department (None: of no department in particular);
    `sum_is_known` from elsewhere, that of all."""
    large = {key for key, heard in now.items() if key is not None and heard.answers >= FEWEST}
    small = {key for key, heard in now.items() if heard.answers} - large
    while sum_is_known and small and large and not _is_crowd(now, small):
        smallest = min(large, key=lambda key: (now[key].answers, key))
        small, large = small | {smallest}, large - {smallest}
    is_told = _is_crowd(now, small)
    summed = large | small if is_told else large
    judged_ = _judged({key: _told(now, before, {key}) for key in large})
    return Standing(
        departments={
            key: judged_.get(key, Told()) for key in now.keys() | before.keys() if key is not None
        },
        others=_told(now, before, small) if is_told else Told(),
        all=_told(now, before, summed),
        is_whole=is_told or not small,
    )


def _is_crowd(heard: Mapping[int | None, Heard], keys: Collection[int | None]) -> bool:
    return _sum(heard, keys).answers >= FEWEST and len(keys) > 1


def _sum(heard: Mapping[int | None, Heard], keys: Collection[int | None]) -> Heard:
    return sum((heard.get(key, Heard()) for key in keys), Heard())


def _told(
    now: Mapping[int | None, Heard],
    before: Mapping[int | None, Heard],
    keys: Collection[int | None],
) -> Told:
    here, there = _sum(now, keys).share, _sum(before, keys).share
    if here is None or there is None:
        return Told(here)
    return Told(here, compare_shares(here, there, (here.answers, there.answers)))


def _judged(found: Mapping[int | None, Told]) -> dict[int | None, Told]:
    """The same, with the p-values of all comparisons corrected together."""
    told = corrected({key: one.change for key, one in found.items() if one.change})
    return {key: replace(one, change=told.get(key)) for key, one in found.items()}
