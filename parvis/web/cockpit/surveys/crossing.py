"""One question by another, as the page shows it: a table, and whether it means anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import count
from parvis.understand.surveys.comparing.verdicts import Finding, Verdict
from parvis.understand.surveys.counting import Numbers
from parvis.understand.surveys.crossings import Crossed, crossed, sides
from parvis.understand.surveys.disclosure.handful import K
from parvis.understand.surveys.handfuls import Places
from parvis.understand.surveys.handfuls import crossed as handfuls
from parvis.understand.surveys.reading import Answers
from parvis.web.cockpit.surveys import telling
from parvis.web.cockpit.surveys.asked import Asked
from parvis.web.cockpit.surveys.asked import titles as titles_of
from parvis.web.cockpit.surveys.origins import NAMES, values

Cell = tuple[str, str, str]
NOTHING: Cell = ("–", "", "")


@dataclass(frozen=True, slots=True)
class Table:
    """The table: its heads, and for each group its name, its answers and its cells; a cell is its
    figure, how far it may be off, and "↑", "↓" or "" where it stands out. `untold` says why some of
    it is not shown ("": all is)."""

    title: str
    sentence: str
    untold: str
    apart: list[str]
    heads: list[str]
    rows: list[tuple[str, str, list[Cell]]]
    overlap: bool


def shown(
    answers: Answers, asked: Asked, weights: Numbers | None, *, anonymous: Sequence[Answers]
) -> Table | None:
    """What is crossed; None where nothing is. What a handful of `anonymous` answers said is not
    shown apart: those looked at, and those left out of them; none where they are signed."""
    if not (asked.key and asked.by and answers.many):
        return None
    found = crossed(answers, asked.key, asked.by, weights)
    hidden = _hidden(anonymous, asked)
    titles = titles_of(answers.form)
    origins = asked.by in NAMES
    known = values(asked.by) if origins else {}
    names = [known.get(code) or worded(label) or code for code, label in found.groups.items()]
    options = [worded(label) or code for code, label in found.options.items()]
    by = str(NAMES[asked.by]) if origins else titles[asked.by]
    return Table(
        title=pgettext("survey results", "%(question)s By: %(by)s")
        % {"question": titles[asked.key], "by": by},
        sentence=verdict(found.verdict),
        untold=_untold() if any(hidden) else "",
        apart=_apart(found, names, options, hidden),
        heads=[*options, *([str(telling.FIGURES["mean"])] if found.means else [])],
        rows=[
            _kept_back(found, group, name)
            if group in hidden[0]
            else _row(found, group, name, hidden[1])
            for group, name in enumerate(names)
        ],
        overlap=asked.by in sides(answers.form) and sides(answers.form)[asked.by][0].several,
    )


def _hidden(anonymous: Sequence[Answers], asked: Asked) -> tuple[Places, Places]:
    """The groups and the options that are not told of, by their places."""
    found = [handfuls(one, asked.key, asked.by) for one in anonymous]
    rows, heads = [Places(), *(row for row, _ in found)], [Places(), *(head for _, head in found)]
    return Places().union(*rows), Places().union(*heads)


def _untold() -> str:
    return pgettext(
        "survey results",
        "The survey is anonymous: a group of fewer than five people is not shown, nor the smallest "
        "other one, from which it could be reckoned.",
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


def _apart(
    found: Crossed, names: list[str], options: list[str], hidden: tuple[Places, Places]
) -> list[str]:
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
        if (len(options) > 2 or option == 0) and group not in hidden[0] and option not in hidden[1]
    ]


def _row(found: Crossed, group: int, name: str, hidden: Places) -> tuple[str, str, list[Cell]]:
    cells = [
        NOTHING
        if option in hidden
        else (telling.share(share), telling.between(share), _mark(found.apart.get((group, option))))
        for option, share in enumerate(found.shares[group])
    ]
    if found.means:
        # From a mean, and the shares shown, those that are not could be reckoned.
        mean = None if hidden else found.means[group]
        mark = _mark(found.means_apart.get(group))
        cells.append((telling.value(mean), telling.ends(mean), mark) if mean else NOTHING)
    return name, count(found.answers[group]), cells


def _kept_back(found: Crossed, group: int, name: str) -> tuple[str, str, list[Cell]]:
    few = found.answers[group] < K
    said = (
        pgettext("survey results", "fewer than 5") if few
        else pgettext("survey results", "not shown")
    )  # fmt: skip
    return name, said, [NOTHING] * (len(found.options) + bool(found.means))


def _mark(one: Finding | None) -> str:
    if one is None:
        return ""
    return "↑" if one.difference.value > 0 else "↓"
