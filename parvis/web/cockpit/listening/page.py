"""The listening page: first sentences, what is looked at, themes, their summary, cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.inform.dashboards.indicators import Span
from parvis.inform.dashboards.wording import count, percent
from parvis.understand.readings.rules import ANSWER
from parvis.understand.studies import queries as studies
from parvis.understand.summary.summary import Statement, summarise
from parvis.understand.themes.members import Together
from parvis.understand.themes.model import Theme
from parvis.web.cockpit import words
from parvis.web.cockpit.listening import asked, cards, telling, wording
from parvis.web.cockpit.listening.asked import Wanted
from parvis.web.cockpit.listening.kept import CODE, Kept, has_failed, kept
from parvis.web.cockpit.listening.quoting import Said, Shown
from parvis.web.cockpit.tabs import tabs

OTHERS, REST = "autres", "reste"
# Statements on a part of the theme that was told just before.
_INSIDE = {"dissent", "unlike"}


@dataclass(frozen=True, slots=True)
class Line:
    """A theme in the list. `drawn` is its share of the largest."""

    name: str
    href: str
    many: str
    share: str
    drawn: float
    mood: str
    trend: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of the summary with its sentences, and what leads to its contributions."""

    words: str
    quotes: list[Shown]
    href: str


def shown(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page says."""
    wanted = asked.read(request.GET)
    return {
        **inside(request, wanted),
        "cards": cards.cards(),
        "tabs": tabs("ecoute"),
    }


def inside(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    """The part that changes while a study is worked out."""
    told = wanted.selection.to_json()
    found, working = studies.newest(CODE, told), studies.under_way(CODE, told)
    given: dict[str, Any] = {
        **asked.form(wanted),
        "working": working,
        "step": str(telling.STEPS.get(working.step, "")) if working else "",
        "progress": percent(working.share) if working else "",
        "has_failed": working is None and has_failed(studies.digest(told)),
        "is_new": found is None,
    }
    if found is None:
        return given
    return {**given, **_found(request, kept(found)), "wording": wording.shown(request, wanted)}


def _found(request: HttpRequest, given: Kept) -> dict[str, Any]:
    roles = request.agent.roles  # type: ignore[attr-defined]
    about = {
        "of_when": words.day(_day(given), True),
        "study": given.study,
        "period_words": period(given),
        "is_behind": given.is_behind,
    }
    if given.few is not None:
        said = Said(given.few, roles).whole(given.few)
        return {**about, "few": said, "many": telling.contributions(given, len(given.few))}
    themes = given.themes
    statements = [one for one in summarise(themes).statements if one.code != "all"]
    contributions = {quote.contribution for one in statements for quote in one.quotes}
    quoted = Said(contributions, roles, wording.words(given.selection, contributions))
    return {
        **about,
        "first": telling.many(given, period(given)),
        "sentences": [
            (text, theme_address(given, theme) if theme else "")
            for text, theme in telling.said_now(given, days(given))
        ],
        "lines": lines(given),
        "rest": (
            percent(len(themes.rest) / themes.size),
            reverse("cockpit:themes_part", args=[given.study.pk, REST]),
        )
        if themes.rest
        else None,
        "stuck": cards.stuck_now(),
        "summary": _grouped(given, statements, quoted),
        "unheard": telling.unheard(themes),
        "doubt": telling.doubt(themes),
        "distinct": count(themes.distinct),
        "is_cut": given.study.result["is_cut"],
    }


def period(given: Kept) -> str:
    """Its days in words; of an anonymous survey's answers, all of them, whenever they came."""
    since, until = (date.fromisoformat(given.study.result[name]) for name in ("since", "until"))
    if given.selection.source == ANSWER and not given.study.result["has_days"]:
        return pgettext("listening", "whenever they came")
    return words.span(Span(since, until))


def days(given: Kept) -> int:
    """How many days it is over."""
    since, until = (date.fromisoformat(given.study.result[name]) for name in ("since", "until"))
    return Span(since, until).days


def _day(given: Kept) -> date:
    assert given.study.ended_at is not None
    return authorities.calendar_day(given.study.ended_at)


def lines(given: Kept) -> list[Line]:
    """The themes, the largest first."""
    themes, moved = given.themes.themes, {one.theme: one for one in given.growths}
    most = themes[0].share if themes else 1.0
    return [
        Line(
            name=telling.name(one),
            href=theme_address(given, one.id),
            many=count(one.size),
            share=percent(one.share),
            drawn=one.share / most,
            mood=telling.mood(given.moods(one)),
            trend=telling.trend(moved.get(one.id)),
        )
        for one in themes
    ]


def theme_address(given: Kept, theme: int, part: str = "") -> str:
    """The page of a theme, or of a part of it."""
    address = reverse("cockpit:theme", args=[given.study.pk, theme])
    return f"{address}?partie={part}" if part else address


def _grouped(given: Kept, statements: Sequence[Statement], quoted: Said) -> list[list[Told]]:
    """The statements, those on what lies inside a theme with it."""
    groups: list[list[Told]] = []
    for one in statements:
        if one.code in _INSIDE:
            groups[-1].append(_told(given, one, quoted))
        else:
            groups.append([_told(given, one, quoted)])
    return groups


def _told(given: Kept, one: Statement, quoted: Said) -> Told:
    return Told(
        telling.statement(given, one),
        quoted.quotes(one.quotes),
        _leads_to(given, one),
    )


def _leads_to(given: Kept, one: Statement) -> str:
    """The page that lists what a statement counts."""
    if one.theme is None:
        part = OTHERS if one.code == "others" else REST
        return reverse("cockpit:themes_part", args=[given.study.pk, part])
    part = one.why or ("" if one.code == "theme" else one.code)
    return theme_address(given, one.theme, part)


def others(themes: Sequence[Theme], most: int) -> Sequence[int]:
    """The contributions of the themes after the `most` largest."""
    return Together([theme.members for theme in themes[most:]])
