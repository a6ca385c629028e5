"""When news leaves, and what the holder of a link may do."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.inform.notifications.rules import RETRIES, Today, leaves, next_morning, retry_at
from parvis.inform.tracking import rules

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 3, 10, 12, tzinfo=PARIS)
TOMORROW = datetime(2026, 3, 11, 8, tzinfo=PARIS)


def when(now=NOON, **given):
    options = {
        "at_once": False,
        "channel": "email",
        "confirmed": True,
        "today": Today(),
        "most_to_person": 3,
        "most_to_address": 5,
    }
    return leaves(now, PARIS, **(options | given))


def test_news_leaves_now_when_little_left_today():
    assert when(today=Today(to_person=2)) == NOON


def test_the_rest_of_a_full_day_waits_for_the_morning():
    assert when(today=Today(to_person=3)) == TOMORROW


def test_a_receipt_leaves_whatever_left_that_day():
    assert when(at_once=True, today=Today(to_person=9)) == NOON


def test_an_unconfirmed_address_has_its_own_allowance_receipts_included():
    full = Today(to_person=0, unconfirmed=5)
    assert when(at_once=True, confirmed=False, today=full) == TOMORROW
    assert when(at_once=True, confirmed=True, today=full) == NOON


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(7, NOON.replace(hour=8)), (12, NOON), (21, TOMORROW)],
)
def test_a_text_message_wakes_nobody(hour, expected):
    now = NOON.replace(hour=hour)
    assert when(now, channel="sms") == (expected if hour != 12 else now)
    assert when(now, channel="sms", at_once=True) == now


def test_the_morning_is_eight_o_clock_across_a_change_of_clocks():
    before = datetime(2026, 3, 28, 23, tzinfo=PARIS)
    assert next_morning(before, PARIS).isoformat() == "2026-03-29T08:00:00+02:00"


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.datetimes(timezones=st.just(UTC)))
def test_nothing_ever_leaves_before_now(now):
    for given_today in (Today(), Today(9, 9)):
        for channel in ("email", "sms"):
            assert when(now, channel=channel, confirmed=False, today=given_today) >= now


def test_retries_grow_and_end():
    delays = [retry_at(NOON, attempt) for attempt in range(1, len(RETRIES) + 1)]
    assert all(earlier <= later for earlier, later in pairwise(delays))
    assert retry_at(NOON, len(RETRIES) + 1) is None


def ago(days):
    return NOON - timedelta(days=days) if days is not None else None


@dataclass(frozen=True)
class Main:
    """What became of a case that another joined, so many days ago."""

    state: str
    closed_days: int | None = None

    @property
    def closed_at(self):
        return ago(self.closed_days)


def may(state, *, closed_days=None, main=None, author=True, news=True, **said):
    holder = rules.Holder(
        is_author=author,
        gets_news=news,
        has_judged=said.get("judged", False),
        has_withdrawn=said.get("withdrawn", False),
    )
    closed = ago(closed_days)
    return rules.choices(
        state=state, closed_at=closed, holder=holder, now=NOON, reopen_days=60, main=main
    )


def test_an_open_report_can_be_withdrawn_by_its_author_alone():
    assert rules.WITHDRAWAL in may("in_progress")
    assert rules.WITHDRAWAL not in may("in_progress", author=False)


def test_reopening_ends_with_its_time():
    assert rules.REOPENING in may("resolved", closed_days=60)
    assert rules.REOPENING not in may("resolved", closed_days=61)
    assert rules.REOPENING not in may("withdrawn", closed_days=1)
    assert rules.REOPENING not in may("resolved", closed_days=1, author=False)


def test_who_only_follows_may_say_that_it_is_still_there_after_an_end_within_its_time():
    assert rules.STILL_THERE in may("resolved", closed_days=60, author=False)
    assert rules.STILL_THERE not in may("resolved", closed_days=61, author=False)
    assert rules.STILL_THERE not in may("declined", closed_days=1, author=False)
    assert rules.STILL_THERE not in may("withdrawn", closed_days=1, author=False)
    assert rules.STILL_THERE not in may("resolved", closed_days=1)


def joined(*given, days=70, **more):
    return may("duplicate", closed_days=days, main=Main(*given), **more)


def test_who_joined_has_the_time_that_begins_with_the_later_of_both_ends():
    assert rules.REOPENING in joined("resolved", 60)
    assert rules.REOPENING not in joined("resolved", 61)
    assert rules.REOPENING in joined("resolved", 90, days=60)
    assert rules.REOPENING in joined("in_progress")
    assert rules.STILL_THERE in joined("resolved", 60, author=False)
    assert rules.STILL_THERE not in joined("declined", 60, author=False)


def test_who_joined_withdraws_while_the_other_goes_on():
    assert rules.WITHDRAWAL in joined("in_progress")
    assert rules.WITHDRAWAL not in joined("in_progress", withdrawn=True)
    assert rules.WITHDRAWAL not in joined("in_progress", author=False)
    assert rules.WITHDRAWAL not in joined("resolved", 1)
    assert rules.leads_to(rules.WITHDRAWAL, "duplicate") is None
    assert rules.leads_to(rules.WITHDRAWAL, "in_progress") == "withdrawn"


def test_what_is_said_of_an_open_case_leads_it_nowhere():
    assert rules.leads_to(rules.STILL_THERE, "in_progress") is None
    assert rules.leads_to(rules.STILL_THERE, "resolved") == "reopened"
    assert rules.leads_to(rules.FIXED, "in_progress") is None


def test_the_end_is_judged_once():
    assert rules.SATISFACTION in may("resolved", closed_days=1)
    assert rules.SATISFACTION not in may("resolved", closed_days=1, judged=True)
    assert rules.SATISFACTION not in may("in_progress")


def test_who_gets_no_news_is_not_asked_to_stop():
    assert rules.STOP not in may("in_progress", news=False)
