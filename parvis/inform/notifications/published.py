"""What a message says of words and photos that the public reads, or does not."""

from collections.abc import Sequence

from django.utils.translation import gettext

from parvis.inform.notifications.links import site
from parvis.inform.tracking import withheld
from parvis.inform.tracking.facts import StepFact


def lines(shown: Sequence[StepFact], verdict: str) -> list[str]:
    """What was decided, but what the `verdict` says already, for which rule, what stays, and what
    one may do."""
    found = []
    for step in shown:
        found += [line for line in (withheld.verdict(step), withheld.rule(step)) if line != verdict]
    if is_refused(shown):
        found += [withheld.reassurance(), withheld.contest()]
    return [line for line in found if line]


def notes(shown: Sequence[StepFact]) -> list[tuple[str, str, str]]:
    """Where the rules can be read."""
    if not is_refused(shown):
        return []
    rules = f"{site()}/regles/"
    return [(gettext("What we publish, and what we don’t:"), gettext("Our rules"), rules)]


def is_refused(shown: Sequence[StepFact]) -> bool:
    """Whether a rule is named."""
    return any(withheld.rule(step) for step in shown)
