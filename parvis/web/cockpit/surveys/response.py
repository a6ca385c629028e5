"""How many answered a survey, at a glance."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.capture.answers.queries import Response
from parvis.inform.dashboards.wording import count, percent
from parvis.web.cockpit.surveys import sayings


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at a glance, a note under it, where it leads ("" for nowhere)."""

    name: str
    value: str
    note: str
    href: str = ""


def tiles(heard: Response) -> list[Tile]:
    """How many answered, and of those invited."""
    answers = pgettext("survey results", "Answers")
    found = [Tile(answers, count(heard.given), sayings.waiting(heard.waiting))]
    if heard.rate is not None:
        invited = pgettext("survey results", "Of those invited")
        found.append(Tile(invited, percent(heard.rate), sayings.rate(heard)))
    return found
