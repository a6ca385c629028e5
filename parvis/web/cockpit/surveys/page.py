"""The page of one survey: the judgement, the response, each question, what is crossed, silences."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.capture.answers.queries import response
from parvis.foundation.clock import now
from parvis.foundation.wording import unbroken, worded
from parvis.inform.dashboards.wording import count, decimal
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import state
from parvis.people.permissions import may
from parvis.understand.surveys.counting import Flags
from parvis.understand.surveys.crossings import sides
from parvis.understand.surveys.disclosure.handful import K
from parvis.understand.surveys.found import MEAN, Result
from parvis.understand.surveys.quiz import scored
from parvis.understand.surveys.reading import CHANNEL, Answers, answers
from parvis.understand.surveys.results import results
from parvis.web.cockpit.surveys import (
    asked,
    crossing,
    given_files,
    sayings,
    telling,
    waves,
    weighing,
)
from parvis.web.cockpit.surveys.asked import Asked
from parvis.web.cockpit.surveys.response import Tile, tiles

# Of a long list of choices the most chosen are drawn; the table has them all.
MOST_BARS = 12
MOST_TILES = 3
_OF_A_WHOLE = {"options", "several", "scale", "ranking"}


@dataclass(frozen=True, slots=True)
class Row:
    """One choice of a question, drawn: `share` of the bar, the figures in words."""

    name: str
    count: str
    share: float
    words: str
    between: str
    weighted: str
    weighted_between: str
    rank: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as the page shows it: its `rows` in a table, those that are `drawn` as bars, and
    how many are `left` out there. `answers` is "" where there are none: `summary` says so. `parts`
    are the rows of a matrix."""

    key: str
    shape: str
    title: str
    answers: str
    summary: str
    rows: list[Row]
    drawn: list[Row]
    left: str
    figures: list[tuple[str, str, str]]
    parts: list["Shown"]
    explanation: str
    words_href: str


def shown(survey: Survey, request: HttpRequest) -> dict[str, Any]:
    """Everything that the page says."""
    every = answers(survey)
    wanted = asked.read(request.GET, every)
    kept = asked.looked_at(every, wanted)
    seen = every if kept is None else every.where(kept)
    heard = response(survey, written=every.many)
    weighed = weighing.Weighed() if _is_handful(every, survey) else weighing.weighed(every, survey)
    theirs = weighed.of(kept)
    hidden = _hidden(every, wanted, survey)
    found = [] if hidden else results(seen, theirs)
    return {
        "survey": survey,
        "title": worded(survey.title),
        "kind": sayings.kind(survey),
        "state": sayings.STATES[state(survey, now())],
        "judgement": telling.judgement(found, seen.many),
        "tiles": _tiles(found),
        "response": tiles(heard),
        "heard": heard,
        "given": sayings.answers(heard.given),
        "rate": sayings.rate(heard),
        "waiting": sayings.waiting(heard.waiting),
        "looked_at": sayings.answers(seen.many),
        "hidden": hidden,
        "questions": [_shown(one, survey) for one in found if one.key],
        "chips": asked.chips(every.form, wanted),
        "choices": asked.choices(every.form, wanted),
        "channels": [(code, sayings.CHANNELS[code], code == wanted.channel)
                     for code in every.came_with[CHANNEL]],
        "crossed_questions": asked.questions(every.form, wanted.key),
        "groupings": asked.groupings(every, wanted.by),
        "crossed": None if hidden else crossing.shown(
            seen, wanted, theirs, anonymous=_told_of(every, kept, survey)
        ),
        "weighed": weighed,
        "scores": _scores(seen) if survey.kind == "quiz" and not hidden else None,
        "changes": waves.changed(every, survey),
        "asked": wanted,
        "query": request.GET.urlencode(),
        "publishable": {wanted.key, wanted.by} <= sides(every.form).keys()
        and may(request.agent.roles, "cockpit.export"),
        "may_export": may(request.agent.roles, "cockpit.export"),
        "has_files": given_files.are_asked(every.form),
        "may_see_identity": may(request.agent.roles, "case.identity"),
    }  # fmt: skip


