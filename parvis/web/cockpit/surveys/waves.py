"""A barometer beside its wave before: what changed, and whether it means anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.inform.dashboards.wording import decimal
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.queries import wave_before
from parvis.understand.surveys.barometer import Changed, changes
from parvis.understand.surveys.comparing.verdicts import Finding, Verdict
from parvis.understand.surveys.disclosure.handful import K
from parvis.understand.surveys.margins import weights
from parvis.understand.surveys.reading import Answers, answers
from parvis.understand.surveys.weighting import Raked
from parvis.web.cockpit.surveys import telling


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in both waves, in words."""

    name: str
    before: str
    now: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The figures of both waves, and how they were weighted, in a sentence ("": no margins)."""

    lines: list[Line]
    weighed: str


def changed(here: Answers, survey: Survey) -> Changes | None:
    """Each figure that both waves have; None for what is no barometer, its first wave, or where a
    handful alone answered, anonymously."""
    before = wave_before(survey) if survey.kind == "barometer" else None
    if before is None:
        return None
    there = answers(before)
    if (survey.is_anonymous and here.many < K) or (before.is_anonymous and there.many < K):
        return None
    now, then = weights(here, survey.margins), weights(there, before.margins)
    both = isinstance(now, Raked) and isinstance(then, Raked)
    found = changes(here, there, (now.weights, then.weights) if both else (None, None))
    return Changes(_lines(found), _weighed(both=both, is_known=bool(survey.margins)))


def _weighed(*, both: bool, is_known: bool) -> str:
    if both:
        return pgettext("survey results", "Both waves are weighted to what is known of the town.")
    if is_known:
        return pgettext(
            "survey results",
            "As they were heard: not both waves could be weighted, so who answered may differ.",
        )
    return ""


def _lines(compared: Sequence[Changed]) -> list[Line]:
    found = []
    for one in compared:
        title = " – ".join(text for text in (worded(one.label), worded(one.row)) if text)
        if one.is_reworded:
            title = pgettext("survey results", "%(question)s (asked in other words before)") % {
                "question": title
            }
        if one.mean is not None:
            means = decimal(one.mean.there.value), decimal(one.mean.here.value)
            found.append(Line(title, *means, _verdict(one.mean)))
        for label, change in one.shares.values():
            shares = telling.share(change.there), telling.share(change.here)
            found.append(Line(f"{title} {worded(label)}", *shares, _verdict(change)))
    return found


def _verdict(change: Finding) -> str:
    if change.verdict is Verdict.TOO_FEW_ANSWERS:
        return pgettext("survey results", "Too few answers to compare.")
    if change.verdict is Verdict.TOO_SMALL_TO_SAY:
        return pgettext("survey results", "gap too small to conclude")
    if change.difference.value > 0:
        return pgettext("survey results", "rises, by more than chance explains")
    return pgettext("survey results", "falls, by more than chance explains")
