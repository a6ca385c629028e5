"""A comparison that was worked out, as pages read it."""

from dataclasses import dataclass
from datetime import date

from parvis.inform.dashboards.indicators import Span
from parvis.understand.disparities.figures import Comparison
from parvis.understand.disparities.stored import COMPARISON
from parvis.understand.studies.models import Study


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found, and over which days."""

    found: Comparison
    span: Span


def kept(study: Study | None) -> Kept | None:
    """What a study found; None without one, or where another version kept it in another form."""
    if study is None or study.versions != COMPARISON.versions:
        return None
    since, until = (date.fromisoformat(study.result[name]) for name in ("since", "until"))
    return Kept(COMPARISON.from_json(study.result["found"]), Span(since, until))
