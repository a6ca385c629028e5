"""« Do not show, and say why »: the rules of what is published, and those that were named."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest

from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import Refused, published
from parvis.understand.moderation.rules import PUBLIC_RULES, proposed
from parvis.understand.moderation.told import title
from parvis.understand.readings.models import Reading
from parvis.web.desk import same_words

# The rule's code, what it is called, and whether it is proposed.
Choice = tuple[str, str, bool]


def asked_for(request: HttpRequest) -> str:
    """The rule that a form names; empty where the form asks for none. Raises `Refused`
    (`no_such_rule`) where none was chosen."""
    rule = request.POST.get("rule", "")
    if "rule" in request.POST and not rule:
        raise Refused("no_such_rule")
    return rule


def choices(
    reading: Reading | None = None, *, beside: Sequence[tuple[str, bool]] = ()
) -> list[Choice]:
    """Every rule; proposed is what the words themselves say most surely, else what shows beside
    others. Of a photo nothing is proposed: no machine reads what it says."""
    found = reading.found.get("moderation") if reading else None
    first = found[0][0] if found else proposed(beside)
    return [(rule, title(rule), rule == first) for rule in PUBLIC_RULES]


def named(steps: Iterable[Step]) -> dict[int | None, str]:
    """For which rule, by its name, a photo (by its id) or the words (None) are not shown now."""
    last = {
        published(step): step.data.get("rule", "")
        for step in steps
        if step.kind == "publication" and step.undone_at is None
    }
    return {what: title(rule) for what, rule in last.items() if rule}


def given(case: Case, steps: Sequence[Step], reading: Reading | None) -> dict[str, Any]:
    """What the page of a case shows of it."""
    return {
        "rules": choices(reading, beside=same_words.kinds(case, reading)),
        "not_shown": named(steps).get(None, ""),
        "same_words": same_words.lines(case, reading),
    }
