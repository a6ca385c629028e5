"""One question by another, as the page shows it: a table, and whether it means anything."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import count
from parvis.understand.surveys.comparing.verdicts import Finding, Verdict
from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.crossings import CHANNEL, Crossed, crossed, sides
from parvis.understand.surveys.disclosure.audit import K
from parvis.understand.surveys.reading import Answers
from parvis.web.cockpit.surveys import telling
from parvis.web.cockpit.surveys.asked import Asked, titled
from parvis.web.cockpit.surveys.sayings import CHANNELS

Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The table: its heads, and for each group its name, its answers and its cells; a cell is its
    figure, how far it may be off, and "↑", "↓" or "" where it stands out."""

    title: str
    sentence: str
    apart: list[str]
    heads: list[str]
    rows: list[tuple[str, str, list[Cell]]]
    overlap: bool


def shown(
    answers: Answers, asked: Asked, weights: Numbers | None, *, is_anonymous: bool
) -> Table | None:
    """What is crossed; None where nothing is. Of an anonymous survey, what a handful said is not
    shown apart."""
    if not (asked.key and asked.by and answers.many):
        return None
    found = crossed(answers, asked.key, asked.by, weights)
    names = [
        str(CHANNELS.get(code, code)) if asked.by == CHANNEL else worded(label) or code
        for code, label in found.groups.items()
    ]
    options = [worded(label) or code for code, label in found.options.items()]
    by = (
        pgettext("survey results", "The way of answering")
        if asked.by == CHANNEL
        else titled(sides(answers.form)[asked.by])
    )
    return Table(
        title=pgettext("survey results", "%(question)s By: %(by)s")
        % {"question": titled(sides(answers.form)[asked.key]), "by": by},
        sentence=verdict(found.verdict),
        apart=_apart(found, names, options),
        heads=[*options, *([str(telling.FIGURES["mean"])] if found.means else [])],
        rows=[
            _few(found, name)
            if is_anonymous and 0 < found.answers[group] < K
            else _row(found, group, name)
            for group, name in enumerate(names)
        ],
        overlap=asked.by != CHANNEL and sides(answers.form)[asked.by][0].several,
    )


def verdict(of: Verdict) -> str:
    """Whether two questions go together, in a sentence."""
    return {
        Verdict.DIFFERENT: pgettext(
            "survey results", "The groups do not answer alike, by more than chance explains."
        ),
        Verdict.TOO_SMALL_TO_SAY: pgettext(
            "survey results", "The gaps are too small to conclude: chance alone often makes such."
        ),
        Verdict.TOO_FEW_ANSWERS: pgettext("survey results", "Too few answers to compare."),
    }[of]


def _apart(found: Crossed, names: list[str], options: list[str]) -> list[str]:
    """Which groups stand out, in a sentence each."""
    sentence = pgettext(
        "survey results", "%(group)s: “%(option)s” %(here)s, against %(there)s among the others."
    )
    return [
        sentence
        % {
            "group": names[group],
            "option": options[option],
            "here": telling.share(one.here),
            "there": telling.share(one.there),
        }
        for (group, option), one in found.apart.items()
        # Of two options, one says the other.
        if len(options) > 2 or option == 0
    ]


def _row(found: Crossed, group: int, name: str) -> tuple[str, str, list[Cell]]:
    cells = [
        (telling.share(share), telling.between(share), _mark(found.apart.get((group, option))))
        for option, share in enumerate(found.shares[group])
    ]
    if found.means:
        mean = found.means[group]
        words = (telling.value(mean), telling.ends(mean)) if mean else ("–", "")
        cells.append((*words, _mark(found.means_apart.get(group))))
    return name, count(found.answers[group]), cells


def _few(found: Crossed, name: str) -> tuple[str, str, list[Cell]]:
    fewer = pgettext("survey results", "fewer than 5")
    return name, fewer, [("–", "", "")] * (len(found.options) + bool(found.means))


def _mark(one: Finding | None) -> str:
    if one is None:
        return ""
    return "↑" if one.difference.value > 0 else "↓"
