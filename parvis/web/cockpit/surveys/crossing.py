"""One question by another, as the page shows it: a table, and whether it means anything."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import count
from parvis.understand.surveys.comparing.verdicts import Verdict
from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.crossings import CHANNEL, Crossed, crossed
from parvis.understand.surveys.reading import Answers
from parvis.web.cockpit.surveys import telling
from parvis.web.cockpit.surveys.asked import Asked
from parvis.web.cockpit.surveys.sayings import CHANNELS


@dataclass(frozen=True, slots=True)
class Table:
    """The table: its heads, and for each group its name, its answers and its cells; a cell is its
    figure, and "↑", "↓" or "" where it stands out."""

    title: str
    sentence: str
    apart: list[str]
    heads: list[str]
    rows: list[tuple[str, str, list[tuple[str, str]]]]
    has_means: bool


def shown(answers: Answers, asked: Asked, weights: Numbers | None) -> Table | None:
    """What is crossed; None where nothing is."""
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
        else worded(answers.question(asked.by).label)
    )
    return Table(
        title=pgettext("survey results", "%(question)s By: %(by)s")
        % {"question": worded(answers.question(asked.key).label), "by": by},
        sentence=verdict(found.verdict),
        apart=_apart(found, names, options),
        heads=[*options, *([str(telling.FIGURES["mean"])] if found.means else [])],
        rows=[_row(found, group, name) for group, name in enumerate(names)],
        has_means=bool(found.means),
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


def _row(found: Crossed, group: int, name: str) -> tuple[str, str, list[tuple[str, str]]]:
    cells = [
        (telling.share(share), _mark(found, group, option))
        for option, share in enumerate(found.shares[group])
    ]
    if found.means:
        mean = found.means[group]
        cells.append((telling.figure("mean", mean) if mean else "–", ""))
    return name, count(found.answers[group]), cells


def _mark(found: Crossed, group: int, option: int) -> str:
    one = found.apart.get((group, option))
    if one is None:
        return ""
    return "↑" if one.difference.value > 0 else "↓"
