"""One question by the answers to another, or by what the answers came with: the way in which people
answered, a department, a district, a type of request.

Numbers are crossed in the classes of their picture, those of all answers, whichever are looked at:
classes that moved with a filter would part people finer than any of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import MatrixField
from parvis.offer.forms.fields.numeric import NumericField, ScaleField
from parvis.understand.surveys import intervals
from parvis.understand.surveys.classes import classes
from parvis.understand.surveys.comparing.crossing import (
    Looked,
    association,
    cross,
    standing_out,
    together,
)
from parvis.understand.surveys.comparing.scales import means_standing_out
from parvis.understand.surveys.comparing.verdicts import Finding, Verdict
from parvis.understand.surveys.counting import Codes, Numbers
from parvis.understand.surveys.found import Texts
from parvis.understand.surveys.intervals import Estimate
from parvis.understand.surveys.lines import MOST_OPTIONS, Line, codes_on, lines
from parvis.understand.surveys.reading import Answers

Key = TypeVar("Key")
Column = tuple[Line, Codes]


@dataclass(frozen=True, slots=True)
class Crossed:
    """`shares` by group and option (None where nobody of the group answered), `means` by group
    for a scale. `verdict` says whether the two go together at all, `apart` which groups differ
    from all others: in an option (by group and option), or in their mean (by group). The groups of
    a question of several choices overlap: each is compared with those who did not choose it."""

    groups: Mapping[str, Texts]
    options: Mapping[str, Texts]
    answers: tuple[int, ...]
    shares: tuple[tuple[Estimate | None, ...], ...]
    means: tuple[Estimate | None, ...]
    verdict: Verdict
    apart: Mapping[tuple[int, int], Finding]
    means_apart: Mapping[int, Finding]


def sides(form: CompiledForm) -> dict[str, list[Line]]:
    """What may be crossed, or crossed by: questions of one choice and of several, and each row of a
    matrix."""
    found: dict[str, list[Line]] = {}
    for key, these in lines(form).items():
        if isinstance(form.nodes[key].field, MatrixField):
            found.update({line.name: [line] for line in these})
        elif len(these) <= MOST_OPTIONS:
            found[key] = these
    return found


def crossed(answers: Answers, key: str, by: str, weights: Numbers | None = None) -> Crossed:
    """The side `key` by the side `by`, or by what answers came with. Raises KeyError."""
    groups, columns = groups_of(answers, by), columns_of(answers, key)
    tables = [
        [cross(mine, codes, (len(of.options), len(line.options)), weights)
         for line, codes in columns]
        for of, mine in groups
    ]  # fmt: skip
    looked = [
        Looked(table, of.told, line.told)
        for (of, _), row in zip(groups, tables, strict=True)
        for (line, _), table in zip(columns, row, strict=True)
    ]
    found = iter(standing_out(looked))
    apart = [[next(found) for _ in columns] for _ in groups]
    rows, heads = places(groups), places(columns)
    means, means_apart = _means(answers, key, groups, weights)
    return Crossed(
        _names(groups), _names(columns),
        tuple(int(tables[at][0].answers[group]) for at, group in rows),
        tuple(
            tuple(tables[at][on].share(group, option) for on, option in heads)
            for at, group in rows
        ),
        means,
        together([association(one.crossing) for one in looked]),
        _told({
            (row, head): apart[at][on][group, option]
            for row, (at, group) in enumerate(rows)
            for head, (on, option) in enumerate(heads)
            if (group, option) in apart[at][on]
        }),
        _told(means_apart),
    )  # fmt: skip


def _told(found: Mapping[Key, Finding]) -> dict[Key, Finding]:
    return {key: one for key, one in found.items() if one.verdict is Verdict.DIFFERENT}


def numbered(form: CompiledForm) -> dict[str, FieldBase]:
    """The questions of numbers that may be crossed too: outside of blocks, that name nobody. They
    are not published."""
    return {
        node.key: node.field
        for node in form.fields
        if isinstance(node.field, NumericField) and node.field.privacy == "public"
        and not node.block
    }  # fmt: skip


def columns_of(answers: Answers, name: str) -> list[Column]:
    """The lines of a side, and the option of each answer on them. Raises KeyError."""
    question = numbered(answers.form).get(name)
    if question is None:
        return [(line, codes_on(answers, line)) for line in sides(answers.form)[name]]
    labels, codes = classes(answers.every.numbers(name))
    options = {label: {"fr": label} for label in labels}
    return [(Line(name, "", question.label, {}, options), answers.among(codes))]


def groups_of(answers: Answers, by: str) -> list[Column]:
    """The same of what is crossed by. Raises KeyError."""
    if by not in answers.came_with:
        return columns_of(answers, by)
    groups = {one: dict[str, str]() for one in answers.came_with[by]}
    return [(Line(by, "", {}, {}, groups), answers.of(by))]


def places(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Each option that is shown: its line's place, and its own on the line."""
    return [(at, option) for at, (line, _) in enumerate(columns) for option in line.told]


def _names(columns: Sequence[Column]) -> dict[str, Texts]:
    """The options that are shown, by their key."""
    if columns and columns[0][0].several:
        return {line.part: line.label for line, _ in columns}
    return {key: label for line, _ in columns for key, label in line.options.items()}


def _means(
    answers: Answers, key: str, groups: Sequence[Column], weights: Numbers | None
) -> tuple[tuple[Estimate | None, ...], dict[int, Finding]]:
    """Of a scale, the mean of each group, and how it stands against the others'."""
    question = answers.form.nodes[key].field if key in answers.form.nodes else None
    if not isinstance(question, ScaleField):
        return (), {}
    steps = answers.numbers(key)
    parted = [(groups[at][1] == group, groups[at][1] >= 0) for at, group in places(groups)]
    means = tuple(
        intervals.mean(steps[mine], None if weights is None else weights[mine])
        for mine, _ in parted
    )
    against = [(mine, known & ~mine) for mine, known in parted]
    return means, means_standing_out(against, steps, weights)
