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


@dataclass(frozen=True)
class Weighed:
    """`weights` of all answers (None: there are none), what is said of them, and who was heard
    less than their part of the town."""

    weights: Numbers | None = None
    sentence: str = ""
    refused: str = ""
    silent: tuple[str, ...] = ()

    def of(self, kept: Flags | None) -> Numbers | None:
        """Those of the answers that are looked at."""
        return self.weights if self.weights is None or kept is None else self.weights[kept]


def weighed(answers: Answers, survey: Survey) -> Weighed:
    """The weights that what is known of the town gives."""
    if not survey.margins or not answers.many:
        return Weighed()
    made, silent = weights(answers, survey.margins), _silent(answers, survey)
    if isinstance(made, Refused):
        return Weighed(refused=_why(answers, made), silent=silent)
    if isinstance(made, Raked):
        return Weighed(made.weights, _cost(made), silent=silent)
    return Weighed(silent=silent)


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


def _silent(answers: Answers, survey: Survey) -> tuple[str, ...]:
    """Whom we have not heard, a sentence for each category."""
    sentence = pgettext(
        "survey results", "%(category)s: %(heard)s of the answers, %(expected)s of the town"
    )
    return tuple(
        sentence
        % {
            "category": _category(answers, one.margin, one.category),
            "heard": percent(one.raw.value),
            "expected": percent(one.expected),
        }
        for one in silences(margins_of(answers, survey.margins))
        if one.hearing in {Hearing.UNDER, Hearing.NOBODY}
    )


def _category(answers: Answers, margin: str, category: int) -> str:
    key, label = list(weighable(answers.form)[margin].items())[category]
    return worded(label) or key
