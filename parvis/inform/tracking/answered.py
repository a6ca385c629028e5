"""What somebody answered to the few questions of a service type, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.questions import NO, YES, Question, questions


def told(version: int, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each question that was answered, and the answer, in the reader's language and in the order
    in which they were asked. What the version does not ask is left out."""
    if not answers:
        return []
    asked = questions(offer.version(version).questions)
    return [
        (worded(one.label), _words(one, answers[one.key]))
        for one in asked
        if answers.get(one.key) not in (None, "", [])
    ]


def _words(question: Question, answer: Any) -> str:
    names = {choice.key: worded(choice.label) for choice in question.choices}
    if question.kind == "yes_no":
        names = {YES: gettext("Yes"), NO: gettext("No")}
    given = answer if isinstance(answer, list) else [answer]
    return ", ".join(names.get(str(one), str(one)) for one in given)
