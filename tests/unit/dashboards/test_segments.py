"""Cutting spans: every day once, and every span put together again."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parvis.inform.dashboards.indicators import Span
from parvis.inform.dashboards.segments import cut, holds

START = date(2026, 1, 1)
SPANS = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(st.integers(0, 400), st.integers(0, 90)).map(
        lambda pair: Span(START + timedelta(pair[0]), START + timedelta(sum(pair)))
    ),
    min_size=1,
)


def days(since: date, until: date) -> set[date]:
    return {since + timedelta(at) for at in range((until - since).days)}


@given(SPANS)
def test_segments_put_a_span_together_again(spans):
    segments = cut(spans).segments
    for name, span in spans.items():
        mine = [days(one.since, one.until) for one in segments if name in one.slots]
        assert sum(map(len, mine)) == span.days
        assert set().union(*mine) == days(span.since, span.until + timedelta(1))


@given(SPANS)
def test_weeks_and_days_are_the_wanted_days_once(spans):
    name = min(spans)
    made = cut(spans)
    weeks, rest = made.weeks_and_days(holds({name}))
    assert all(monday.weekday() == 0 for monday in weeks)
    found = [monday + timedelta(at) for monday in weeks for at in range(7)] + rest
    assert sorted(found) == sorted(days(spans[name].since, spans[name].until + timedelta(1)))
    # A week lies within one segment, whose number its Monday gives.
    assert all(made.bounds[0] <= monday for monday in weeks)
    assert not any(
        monday < edge < monday + timedelta(7) for monday in weeks for edge in made.bounds
    )


@given(SPANS)
def test_runs_are_the_wanted_days_once(spans):
    name = min(spans)
    made = cut(spans)
    [run] = made.runs(holds({name}))
    assert run == (spans[name].since, spans[name].until + timedelta(1))
    everything = made.runs(lambda segment: bool(segment.slots))
    assert all(one[1] < two[0] for one, two in pairwise(everything))
