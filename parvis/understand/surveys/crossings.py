"""One question by the answers to another, or by the way in which people answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import ChoiceField, YesNoField
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.understand.surveys import intervals
from parvis.understand.surveys.chosen import codes_of, options_of
from parvis.understand.surveys.comparing.crossing import association, cross, standing_out
from parvis.understand.surveys.comparing.scales import means_standing_out
from parvis.understand.surveys.comparing.verdicts import Finding, Verdict
from parvis.understand.surveys.counting import Codes, Numbers
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.intervals import Estimate
from parvis.understand.surveys.reading import Answers

Key = TypeVar("Key")
CHANNEL = "canal"
MOST_GROUPS = 30


@dataclass(frozen=True, slots=True)
class Crossed:
    """`shares` by group and option (None where nobody of the group answered), `means` by group
    for a scale. `verdict` says whether the two go together at all, `apart` which groups differ
    from all others: in an option (by group and option), or in their mean (by group)."""

    groups: Mapping[str, Texts]
    options: Mapping[str, Texts]
    answers: tuple[int, ...]
    shares: tuple[tuple[Estimate | None, ...], ...]
    means: tuple[Estimate | None, ...]
    verdict: Verdict
    apart: Mapping[tuple[int, int], Finding]
    means_apart: Mapping[int, Finding]


def crossable(form: CompiledForm) -> dict[str, Node]:
    """The questions that may be crossed, or filtered by: everybody gave one answer at most, which
    names nobody."""
    return {
        node.key: node
        for node in form.fields
        if isinstance(node.field, (ChoiceField, YesNoField, ScaleField, TickField))
        and node.field.privacy == "public"
        and not node.block
        and 0 < len(options_of(node.field) or ()) <= MOST_GROUPS
    }


def crossed(answers: Answers, key: str, by: str, weights: Numbers | None = None) -> Crossed:
    """The question `key` by the question `by`, or by `CHANNEL`. Raises KeyError."""
    question = answers.question(key)
    options = options_of(question) or {}
    groups, mine = _groups(answers, by)
    codes = codes_of(answers, key)
    table = cross(mine, codes, (len(groups), len(options)), weights)
    shares = tuple(
        tuple(table.share(group, option) for option in range(len(options)))
        for group in range(len(groups))
    )
    means: tuple[Estimate | None, ...] = ()
    means_apart: Mapping[int, Finding] = {}
    if isinstance(question, ScaleField):
        steps = np.where(codes < 0, np.nan, codes + float(question.least))
        means = tuple(_mean(steps, mine == group, weights) for group in range(len(groups)))
        means_apart = _told(means_standing_out(mine, steps, len(groups), weights))
    return Crossed(
        groups, options, tuple(map(int, table.answers)), shares, means,
        association(table).verdict, _told(standing_out(table)), means_apart,
    )  # fmt: skip


def _told(found: Mapping[Key, Finding]) -> dict[Key, Finding]:
    return {key: one for key, one in found.items() if one.verdict is Verdict.DIFFERENT}


def _groups(answers: Answers, by: str) -> tuple[Mapping[str, Texts], Codes]:
    if by == CHANNEL:
        return {channel: {} for channel in answers.channels}, answers.channel
    return options_of(answers.question(by)) or {}, codes_of(answers, by)


def _mean(values: Numbers, mine: Codes, weights: Numbers | None) -> Estimate | None:
    return intervals.mean(values[mine], None if weights is None else weights[mine])
