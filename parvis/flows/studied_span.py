"""The days that a study of a period looks at, from what it is asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from parvis.inform.dashboards.indicators import Span, named_span

USUAL = "year"


def studied_span(asked: Mapping[str, Any], today: date) -> Span:
    """The days `since` to `until` (ISO), else those of the `period` that `named_span` knows, up to
    today; of the usual one when nothing is asked."""
    if "since" in asked:
        return Span(date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"]))
    return named_span(asked.get("period", USUAL), today)
