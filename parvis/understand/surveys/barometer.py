"""Two waves of a barometer side by side: what changed, and whether it means anything."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from parvis.offer.forms.fields.choosing import ChoiceField, YesNoField
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.understand.surveys.chosen import codes_of, options_of
from parvis.understand.surveys.comparing.verdicts import Finding
from parvis.understand.surveys.comparing.waves import mean_change, share_change
from parvis.understand.surveys.counting import NO_ANSWER, Numbers, tally
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.reading import Answers


@dataclass(frozen=True, slots=True)
class Changed:
    """One question that both waves asked: how its mean changed (of a scale), and each choice that
    both offered, by key."""

    key: str
    label: Texts
    mean: Finding | None
    shares: Mapping[str, tuple[Texts, Finding]]


def changes(here: Answers, before: Answers) -> list[Changed]:
    """Every question of one choice that both waves asked, outside of blocks, in the later order."""
    both = [
        node.key
        for node in here.form.fields
        if isinstance(node.field, (ChoiceField, YesNoField, ScaleField)) and not node.block
        and node.key in before.form.nodes
        and type(before.form.nodes[node.key].field) is type(node.field)
    ]  # fmt: skip
    return [_changed(here, before, key) for key in both]


def _changed(here: Answers, before: Answers, key: str) -> Changed:
    question = here.question(key)
    if isinstance(question, ScaleField):
        mean = mean_change(_steps(here, key), _steps(before, key))
        return Changed(key, question.label, mean, {})
    options, earlier = options_of(question) or {}, options_of(before.question(key)) or {}
    now = tally(codes_of(here, key), len(options))
    # The wave before, in the order of this one's choices.
    places = np.array([list(options).index(one) if one in options else NO_ANSWER
                       for one in earlier] + [NO_ANSWER])  # fmt: skip
    then = tally(places[codes_of(before, key)], len(options))
    found = {
        choice: (label, change)
        for at, (choice, label) in enumerate(options.items())
        if choice in earlier and (change := share_change(now, then, at)) is not None
    }
    return Changed(key, question.label, None, found)


def _steps(answers: Answers, key: str) -> Numbers:
    return answers.numbers(key)
