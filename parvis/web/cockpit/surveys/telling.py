"""What is said of the figures of a survey, in words."""

import math

from django.utils.translation import pgettext, pgettext_lazy

from parvis.foundation.wording import unbroken, worded
from parvis.inform.dashboards.wording import decimal, percent
from parvis.understand.surveys.found import EFFORT, MEAN, MEDIAN, SATISFIED, SCORE, Option, Result
from parvis.understand.surveys.intervals import Estimate
from parvis.web.cockpit.surveys.sayings import answers

# What the judgement may be about.
_JUDGED = {"options", "several", "scale"}
FIGURES = {
    SCORE: pgettext_lazy("survey results", "Recommendation (−100 to 100)"),
    SATISFIED: pgettext_lazy("survey results", "Satisfied"),
    EFFORT: pgettext_lazy("survey results", "Effort score (mean)"),
    MEAN: pgettext_lazy("survey results", "Mean"),
    MEDIAN: pgettext_lazy("survey results", "Median"),
}
FEW = 10


def share(of: Estimate | None) -> str:
    """ "60 %"; a dash where nobody answered."""
    return percent(of.value if of else None)


def between(of: Estimate | None) -> str:
    """ "de 52 à 67 %": how far a share may be off."""
    if of is None:
        return ""
    low, high = percent(of.low), percent(of.high)
    return pgettext("survey results", "%(low)s to %(high)s") % {"low": low, "high": high}


def figure(name: str, of: Estimate) -> str:
    """A mean or a score with its interval."""
    return f"{shown(name, of)} ({off(name, of)})" if off(name, of) else shown(name, of)


def shown(name: str, of: Estimate) -> str:
    """A mean or a score by itself."""
    return share(of) if name == SATISFIED else value(of)


def off(name: str, of: Estimate) -> str:
    """How far it may be off; "" where nothing bounds it."""
    return between(of) if name == SATISFIED else ends(of)


def value(of: Estimate) -> str:
    """A mean, or a score."""
    return decimal(of.value)


def ends(of: Estimate) -> str:
    """How far a mean may be off; "" where nothing bounds it."""
    if not (math.isfinite(of.low) and math.isfinite(of.high)):
        return ""
    both = {"low": decimal(of.low), "high": decimal(of.high)}
    return pgettext("survey results", "%(low)s to %(high)s") % both


def judgement(results: list[Result], many: int) -> str:
    """The survey in one sentence: what the first question that can be told of came to."""
    if not many:
        return pgettext("survey results", "Nobody has answered yet.")
    told = next((one for one in results if one.shape in _JUDGED and one.answers), None)
    if told is None:
        return pgettext("survey results", "%(answers)s, all in words.") % {"answers": answers(many)}
    if told.answers < FEW:
        return pgettext("survey results", "%(answers)s: too few to conclude.") % {
            "answers": answers(many)
        }
    return unbroken(f"{worded(told.label)} {_leading(told)}")


def summary(result: Result) -> str:
    """One question in a sentence, for who sees no picture."""
    if not result.answers:
        return pgettext("survey results", "Nobody answered this question.")
    # Its figures stand under it, one by one.
    if result.figures or not result.options or result.answers < FEW:
        return ""
    return _leading(result)


def _figured(result: Result) -> str:
    return "\N{NO-BREAK SPACE}· ".join(
        f"{FIGURES[name]} {figure(name, of)}" for name, of in result.figures.items()
    )


def _leading(result: Result) -> str:
    """What most chose, or that two are neck and neck."""
    if result.figures and result.shape == "scale":
        return _figured(result)
    first, *others = sorted(result.options, key=lambda option: -option.count)
    if first.share is None:
        return answers(result.answers)
    if others and others[0].share and others[0].share.high >= first.share.low:
        return pgettext(
            "survey results", "“%(first)s” (%(one)s) and “%(second)s” (%(two)s): too close to call."
        ) % {
            "first": option(first), "one": share(first.share),
            "second": option(others[0]), "two": share(others[0].share),
        }  # fmt: skip
    return pgettext("survey results", "“%(first)s” comes first: %(share)s, %(between)s.") % {
        "first": option(first),
        "share": share(first.share),
        "between": between(first.share),
    }


def option(of: Option) -> str:
    """A choice, as its author called it."""
    return worded(of.label) or of.key
