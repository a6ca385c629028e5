"""What would tell of a few people, in words: the question, the row and the column."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import count
from parvis.offer.forms.compiled import CompiledForm
from parvis.understand.surveys.lines import Line, lines
from parvis.web.cockpit.surveys.asked import said, titled


def told(
    form: CompiledForm, refused: Iterable[Mapping[str, Any]], chosen: Iterable[Sequence[str]]
) -> list[str]:
    """Each count that could be reckoned, as one says it; `chosen` are the crossings that were to be
    published: a question, and the one that it was crossed with."""
    known = {line.name: line for these in lines(form).values() for line in these}
    across = {by for _, by in chosen if by}
    return [f"{_cell(known, across, one)} {_bounds(one)}" for one in refused]


def _cell(known: Mapping[str, Line], across: set[str], one: Mapping[str, Any]) -> str:
    """ "Question “…”, row “…”, column “…”": who is counted."""
    parts = [(known[axis], option) for axis, option in one["cell"] if axis in known]
    # What a question is crossed with are the rows of its table.
    parts.sort(key=lambda part: part[0].key in across or part[0].name in across)
    if not parts:
        return pgettext("survey results", "Everybody who answered:")
    asked = [titled([line]) for line, _ in parts]
    words = [_option(line, option) for line, option in parts]
    if len(parts) == 1:
        sentence = pgettext("survey results", "Question “%(asked)s”, row “%(row)s”:")
        return sentence % {"asked": asked[0], "row": words[0]}
    sentence = pgettext(
        "survey results", "Question “%(asked)s” by “%(by)s”, row “%(row)s”, column “%(column)s”:"
    )
    return sentence % {"asked": asked[0], "by": asked[1], "row": words[1], "column": words[0]}


def _option(line: Line, option: str) -> str:
    word = worded(line.options[option]) or option
    return f"{said(line, option)}\N{NO-BREAK SPACE}: {word}" if line.several else word


def _bounds(one: Mapping[str, Any]) -> str:
    since = one["kind"] == "change"
    if one["low"] == one["high"]:
        sentence = (
            pgettext("survey results", "%(low)s people came since the last publication, it tells.")
            if since
            else pgettext("survey results", "one could reckon that they are %(low)s.")
        )
    else:
        sentence = (
            pgettext(
                "survey results",
                "%(low)s to %(high)s people came since the last publication, it tells.",
            )
            if since
            else pgettext("survey results", "one could reckon that they are %(low)s to %(high)s.")
        )
    return sentence % {"low": count(one["low"]), "high": count(one["high"])}
