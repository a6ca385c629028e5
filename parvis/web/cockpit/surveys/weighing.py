"""Weights of a survey, as the page shows them: what they cost, or why there are none."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import decimal, percent
from parvis.offer.surveys.models import Survey
from parvis.understand.surveys.counting import Flags, Numbers
from parvis.understand.surveys.margins import margins_of, weighable, weights
from parvis.understand.surveys.reading import Answers
from parvis.understand.surveys.silences import Hearing, silences
from parvis.understand.surveys.weighting import Raked, Refusal, Refused
from parvis.web.cockpit.surveys import telling


@dataclass(frozen=True, slots=True)
class Voice:
    """One category of what is known of the town, in words: its part of the town, of those who
    answered (`share`, `heard`, and `between` what it may be), of the weighted answers ("" without
    weights), and how it was heard; `is_silent` if less than its part, by more than chance explains.
    """

    question: str
    category: str
    expected: str
    share: float
    heard: str
    between: str
    weighted: str
    verdict: str
    is_silent: bool


@dataclass(frozen=True)
class Weighed:
    """`weights` of all answers (None: there are none), what is said of them, and how each category
    was heard."""

    weights: Numbers | None = None
    sentence: str = ""
    refused: str = ""
    voices: tuple[Voice, ...] = ()

    @property
    def silent(self) -> str:
        """Whom we have not heard, in a sentence."""
        names = [one.category for one in self.voices if one.is_silent]
        if not names:
            return pgettext(
                "survey results", "No part of the town stands out by having answered too little."
            )
        return pgettext(
            "survey results",
            "They answered less than their part of the town, by more than chance explains: "
            "%(categories)s.",
        ) % {"categories": ", ".join(names)}

    def of(self, kept: Flags | None) -> Numbers | None:
        """Those of the answers that are looked at."""
        return self.weights if self.weights is None or kept is None else self.weights[kept]


def weighed(answers: Answers, survey: Survey) -> Weighed:
    """The weights that what is known of the town gives."""
    if not survey.margins or not answers.many:
        return Weighed()
    made = weights(answers, survey.margins)
    mine = made.weights if isinstance(made, Raked) else None
    voices = _voices(answers, survey, mine)
    if isinstance(made, Refused):
        return Weighed(refused=_why(answers, made), voices=voices)
    return Weighed(mine, _cost(made) if made else "", voices=voices)


def _cost(made: Raked) -> str:
    return pgettext(
        "survey results",
        "Weighted to what is known of the town; these answers then tell as much as %(many)s.",
    ) % {"many": decimal(made.effective, 0)}


def _why(answers: Answers, refused: Refused) -> str:
    """Why there are no weights, in a sentence that names the category to merge or to leave out."""
    category = _category(answers, refused.margin, refused.category)
    sentence = {
        Refusal.NOBODY: pgettext(
            "survey results",
            "No weights: nobody of “%(category)s” answered, who are %(share)s of the town.",
        ),
        Refusal.UNKNOWN_TO_MARGIN: pgettext(
            "survey results",
            "No weights: people of “%(category)s” answered, and the margin counts none of them.",
        ),
        Refusal.NO_CONVERGENCE: pgettext(
            "survey results",
            "No weights: no weights reach all margins together; “%(category)s” is furthest off.",
        ),
        Refusal.WEIGHT_TOO_LARGE: pgettext(
            "survey results",
            "No weights: so few of “%(category)s” answered that one person would count for "
            "%(figure)s.",
        ),
        Refusal.TOO_LITTLE_LEFT: pgettext(
            "survey results",
            "No weights: too few of “%(category)s” answered; weighted, the answers would tell no "
            "more than %(share)s of them do.",
        ),
    }[refused.reason]
    return sentence % {
        "category": category,
        "share": percent(refused.figure),
        "figure": decimal(refused.figure),
    }


def _voices(answers: Answers, survey: Survey, mine: Numbers | None) -> tuple[Voice, ...]:
    verdicts = {
        Hearing.UNDER: pgettext("survey results", "too little heard"),
        Hearing.NOBODY: pgettext("survey results", "nobody answered"),
        Hearing.OVER: pgettext("survey results", "more than their part"),
        Hearing.AS_EXPECTED: pgettext("survey results", "as expected"),
    }
    return tuple(
        Voice(
            question=worded(answers.question(one.margin).label),
            category=_category(answers, one.margin, one.category),
            expected=percent(one.expected),
            share=one.raw.value,
            heard=percent(one.raw.value),
            between=telling.between(one.raw),
            weighted="" if one.weighted is None else percent(one.weighted),
            verdict=verdicts[one.hearing],
            is_silent=one.hearing in {Hearing.UNDER, Hearing.NOBODY},
        )
        for one in silences(margins_of(answers, survey.margins), mine)
    )


def _category(answers: Answers, margin: str, category: int) -> str:
    key, label = list(weighable(answers.form)[margin].items())[category]
    return worded(label) or key
