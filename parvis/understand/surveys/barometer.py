"""Two waves of a barometer side by side: what changed, and whether it means anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parvis.offer.forms.fields.choosing import ChoiceField, ChoicesField, MatrixField, YesNoField
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.understand.surveys.comparing.verdicts import Finding, corrected
from parvis.understand.surveys.comparing.waves import mean_change, share_change
from parvis.understand.surveys.counting import Codes, tally
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.lines import Line, codes_on, lines_of
from parvis.understand.surveys.reading import Answers

_COMPARED = (ChoiceField, YesNoField, ScaleField, ChoicesField, MatrixField)


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of a question that both waves asked (`row`: of a matrix, {} else): how its mean
    changed (of a scale), or each choice that both offered, by key."""

    key: str
    label: Texts
    row: Texts
    mean: Finding | None
    shares: Mapping[str, tuple[Texts, Finding]]


def changes(here: Answers, before: Answers) -> list[Changed]:
    """Every question of one choice, of several and every row of a matrix that both waves asked,
    outside of blocks, in the later order; p-values corrected over all that is compared (Holm)."""
    both = [
        node.key
        for node in here.form.fields
        if isinstance(node.field, _COMPARED) and not node.block
        and node.key in before.form.nodes
        and type(before.form.nodes[node.key].field) is type(node.field)
    ]  # fmt: skip
    return _corrected([one for key in both for one in _changed(here, before, key)])


def _changed(here: Answers, before: Answers, key: str) -> Iterator[Changed]:
    question = here.question(key)
    if isinstance(question, ScaleField):
        mean = mean_change(here.numbers(key), before.numbers(key))
        yield Changed(key, question.label, {}, mean, {})
        return
    earlier = {line.name: line for line in lines_of(before.question(key))}
    both = [line for line in lines_of(question) if line.name in earlier]
    shares = [_shares(here, before, line, earlier[line.name]) for line in both]
    if isinstance(question, ChoicesField):
        yield Changed(key, question.label, {}, None, {
            choice: change for found in shares for choice, change in found.items()
        })  # fmt: skip
        return
    for line, found in zip(both, shares, strict=True):
        yield Changed(line.name, question.label, line.label, None, found)


def _shares(
    here: Answers, before: Answers, line: Line, earlier: Line
) -> dict[str, tuple[Texts, Finding]]:
    """How the share of each option of a line changed, of those that both waves offered."""
    options = list(line.options)
    now, then = (tally(_codes(wave, line), len(options)) for wave in (here, before))
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
