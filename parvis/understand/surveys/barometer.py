"""Two waves of a barometer side by side: what changed, and whether it means anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoiceField, ChoicesField, MatrixField, YesNoField
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.understand.surveys.comparing.verdicts import Finding, corrected
from parvis.understand.surveys.comparing.waves import mean_change, share_change
from parvis.understand.surveys.counting import Codes, Numbers, tally
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.lines import Line, codes_on, lines_of
from parvis.understand.surveys.reading import Answers

# Of each wave's answers; none where either has none.
Weights = tuple[Numbers | None, Numbers | None]
_COMPARED = (ChoiceField, YesNoField, ScaleField, ChoicesField, MatrixField)


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of a question that both waves asked (`row`: of a matrix, {} else): how its mean
    changed (of a scale), or each choice that both offered, by key. `is_reworded`: it was asked in
    other words, which may be what changed."""

    key: str
    label: Texts
    row: Texts
    mean: Finding | None
    shares: Mapping[str, tuple[Texts, Finding]]
    is_reworded: bool = False


def changes(here: Answers, before: Answers, weights: Weights = (None, None)) -> list[Changed]:
    """Every question of one choice, of several, every scale that kept its steps and every row of a
    matrix that both waves asked, outside of blocks, in the later order; p-values corrected over all
    that is compared (Holm). `weights`: of the answers of each wave."""
    both = [
        node.key
        for node in here.form.fields
        if isinstance(node.field, _COMPARED) and not node.block
        and node.key in before.form.nodes
        and _is_same(node.field, before.form.nodes[node.key].field)
    ]  # fmt: skip
    return _corrected([one for key in both for one in _changed((here, before), weights, key)])


def _is_same(question: FieldBase, earlier: FieldBase | None) -> bool:
    """Whether two questions of one name can be compared: of one kind, a scale with the same steps
    drawn alike."""
    if isinstance(question, ScaleField) and isinstance(earlier, ScaleField):
        return (question.steps, question.style) == (earlier.steps, earlier.style)
    return type(earlier) is type(question)


def _changed(waves: tuple[Answers, Answers], weights: Weights, key: str) -> Iterator[Changed]:
    here, before = waves
    question, asked_before = here.question(key), before.question(key)
    is_reworded = question.label != asked_before.label
    if isinstance(question, ScaleField):
        mean = mean_change(here.numbers(key), before.numbers(key), weights)
        yield Changed(key, question.label, {}, mean, {}, is_reworded)
        return
    earlier = {line.name: line for line in lines_of(asked_before)}
    both = [line for line in lines_of(question) if line.name in earlier]
    shares = [_shares(waves, weights, line, earlier[line.name]) for line in both]
    if isinstance(question, ChoicesField):
        every = {choice: change for found in shares for choice, change in found.items()}
        yield Changed(key, question.label, {}, None, every, is_reworded)
        return
    for line, found in zip(both, shares, strict=True):
        yield Changed(line.name, question.label, line.label, None, found, is_reworded)


def _shares(
    waves: tuple[Answers, Answers], weights: Weights, line: Line, earlier: Line
) -> dict[str, tuple[Texts, Finding]]:
    """How the share of each option of a line changed, of those that both waves offered."""
    options = list(line.options)
    now, then = (
        tally(_codes(wave, line), len(options), theirs)
        for wave, theirs in zip(waves, weights, strict=True)
    )
    return {
        line.part if line.several else options[at]:
            (line.label if line.several else line.options[options[at]], change)
        for at in line.told
        if options[at] in earlier.options
        and (change := share_change(now, then, at)) is not None
    }  # fmt: skip


def _codes(answers: Answers, line: Line) -> Codes:
    """The answers of either wave by the later one's options."""
    if line.several:
        return codes_on(answers, line)
    return answers.codes(line.key, list(line.options), line.part)


def _corrected(found: Sequence[Changed]) -> list[Changed]:
    """The same, with the p-values of everything that is compared corrected together."""
    compared = {(one.key, ""): one.mean for one in found if one.mean is not None} | {
        (one.key, choice): change for one in found for choice, (_, change) in one.shares.items()
    }
    told = corrected(compared)
    return [
        replace(
            one,
            mean=told.get((one.key, "")),
            shares={
                choice: (label, told[one.key, choice])
                for choice, (label, _) in one.shares.items()
            },
        )
        for one in found
    ]  # fmt: skip
