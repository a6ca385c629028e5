"""Working days and working time, with the dates worked out by hand."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.foundation import calendars as cal
from parvis.foundation.calendars import WorkingCalendar
from parvis.foundation.territories import territory_of

PARIS = ZoneInfo("Europe/Paris")
OFFICE = WorkingCalendar()
ALSACE = WorkingCalendar(subdivision="6AE")
HOUR = 3600


def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


MOMENTS = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2028, 1, 1), timezones=st.just(UTC)
)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1))


class TestWorkingDays:
    def test_the_day_of_reception_does_not_count(self) -> None:
        # Received on Monday 2 March 2026: one working day ends on Tuesday.
        assert cal.add_working_days(paris(2026, 3, 2, 8), 1, OFFICE) == date(2026, 3, 3)
        assert cal.add_working_days(paris(2026, 3, 2, 23, 59), 1, OFFICE) == date(2026, 3, 3)

    def test_a_week_end_is_stepped_over(self) -> None:
        assert cal.add_working_days(date(2026, 3, 6), 1, OFFICE) == date(2026, 3, 9)

    def test_received_on_a_closed_day_counts_like_the_working_day_before(self) -> None:
        friday = cal.add_working_days(date(2026, 3, 6), 10, OFFICE)
        for closed in (date(2026, 3, 7), date(2026, 3, 8)):
            assert cal.add_working_days(closed, 10, OFFICE) == friday == date(2026, 3, 20)

    def test_holidays_of_may_are_stepped_over(self) -> None:
        # Closed: Friday 1 May, Friday 8 May, Thursday 14 May (Ascension). Counted: 4 to 7, 11 to
        # 13, 15, 18 and 19 May.
        assert cal.add_working_days(date(2026, 4, 30), 10, OFFICE) == date(2026, 5, 19)

    def test_zero_days_is_the_same_day_or_the_next_open_one(self) -> None:
        assert cal.add_working_days(date(2026, 3, 6), 0, OFFICE) == date(2026, 3, 6)
        assert cal.add_working_days(date(2026, 3, 7), 0, OFFICE) == date(2026, 3, 9)

    def test_the_local_date_decides(self) -> None:
        # 23:30 UTC on Friday is already Saturday in Paris, still Friday in Martinique.
        moment = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)
        overseas = WorkingCalendar(zone=ZoneInfo("America/Martinique"))
        assert cal.add_working_days(moment, 1, OFFICE) == date(2026, 3, 9)
        assert cal.add_working_days(moment, 1, overseas) == date(2026, 3, 6)

    def test_a_negative_delay_is_refused(self) -> None:
        with pytest.raises(ValueError, match="negative"):
            cal.add_working_days(date(2026, 3, 2), -1, OFFICE)

    def test_a_moment_without_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            cal.add_working_days(datetime(2026, 3, 2), 1, OFFICE)

    def test_a_calendar_that_never_opens_says_so(self) -> None:
        with pytest.raises(cal.NeverOpen):
            cal.add_working_days(date(2026, 3, 2), 1, WorkingCalendar(hours={}))
        with pytest.raises(cal.NeverOpen):
            cal.add_working_time(paris(2026, 3, 2), 60, WorkingCalendar(hours={}))

    def test_own_closing_days_and_worked_holidays(self) -> None:
        town = WorkingCalendar(
            closed=frozenset({date(2026, 5, 15)}), opened=frozenset({date(2026, 5, 8)})
        )
        assert not town.is_working_day(date(2026, 5, 15))
        assert town.is_working_day(date(2026, 5, 8))
        assert not town.is_working_day(date(2026, 5, 1))

    def test_saturday_counts_where_the_office_opens(self) -> None:
        market = WorkingCalendar(hours={5: ((time(9), time(12)),)})
        assert cal.add_working_days(date(2026, 3, 2), 2, market) == date(2026, 3, 14)

    @given(DAYS, st.integers(0, 60), st.integers(0, 60))
    def test_delays_add_up(self, start: date, first: int, second: int) -> None:
        once = cal.add_working_days(start, first + second, OFFICE)
        twice = cal.add_working_days(cal.add_working_days(start, first, OFFICE), second, OFFICE)
        # With first = 0 on a closed day, the first step already moves to the next working day.
        assert once == twice or (first == 0 and not OFFICE.is_working_day(start))

    @given(DAYS, st.integers(1, 80))
    def test_the_end_is_a_working_day_and_counting_back_gives_the_delay(
        self, start: date, days: int
    ) -> None:
        end = cal.add_working_days(start, days, OFFICE)
        assert OFFICE.is_working_day(end)
        assert cal.working_days_between(start, end, OFFICE) == days
        assert cal.working_days_between(end, start, OFFICE) == -days


class TestPublicHolidays:
    def test_the_national_eleven_of_2026(self) -> None:
        assert sorted(cal.public_holidays(2026)) == [
            date(2026, month, day)
            for month, day in (
                (1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25),
                (7, 14), (8, 15), (11, 1), (11, 11), (12, 25),
            )
        ]  # fmt: skip

    @pytest.mark.parametrize("code", ["57", "6AE"])
    def test_alsace_moselle_keeps_good_friday_and_saint_stephen(self, code: str) -> None:
        extra = cal.public_holidays(2026, code) - cal.public_holidays(2026)
        assert extra == {date(2026, 4, 3), date(2026, 12, 26)}

    @pytest.mark.parametrize(
        ("insee", "day"),
        [
            ("97105", date(2026, 5, 27)),  # Basse-Terre: abolition of slavery
            ("97209", date(2026, 5, 22)),  # Fort-de-France
            ("97302", date(2026, 6, 10)),  # Cayenne
            ("97411", date(2026, 12, 20)),  # Saint-Denis
            ("97608", date(2026, 4, 27)),  # Mamoudzou
        ],
    )
    def test_overseas_keep_the_abolition_of_slavery(self, insee: str, day: date) -> None:
        here = territory_of(insee)
        assert day in cal.public_holidays(2026, here.holidays)
        assert day not in cal.public_holidays(2026)

    def test_names_are_in_french(self) -> None:
        assert cal.named_public_holidays(2026)[date(2026, 7, 14)] == "Fête nationale"

    def test_a_commune_of_strasbourg_closes_on_good_friday(self) -> None:
        subdivision = territory_of("67482").holidays
        assert not WorkingCalendar(subdivision=subdivision).is_working_day(date(2026, 4, 3))
        assert OFFICE.is_working_day(date(2026, 4, 3))
        assert not ALSACE.is_working_day(date(2026, 4, 3))


class TestWorkingTime:
    def test_one_office_day(self) -> None:
        # 8:30-12:00 and 13:30-17:30.
        assert cal.working_time_between(paris(2026, 3, 2), paris(2026, 3, 3), OFFICE) == 7.5 * HOUR

    def test_lunch_and_night_cost_nothing(self) -> None:
        assert cal.working_time_between(paris(2026, 3, 2, 12), paris(2026, 3, 2, 13), OFFICE) == 0
        spent = cal.working_time_between(paris(2026, 3, 2, 17), paris(2026, 3, 3, 9), OFFICE)
        assert spent == HOUR

    def test_a_week_end_and_a_holiday_cost_nothing(self) -> None:
        # Thursday 30 April 17:00 to Monday 4 May 9:00, over Friday 1 May.
        spent = cal.working_time_between(paris(2026, 4, 30, 17), paris(2026, 5, 4, 9), OFFICE)
        assert spent == HOUR

    def test_the_change_of_clocks_counts_true_seconds(self) -> None:
        # A night shift over 29 March 2026, when 2:00 becomes 3:00.
        night = WorkingCalendar(hours={6: ((time(0), time(6)),)}, public_holidays=False)
        spent = cal.working_time_between(paris(2026, 3, 29), paris(2026, 3, 30), night)
        assert spent == 5 * HOUR

    def test_closing_time_is_in_local_time_the_year_round(self) -> None:
        winter = cal.end_of_working_day(date(2026, 1, 5), OFFICE)
        summer = cal.end_of_working_day(date(2026, 7, 6), OFFICE)
        assert winter == datetime(2026, 1, 5, 16, 30, tzinfo=UTC)
        assert summer == datetime(2026, 7, 6, 15, 30, tzinfo=UTC)

    def test_a_deadline_ends_at_closing_time(self) -> None:
        assert cal.deadline(paris(2026, 3, 6, 11), 1, OFFICE) == paris(2026, 3, 9, 17, 30)

    def test_added_time_runs_on_the_next_morning(self) -> None:
        end = cal.add_working_time(paris(2026, 3, 6, 17), 2 * HOUR, OFFICE)
        assert end == paris(2026, 3, 9, 10)

    def test_no_time_at_all_is_the_next_opening(self) -> None:
        assert cal.add_working_time(paris(2026, 3, 7), 0, OFFICE) == paris(2026, 3, 9, 8, 30)
        assert cal.next_opening(paris(2026, 3, 6, 12, 30), OFFICE) == paris(2026, 3, 6, 13, 30)
        assert cal.next_opening(paris(2026, 3, 6, 9), OFFICE) == paris(2026, 3, 6, 9)

    def test_open_includes_the_opening_and_excludes_the_closing(self) -> None:
        assert cal.is_open(paris(2026, 3, 6, 8, 30), OFFICE)
        assert not cal.is_open(paris(2026, 3, 6, 17, 30), OFFICE)
        assert not cal.is_open(paris(2026, 3, 6, 12, 30), OFFICE)

    @given(MOMENTS, MOMENTS, MOMENTS)
    def test_time_is_additive(self, a: datetime, b: datetime, c: datetime) -> None:
        whole = cal.working_time_between(a, c, OFFICE)
        parts = cal.working_time_between(a, b, OFFICE) + cal.working_time_between(b, c, OFFICE)
        # Each figure is rounded to a second.
        assert abs(whole - parts) <= 1

    @given(MOMENTS, st.integers(1, 200 * HOUR))
    def test_adding_then_measuring_gives_the_same_time(self, a: datetime, seconds: int) -> None:
        end = cal.add_working_time(a, seconds, OFFICE)
        assert cal.working_time_between(a, end, OFFICE) == seconds

    @given(MOMENTS, MOMENTS)
    def test_never_more_than_the_clock_shows(self, a: datetime, b: datetime) -> None:
        spent = cal.working_time_between(a, b, OFFICE)
        assert abs(spent) <= abs((b - a).total_seconds()) + 1
        assert spent == 0 or (spent > 0) == (b > a)


class TestMonths:
    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            (date(2026, 1, 15), 2, date(2026, 3, 15)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 12, 31), 2, date(2027, 2, 28)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
        ],
    )
    def test_from_date_to_date(self, start: date, months: int, end: date) -> None:
        assert cal.add_months(start, months) == end

    @given(DAYS, st.integers(-48, 48))
    def test_the_day_never_grows_and_stays_near(self, day: date, months: int) -> None:
        moved = cal.add_months(day, months)
        assert moved.day <= day.day
        assert abs((moved - day) - timedelta(days=30.44 * months)) < timedelta(days=4)


class TestHours:
    @pytest.mark.parametrize(
        "openings",
        [
            ((time(12), time(9)),),
            ((time(9), time(9)),),
            ((time(9), time(12)), (time(11), time(17))),
        ],
    )
    def test_openings_in_disorder_are_refused(self, openings: tuple[cal.Opening, ...]) -> None:
        with pytest.raises(ValueError, match="opening hours"):
            WorkingCalendar(hours={0: openings})

    def test_an_eighth_day_is_refused(self) -> None:
        with pytest.raises(ValueError, match="weekday"):
            WorkingCalendar(hours={7: ((time(9), time(12)),)})


class TestSums:
    """Running sums make long spans cheap: they must say what counting day by day says."""

    @given(DAYS, st.integers(0, 1_200))
    def test_working_days_counted_one_by_one(self, start: date, length: int) -> None:
        days = [start + timedelta(days=step) for step in range(1, length + 1)]
        counted = sum(ALSACE.is_working_day(day) for day in days)
        assert cal.working_days_between(start, start + timedelta(days=length), ALSACE) == counted

    @given(DAYS, st.integers(0, 800))
    def test_working_time_counted_day_by_day(self, start: date, length: int) -> None:
        counted = 0.0
        for step in range(length):
            for opening, closing in ALSACE.openings(start + timedelta(days=step)):
                counted += (closing.hour - opening.hour) * HOUR + (
                    closing.minute - opening.minute
                ) * 60
        a = datetime.combine(start, time(0), PARIS)
        b = datetime.combine(start + timedelta(days=length), time(0), PARIS)
        assert cal.working_time_between(a, b, ALSACE) == counted

    def test_two_calendars_never_share_them(self) -> None:
        assert cal.working_days_between(date(2026, 4, 2), date(2026, 4, 3), OFFICE) == 1
        assert cal.working_days_between(date(2026, 4, 2), date(2026, 4, 3), ALSACE) == 0
        assert WorkingCalendar() == OFFICE
