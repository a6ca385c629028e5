"""Chosen tables of a survey, with hidden what would tell of a few people."""

from collections.abc import Sequence

from parvis.foundation.db.operation import Refusal
from parvis.inform.releases import tables
from parvis.inform.releases.models import Release
from parvis.offer.surveys.models import Survey
from parvis.understand.surveys.disclosure.audit import Deducible
from parvis.understand.surveys.disclosure.suppress import suppress
from parvis.understand.surveys.disclosure.unknowns import Contradiction
from parvis.understand.surveys.reading import answers


def protected(
    survey: Survey,
    chosen: Sequence[tuple[str, str]],
    before: Sequence[Release],
    *,
    withdrawn: bool,
) -> tuple[list[tables.Stored], int, tuple[Deducible, ...]]:
    """The tables as they may be stored, how many people they are of, and what can be reckoned all
    the same with the releases `before`. Raises Refusal("changed_since"), KeyError for a question
    that is not published."""
    every = answers(survey)
    counted = [one for key, by in chosen for one in tables.counted(every, key, by)]
    earlier = [[tables.released(kept) for kept in release.tables] for release in before]
    try:
        made = suppress([table for _, table in counted], earlier=earlier, withdrawn=withdrawn)
    except Contradiction as error:
        raise Refusal("changed_since") from error
    stored = [
        tables.stored(shape, released)
        for (shape, _), released in zip(counted, made.released, strict=True)
    ]
    return stored, every.many, made.remaining
