"""What the address of a results page asks for: which answers are looked at, what is crossed."""

from dataclasses import dataclass

import numpy as np
from django.http import QueryDict

from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import CompiledForm
from parvis.understand.surveys import handfuls
from parvis.understand.surveys.counting import Codes, Flags
from parvis.understand.surveys.crossings import numbered, sides
from parvis.understand.surveys.lines import Line, codes_on, lines
from parvis.understand.surveys.reading import CHANNEL, Answers
from parvis.web.cockpit.surveys import origins as origins_of
from parvis.web.cockpit.surveys.sayings import CHANNELS


@dataclass(frozen=True, slots=True)
class Asked:
    """`only` are lines and the option that is looked at, `channel` one way of answering, `key` and
    `by` what is crossed; "" or nothing where nothing is asked for."""

    only: tuple[tuple[Line, str], ...] = ()
    channel: str = ""
    key: str = ""
    by: str = ""


def read(query: QueryDict, answers: Answers) -> Asked:
    """What of an address the form of these answers knows; the rest is passed over."""
    known = {line.name: line for these in lines(answers.form).values() for line in these}
    pairs = [tuple(text.split(":", 1)) for text in query.getlist("que") if ":" in text]
    only = tuple(
        (known[name], option)
        for name, option in pairs
        if name in known and option in known[name].options
    )
    may, origins = titles(answers.form), origins_of.offered(answers)
    channel = query.get(CHANNEL, "")
    key, by = query.get("question", ""), query.get("par", "")
    return Asked(
        only,
        channel if channel in CHANNELS else "",
        key if key in may else "",
        by if (by in may or by in origins) and by != key else "",
    )


def looked_at(answers: Answers, asked: Asked) -> Flags | None:
    """Which of all answers are looked at (an entry for each); None for all."""
    found = [codes == option for codes, _, option in _filters(answers, asked)]
    return np.logical_and.reduce(found) if found else None


def is_handful(answers: Answers, asked: Asked) -> bool:
    """Whether those looked at are a handful, or give one back: taken from all, from those whom some
    of the filters leave, or with the other choices of one filter."""
    filters = _filters(answers, asked)
    kept = [codes == option for codes, _, option in filters]
    if not filters:
        return False
    everybody = np.ones(len(kept[0]), dtype=bool)
    return handfuls.parts(kept) or any(
        handfuls.is_handful(codes[who], options, option)
        for at, (codes, options, option) in enumerate(filters)
        for who in (everybody, np.logical_and.reduce([everybody, *kept[:at], *kept[at + 1 :]]))
    )


def _filters(answers: Answers, asked: Asked) -> list[tuple[Codes, int, int]]:
    """What narrows: the option of each answer, how many options there are, the one looked at."""
    found = [
        (codes_on(answers, line), len(line.options), list(line.options).index(option))
        for line, option in asked.only
    ]
    if asked.channel:
        ways = answers.came_with[CHANNEL]
        place = ways.index(asked.channel) if asked.channel in ways else len(ways)
        found.append((answers.of(CHANNEL), len(ways), place))
    return found


def choices(form: CompiledForm, asked: Asked) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What one may look at alone: each question with its choices, as a list offers them."""
    return [
        (
            worded(these[0].title),
            [
                (f"{line.name}:{option}", said(line, option), (line, option) in asked.only)
                for line in these
                for option in _told(line)
            ],
        )
        for these in lines(form).values()
    ]


def titles(form: CompiledForm) -> dict[str, str]:
    """What may be crossed, by name, as one says it: lines, and questions of numbers."""
    found = {name: titled(these) for name, these in sides(form).items()}
    numbers = {key: worded(question.label) for key, question in numbered(form).items()}
    return found | numbers


def questions(form: CompiledForm, chosen: str) -> list[tuple[str, str, bool]]:
    """What may be crossed."""
    return [(name, title, name == chosen) for name, title in titles(form).items()]


def groupings(answers: Answers, chosen: str) -> list[tuple[str, str, bool]]:
    """What it may be crossed by: any of them, or what the answers came with."""
    origins = [
        (name, str(origins_of.NAMES[name]), name == chosen) for name in origins_of.offered(answers)
    ]
    return [*origins, *questions(answers.form, chosen)]


def chips(form: CompiledForm, asked: Asked) -> list[str]:
    """What is looked at alone, in words."""
    found = [f"{worded(line.title)} {said(line, option)}" for line, option in asked.only]
    return [*found, *([str(CHANNELS[asked.channel])] if asked.channel else [])]


def titled(side: list[Line]) -> str:
    """What a side of a crossing asks: a question, or one row of a matrix."""
    row = "" if side[0].several else worded(side[0].label)
    return " – ".join(text for text in (worded(side[0].title), row) if text)


def said(line: Line, option: str) -> str:
    """An option of a line, as one says it: a choice by its own words, a row's with the row's."""
    if line.several:
        return worded(line.label) or line.part
    row, step = worded(line.label), worded(line.options[option]) or option
    return f"{row}\N{NO-BREAK SPACE}: {step}" if row else step


def _told(line: Line) -> list[str]:
    options = list(line.options)
    return [options[at] for at in line.told]
