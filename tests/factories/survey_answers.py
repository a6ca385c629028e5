"""People's answers to a made-up survey, written as if they had come."""

from collections.abc import Iterable
from typing import Any

from parvis.capture.answers.models import Answer
from parvis.capture.answers.operations import write_answer
from parvis.capture.answers.rules import NewAnswer
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.models import Survey


def answered(
    survey: Survey, every: Iterable[dict[str, Any]], *, channel: str = "web"
) -> list[Answer]:
    """Each of these answers, as somebody's; to be called inside `town.open()`."""
    assert survey.version_id is not None
    written = [
        write_answer(
            survey=survey,
            new=NewAnswer(
                has_agreed=True, version=survey.version_id, channel=channel, answers=given
            ),
            invitation=None,
            by=SYSTEM,
        )
        for given in every
    ]
    return [one for one in written if one is not None]
