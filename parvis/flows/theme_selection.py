"""Which contributions are looked at together: what is asked for, and their readings.

Only what every reader of the cockpit may see: nothing of closed departments, and of anonymous
surveys only what at least `K` people answered, whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from parvis.act.cases.models import Case
from parvis.capture.answers.models import Answer
from parvis.inform.dashboards.indicators import Span, named_span
from parvis.offer.catalogue import queries as offer
from parvis.offer.surveys.models import Survey
from parvis.understand.readings.models import Reading
from parvis.understand.readings.rules import ANSWER, REPORT, STATEMENT
from parvis.understand.surveys.disclosure.handful import K

CUSTOM = "custom"
SOURCES = (REPORT, STATEMENT, ANSWER)
MOODS = ("negative", "neutral", "positive", "mixed")
TARGETS = ("place", "service", "agent", "none")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked at. `period` is one that `named_span` knows, which ends today, or `CUSTOM`
    with its two days as ISO dates. Empty is all: of sources, reports and what was said of them
    later; answers are those to one `question` (its key) of one `survey` (its id)."""

    period: str = "quarter"
    since: str = ""
    until: str = ""
    services: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    districts: tuple[int, ...] = ()
    departments: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    source: str = ""
    survey: int = 0
    question: str = ""
    mood: str = ""
    towards: str = ""
    is_urgent: bool = False

    def to_json(self) -> dict[str, Any]:
        """The same for the same selection: what is as usual is left out, lists are in order."""
        return {
            one.name: sorted(value) if isinstance(value, tuple) else value
            for one in fields(self)
            for value in [getattr(self, one.name)]
            if value != one.default
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Selection":
        """What `to_json` made. Raises TypeError for what it never makes."""
        listed: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in given.items()
        }
        return cls(**listed)

    def span(self, today: date) -> Span:
        """Its days."""
        if self.period == CUSTOM:
            return Span(date.fromisoformat(self.since), date.fromisoformat(self.until))
        return named_span(self.period, today)

    def before(self, today: date) -> "Selection":
        """The same over as many days just before."""
        span = self.span(today)
        earlier = span.earlier(span.days)
        since, until = earlier.since.isoformat(), earlier.until.isoformat()
        return replace(self, period=CUSTOM, since=since, until=until)


def open_readings() -> QuerySet[Reading]:
    """What may be shown to every reader of the cockpit: open, and of anonymous surveys only what
    enough people answered."""
    rows = Reading.objects.filter(department_lock__isnull=True).defer("vector")
    return rows.exclude(answer__survey__in=_handfuls())


def _handfuls() -> QuerySet[Survey]:
    """Anonymous surveys that fewer than `K` people answered."""
    return Survey.objects.filter(is_anonymous=True).exclude(
        pk__in=Answer.objects.filter(redacted_at__isnull=True)
        .values("survey")
        .annotate(many=Count("pk"))
        .filter(many__gte=K)
        .values("survey")
    )


def has_days(selection: Selection) -> bool:
    """Whether its days, places and doors count: not those of an anonymous survey."""
    if selection.source != ANSWER:
        return True
    return not Survey.objects.filter(pk=selection.survey, is_anonymous=True).exists()


def readings(selection: Selection, today: date) -> QuerySet[Reading]:
    """The readings of what a selection takes in."""
    rows = open_readings()
    if selection.mood:
        rows = rows.filter(mood=selection.mood)
    if selection.towards:
        rows = rows.filter(towards=selection.towards)
    if selection.is_urgent:
        rows = rows.filter(is_urgent=True)
    if selection.source == ANSWER:
        return _of_survey(rows, selection, today)
    kinds = [selection.source] if selection.source else [REPORT, STATEMENT]
    rows = rows.filter(kind__in=kinds, said_on__range=_days(selection, today))
    return rows.filter(_of_reports(selection))


def _of_survey(rows: QuerySet[Reading], selection: Selection, today: date) -> QuerySet[Reading]:
    """The answers to one question: those of an anonymous survey all together, whenever and from
    wherever they came."""
    rows = rows.filter(kind=ANSWER, answer__survey=selection.survey, part=selection.question)
    if not has_days(selection):
        return rows
    came_from = _narrowed("answer__", selection)
    if selection.departments:
        came_from &= Q(answer__department__in=selection.departments)
    return rows.filter(came_from, said_on__range=_days(selection, today))


def _of_reports(selection: Selection) -> Q:
    wanted = _narrowed("report__", selection)
    if selection.departments:
        theirs = Case.objects.filter(department__in=selection.departments)
        wanted &= Q(report__in=theirs.values("report"))
    return wanted


def _narrowed(path: str, selection: Selection) -> Q:
    wanted = Q()
    services = selection.services or _of_groups(selection.groups)
    if services:
        wanted &= Q(**{f"{path}service_type__in": services})
    if selection.districts:
        wanted &= Q(**{f"{path}district__in": selection.districts})
    if selection.channels:
        wanted &= Q(**{f"{path}channel__in": selection.channels})
    return wanted


def _of_groups(groups: tuple[int, ...]) -> tuple[int, ...]:
    if not groups:
        return ()
    services = offer.catalogue().services
    return tuple(pk for pk, kind in services.items() if kind.group_id in groups) or (0,)


def _days(selection: Selection, today: date) -> tuple[date, date]:
    span = selection.span(today)
    return span.since, span.until
