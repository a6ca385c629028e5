"""What is known of the town, as a survey keeps it, brought to the answers as weights.

Kept as `{question: {choice: how many, or which share}}`. Only a question of one choice, outside of
repeated blocks, has a margin: everybody is in one category.
"""

from collections.abc import Mapping

import numpy as np

from parvis.foundation.text import fold
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.choosing import ChoiceField, YesNoField
from parvis.understand.surveys.chosen import options_of
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.reading import Answers
from parvis.understand.surveys.weighting import Margin, Raked, Refused, rake

Margins = Mapping[str, Mapping[str, float]]


def weighable(form: CompiledForm) -> dict[str, dict[str, Texts]]:
    """The questions that a margin may be known of, with their choices."""
    return {
        node.key: options_of(node.field) or {}
        for node in form.fields
        if isinstance(node.field, (ChoiceField, YesNoField))
        and node.field.privacy == "public"
        and not node.block
    }


def weights(answers: Answers, known: Margins) -> Raked | Refused | None:
    """Weights for every answer, or why there are none; None without margins, or without answers."""
    margins = margins_of(answers, known)
    return rake(margins) if margins and answers.many else None


def margins_of(answers: Answers, known: Margins) -> list[Margin]:
    """The margins that are of this form's questions; a choice that nothing is known of counts 0."""
    options = weighable(answers.form)
    return [
        Margin(
            key,
            answers.codes(key, list(options[key])),
            np.array([float(of.get(choice, 0)) for choice in options[key]]),
        )
        for key, of in known.items()
        if key in options and any(of.get(choice, 0) > 0 for choice in options[key])
    ]


def of_districts(form: CompiledForm, people: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """The margin of the question that asks for the district: the one whose every choice is named as
    one of them. `people` is how many live in each, by its name."""
    by_name = {fold(name): count for name, count in people.items() if count}
    for key, options in weighable(form).items():
        found = {
            choice: by_name[name]
            for choice, label in options.items()
            for name in map(fold, label.values())
            if name in by_name
        }
        if options and len(found) == len(options):
            return {key: {choice: float(count) for choice, count in found.items()}}
    return {}
