"""The page of the standing indicator: each way of asking, its departments drawn and in a table."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.authorities import queries as authorities
from parvis.inform.dashboards.wording import UNKNOWN, count, percent, signed
from parvis.people.permissions import may
from parvis.understand.surveys.comparing.verdicts import FEWEST, Finding, Verdict
from parvis.understand.surveys.intervals import Estimate
from parvis.understand.surveys.standing import Told
from parvis.web.cockpit import words
from parvis.web.cockpit.satisfaction.reading import (
    CASE,
    PAGE,
    VISIT,
    Response,
    Source,
    period,
    sources,
)
from parvis.web.cockpit.surveys import listing, telling

TITLES = {
    CASE: pgettext_lazy("satisfaction", "After a request, by the survey"),
    VISIT: pgettext_lazy("satisfaction", "After a visit, with a card"),
    PAGE: pgettext_lazy("satisfaction", "On the follow-up page"),
}
ASKED = {
    CASE: pgettext_lazy("satisfaction", "Invited"),
    VISIT: pgettext_lazy("satisfaction", "Cards handed over"),
    PAGE: pgettext_lazy("satisfaction", "Requests closed"),
}
RULES = {
    CASE: pgettext_lazy(
        "satisfaction",
        "Of those invited over these days, the share who have answered so far. Satisfied: the two"
        " best steps of the scale, among answers that came over these days.",
    ),
    VISIT: pgettext_lazy(
        "satisfaction",
        "Answers that came over these days, for each card that an agent noted as handed over."
        " Satisfied: the two best steps of the scale.",
    ),
    PAGE: pgettext_lazy(
        "satisfaction",
        "Of the requests closed over these days, the share whose author gave their judgement on"
        " their page. Satisfied: the two best of five faces, and settled.",
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One department in words; `drawn` where something is told of it."""

    name: str
    satisfied: str
    between: str
    answers: str
    asked: str
    answered: str
    responded: str
    change: str
    tone: str
    drawn: Estimate | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One way of asking: its rows, the last one of everybody; what is left out of that one."""

    kind: str
    title: str
    sentence: str
    rule: str
    asked_head: str
    rows: list[Row]
    whole: Row
    note: str


def shown(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page says."""
    roles = request.agent.roles  # type: ignore[attr-defined]
    return {
        "sources": [_shown(one) for one in sources(request)],
        "period_words": words.span(period()),
        "may_export": may(roles, "cockpit.export"),
        **listing.tabs(),
    }


def _shown(source: Source) -> Shown:
    rows = list(lines(source))
    whole = _row(
        pgettext("satisfaction", "All together"),
        source.standing.all,
        sum(one.answers for one in source.heard.values()),
        sum(source.responses.values(), Response()),
    )
    return Shown(
        kind=source.kind,
        title=str(TITLES[source.kind]),
        sentence=_sentence(whole),
        rule=str(RULES[source.kind]),
        asked_head=str(ASKED[source.kind]),
        rows=rows,
        whole=whole,
        note=_note(source, rows),
    )


def lines(source: Source) -> list[Row]:
    """Its departments, the most asked first; then those of few answers, together."""
    names = authorities.departments()
    found = [
        _row(
            names[key].name,
            source.standing.departments.get(key, Told()),
            source.answers(key),
            source.response(key),
        )
        for key in source.departments
    ]
    others = source.standing.others
    if others.share is not None:
        name = pgettext("satisfaction", "Those of few answers, together")
        found.append(_row(name, others, others.share.answers, Response()))
    return found


def _row(name: str, told: Told, answers: int, response: Response) -> Row:
    return Row(
        name=name,
        satisfied=telling.share(told.share) if told.share else _untold(answers),
        between=telling.between(told.share),
        answers=count(answers),
        asked=count(response.asked) if response.asked else UNKNOWN,
        answered=count(response.answered) if response != Response() else UNKNOWN,
        responded=percent(response.share),
        change=_change(told.change),
        tone=_tone(told.change),
        drawn=told.share,
    )


def _untold(answers: int) -> str:
    if answers < FEWEST:
        return pgettext("satisfaction", "too few")
    return pgettext("satisfaction", "with the small ones")


def _change(change: Finding | None) -> str:
    """By how many points it moved, and whether that means anything."""
    if change is None or change.verdict is Verdict.TOO_FEW_ANSWERS:
        return ""
    number = round(100 * change.difference.value)
    points = npgettext("satisfaction", "%(count)s point", "%(count)s points", abs(number))
    moved = signed(points % {"count": count(abs(number))}, number)
    if change.verdict is Verdict.TOO_SMALL_TO_SAY:
        return pgettext("satisfaction", "%(points)s: too small to conclude") % {"points": moved}
    return pgettext("satisfaction", "%(points)s: more than chance") % {"points": moved}


def _tone(change: Finding | None) -> str:
    if change is None or change.verdict is not Verdict.DIFFERENT:
        return ""
    return "better" if change.difference.value > 0 else "worse"


def _sentence(whole: Row) -> str:
    if whole.drawn is None:
        return pgettext("satisfaction", "Too few answers to conclude.")
    return pgettext(
        "satisfaction", "%(share)s are satisfied (%(between)s); %(responded)s answered."
    ) % {"share": whole.satisfied, "between": whole.between, "responded": whole.responded}


def _note(source: Source, rows: list[Row]) -> str:
    """What the table leaves out, and why."""
    if not any(row.drawn is None and row.answers != "0" for row in rows):
        return ""
    said = [
        pgettext(
            "satisfaction", "Of a department with fewer than %(fewest)s answers nothing is told."
        )
        % {"fewest": FEWEST}
    ]
    if not source.standing.is_whole:
        said.append(pgettext("satisfaction", "The share of all leaves them out."))
    if any(row.drawn is None and row.satisfied == _untold(FEWEST) for row in rows):
        said.append(
            pgettext(
                "satisfaction",
                "A larger one is told of with them: this survey is anonymous, and its page shows "
                "the total, from which nobody is to subtract.",
            )
        )
    return " ".join(said)
