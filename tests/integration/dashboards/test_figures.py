"""A page of figures equals a naive recount of the cases, on random histories and filters."""

import itertools
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from parvis.act.cases import queue
from parvis.act.cases.models import Case
from parvis.authorities.queries import calendar
from parvis.foundation.clock import at
from parvis.inform.dashboards import queries
from parvis.inform.dashboards.indicators import Span, named_span
from parvis.inform.dashboards.queries import BEFORE, FULL, LAST_YEAR, NOW, Filters
from parvis.inform.dashboards.rebuilding import rebuild
from tests.factories import report, small_town

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 18, 12, tzinfo=PARIS)
DIMENSIONS = ("service", "district", "department", "team", "channel")
FIELDS = {"service": "service_type_id", "channel": "channel"} | {
    name: f"{name}_id" for name in ("district", "department", "team")
}


@pytest.fixture(scope="module")
def seeds():
    return Random(20261118)


def history(town, random: Random, number: int = 60) -> None:
    """Cases of the last thirteen months, in every state; figures counted anew."""
    with at(NOON), town.open(compartments=(town.social.pk,)):
        for _ in range(number):
            kind = random.choice(["hole", "lamp", "canteen", "help"])
            place = {} if kind in {"hole", "lamp"} and random.random() < 0.6 else {"place": None}
            made = report(
                town, kind, channel=random.choice(["web", "phone", "counter"]), **place
            ).case
            came = NOON - timedelta(days=random.choice([3, 10, 60, 370]) * random.random())
            ended = came + timedelta(days=random.expovariate(1 / 5))
            closed = random.random() < 0.75 and ended < NOON
            Case.objects.filter(pk=made.pk).update(
                received_at=came,
                due_at=came + timedelta(days=random.choice([1, 4, 9])),
                closed_at=ended if closed else None,
                state=random.choice(["resolved", "declined"]) if closed else "assigned",
                reopened_count=random.choice([0, 0, 0, 1, 2]),
                satisfaction=random.choice([None, 1, 3, 4, 5]) if closed else None,
            )
        rebuild(calendar().zone)


def day(moment: datetime) -> date:
    return moment.astimezone(PARIS).date()


def naive(cases: list[Case], span: Span) -> tuple[int, ...]:
    came = [one for one in cases if span.since <= day(one.received_at) <= span.until]
    over = [
        one for one in cases if one.closed_at and span.since <= day(one.closed_at) <= span.until
    ]
    said = [one.satisfaction for one in over if one.satisfaction]
    return (
        len(came),
        len(over),
        sum(one.closed_at > one.due_at for one in over),
        sum(one.state == "declined" for one in over),
        sum(one.reopened_count > 0 for one in came),
        len(said),
        sum(score >= 4 for score in said),
    )


def seen(group, slot: str) -> tuple[int, ...]:
    one = group.of(slot)
    return (one.received, one.closed, one.late, one.unfounded, one.reopened, one.answered,
            one.satisfied)  # fmt: skip


def look(span: Span, filters: Filters, dimensions=DIMENSIONS):
    found = queries.figures(
        span, today=NOON.date(), moment=NOON, first=queries.first_day(), filters=filters,
        dimensions=dimensions,
    )  # fmt: skip
    for dimension in dimensions:
        queries.add_delays(found, dimension, filters)
    return found


def filters_of(town) -> list[Filters]:
    hole, lamp = town.services["hole"].pk, town.services["lamp"].pk
    return [
        Filters(),
        Filters(services=(hole, lamp)),
        Filters(districts=(town.first.pk,)),
        Filters(channels=("web", "phone"), departments=(town.roads.pk,)),
        Filters(services=(hole,), teams=(town.north.pk,), districts=(town.first.pk,)),
        Filters(teams=(town.south.pk,)),
    ]


@pytest.mark.parametrize("name", ["week", "month", "quarter", "year"])
def test_figures_equal_a_naive_recount(seeds, name):
    town = small_town()
    history(town, seeds)
    span = named_span(name, NOON.date())
    for opened in ((), (town.social.pk,)):
        with town.open(compartments=opened):
            for filters in filters_of(town):
                agree(span, filters)


def agree(span: Span, filters: Filters) -> None:
    # With every dimension the cases' rows answer, with one alone mostly the daily counts.
    for dimensions in (DIMENSIONS, (), *((one,) for one in DIMENSIONS)):
        found = look(span, filters, dimensions)
        cases = [
            one
            for one in Case.objects.all()
            if all(getattr(one, FIELDS[n]) in v for n, v in filters.by_dimension().items())
        ]
        for slot in (NOW, BEFORE, FULL, LAST_YEAR, *found.base, *(n for n, _ in found.steps)):
            assert seen(found.total, slot) == naive(cases, found.slots[slot]), (slot, filters)
        assert found.total.open == sum(one.closed_at is None for one in cases)
        assert found.total.late == sum(one.closed_at is None and one.due_at < NOON for one in cases)
        for dimension in dimensions:
            split(found, dimension, cases)