def _is_handful(every: Answers, survey: Survey) -> bool:
    return survey.is_anonymous and 0 < every.many < K


def _hidden(every: Answers, wanted: Asked, survey: Survey) -> str:
    """Why nothing is shown of what is looked at; "" where it is."""
    if _is_handful(every, survey):
        return pgettext(
            "survey results",
            "Fewer than five people have answered. The survey is anonymous: what so few said is "
            "not shown.",
        )
    if survey.is_anonymous and asked.is_handful(every, wanted):
        return pgettext(
            "survey results",
            "These people, or those left out, are fewer than five, or could be reckoned so with "
            "the other choices. The survey is anonymous: what so few said is not shown apart.",
        )
    return ""


def _told_of(every: Answers, kept: Flags | None, survey: Survey) -> list[Answers]:
    """The anonymous answers that a page tells of: those looked at, and, by subtraction, others."""
    if not survey.is_anonymous:
        return []
    return [every] if kept is None else [every.where(kept), every.where(~kept)]


def _tiles(found: list[Result]) -> list[Tile]:
    """The first scales at a glance."""
    first = []
    scales = [one for one in found if one.shape == "scale" and one.answers >= telling.FEW]
    for one in scales[:MOST_TILES]:
        kind, of = list(one.figures.items())[-1]
        note = ", ".join(
            text for text in (str(telling.FIGURES[kind]), telling.off(kind, of)) if text
        )
        first.append(
            Tile(unbroken(worded(one.label)), telling.shown(kind, of), note, f"#{one.key}")
        )
    return first


def _scores(seen: Answers) -> dict[str, Any] | None:
    """What everybody scored in a quiz, drawn as a question is."""
    found = scored(seen)
    if found is None:
        return None
    drawn = Result("scores", "scores", {}, seen.many, found.scores, {MEAN: found.mean})
    best = [
        (worded(seen.question(key).label), telling.share(of), telling.between(of))
        for key, of in found.best.items()
    ]
    return {"mean": telling.figure(MEAN, found.mean), "most": found.most,
            "rows": _rows(drawn), "best": best}  # fmt: skip


def _shown(found: Result, survey: Survey) -> Shown:
    rows = _rows(found) if found.answers else []
    drawn = rows
    if len(rows) > MOST_BARS and found.shape in {"options", "several"}:
        drawn = sorted(rows, key=lambda row: -row.share)[:MOST_BARS]
    return Shown(
        key=found.key,
        shape=found.shape,
        title=unbroken(worded(found.label)),
        answers=sayings.answers(found.answers) if found.answers else "",
        summary=telling.summary(found),
        rows=rows,
        drawn=drawn,
        left=sayings.left(len(rows) - len(drawn)),
        figures=[
            (
                str(telling.FIGURES[name]),
                telling.figure(name, of),
                telling.figure(name, found.weighted[name]) if name in found.weighted else "",
            )
            for name, of in found.figures.items()
        ],
        parts=[_shown(part, survey) for part in found.rows],
        explanation=worded(found.explanation) if survey.kind == "quiz" else "",
        words_href=reverse("cockpit:survey_words", args=[survey.pk, found.key])
        if found.shape == "words" and found.answers
        else "",
    )


def _rows(found: Result) -> list[Row]:
    options = list(found.options)
    if found.shape == "ranking":
        options.sort(key=lambda option: option.rank or 0)
    top = max((option.count for option in options), default=0) or 1
    return [
        Row(
            name=telling.option(option),
            count=count(option.count),
            # Parts of a whole are drawn as such; classes of numbers and days beside the largest.
            share=option.share.value
            if option.share and found.shape in _OF_A_WHOLE
            else option.count / top,
            words=telling.share(option.share),
            between=telling.between(option.share),
            weighted=telling.share(option.weighted) if option.weighted else "",
            weighted_between=telling.between(option.weighted),
            rank="" if option.rank is None else decimal(option.rank),
        )
        for option in options
    ]