def split(found, dimension: str, cases: list[Case]) -> None:
    by_key: dict[str, list[Case]] = {}
    for one in cases:
        value = getattr(one, FIELDS[dimension])
        by_key.setdefault("" if value is None else str(value), []).append(one)
    for key, some in by_key.items():
        group = found.groups[dimension].get(key) or queries.Group()
        for slot in (NOW, BEFORE, *found.base):
            assert seen(group, slot) == naive(some, found.slots[slot]), (dimension, key, slot)
        assert group.open == sum(one.closed_at is None for one in some)


def test_delays_are_those_of_the_cases_that_ended(seeds):
    town = small_town()
    history(town, seeds, 80)
    span = named_span("year", NOON.date())
    with town.open():
        for filters in (Filters(), Filters(channels=("web",), departments=(town.roads.pk,))):
            found = look(span, filters)
            hours = sorted(
                (one.closed_at - one.received_at).total_seconds() / 3600
                for one in Case.objects.filter(closed_at__isnull=False, department=town.roads)
                if (not filters.channels or one.channel == "web")
                and span.since <= day(one.closed_at) <= span.until
            )
            middle = hours[(len(hours) - 1) // 2], hours[len(hours) // 2]
            low, high = bucket_around(middle[0])[0], bucket_around(middle[1])[1]
            assert low <= found.total.delay(0.5) <= high
            by_team = found.groups["team"][str(town.north.pk)]
            assert sum(by_team.delays[NOW].values()) == by_team.of(NOW).closed


def bucket_around(hours: float) -> tuple[float, float]:
    from parvis.inform.dashboards.rules import DELAY_BOUNDS, LONGEST_HOURS

    bounds = [0, *DELAY_BOUNDS, LONGEST_HOURS]
    return next((a, b) for a, b in itertools.pairwise(bounds) if a <= hours < b)


def test_the_queue_behind_a_figure_holds_as_many_cases(seeds):
    """The doors of the cockpit and its figures count the same."""
    town = small_town()
    history(town, seeds)
    span = named_span("month", NOON.date())
    since, after = start(span.since), start(span.until + timedelta(1))
    viewer = queue.Viewer(0, (), NOON)
    with town.open():
        now = look(span, Filters(), ()).total
        came = {"which": "every", "since": since, "until": after}
        over = {"which": "closed", "ended_since": since, "ended_until": after}
        expected = [
            (now.of(NOW).received, came),
            (now.of(NOW).closed, over),
            (now.of(NOW).late, over | {"outcome": "late"}),
            (now.of(NOW).closed - now.of(NOW).late, over | {"outcome": "on_time"}),
            (now.of(NOW).answered, over | {"outcome": "answered"}),
            (now.of(NOW).satisfied, over | {"outcome": "satisfied"}),
            (now.of(NOW).reopened, came | {"outcome": "reopened"}),
            (now.of(NOW).unfounded, over | {"states": ("declined",)}),
            (now.open, {}),
            (now.late, {"tab": "late"}),
        ]
        for number, given in expected:
            assert queue.matching(queue.Filters(**given), viewer).count() == number, given


def start(of: date) -> datetime:
    return datetime.combine(of, time(), tzinfo=PARIS)


def test_a_page_is_one_statement(seeds, django_assert_num_queries):
    town = small_town()
    history(town, seeds, 5)
    with town.open():
        first = queries.first_day()
        for filters in filters_of(town):
            with django_assert_num_queries(1):
                queries.figures(
                    named_span("week", NOON.date()), today=NOON.date(), moment=NOON, first=first,
                    filters=filters, dimensions=DIMENSIONS,
                )  # fmt: skip


def test_a_deadline_of_today_is_late_from_its_hour_on(seeds):
    """Days before today are late by their count, today by the hour."""
    town = small_town()
    with at(NOON), town.open():
        made = [report(town, "hole").case.pk for _ in range(4)]
        for pk, hours in zip(made, (-30, -1, 1, 30), strict=True):
            Case.objects.filter(pk=pk).update(due_at=NOON + timedelta(hours=hours))
        rebuild(calendar().zone)
        for filters in (Filters(), Filters(districts=(town.first.pk,))):
            found = look(named_span("week", NOON.date()), filters, ("district",))
            assert (found.total.open, found.total.late) == (4, 2)
            one = found.groups["district"][str(town.first.pk)]
            assert (one.open, one.late) == (4, 2)


def test_an_unknown_dimension_is_refused():
    town = small_town()
    with town.open(), pytest.raises(ValueError, match="unknown dimension"):
        look(named_span("week", NOON.date()), Filters(), ("mood",))


def test_a_stranger_sees_nothing(seeds):
    town, other = small_town(), small_town()
    history(town, seeds, 10)
    with other.open():
        found = look(named_span("year", NOON.date()), Filters())
        assert queries.first_day() is None
    assert (found.total.of(NOW).received, found.total.open) == (0, 0)
    assert all(not groups for name, groups in found.groups.items() if name != "all")
