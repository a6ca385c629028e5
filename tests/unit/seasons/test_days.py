"""What is known of a day ahead."""

from datetime import date

import numpy as np

from parvis.foundation.calendars import public_holidays
from parvis.understand.seasons.days import Almanac, Span, columns, dates, penalty, season

FRANCE = Almanac(public=public_holidays(2026))


def test_bridges_and_days_after() -> None:
    # 14 May 2026 is Ascension Thursday; 6 April Easter Monday; 1 and 8 May are Fridays.
    assert FRANCE.is_bridge(date(2026, 5, 15))
    assert not FRANCE.is_bridge(date(2026, 5, 14))
    assert not FRANCE.is_bridge(date(2026, 5, 13))
    assert FRANCE.is_bridge(date(2026, 7, 13))
    assert FRANCE.is_after(date(2026, 4, 7))
    assert FRANCE.is_after(date(2026, 5, 4))
    assert not FRANCE.is_after(date(2026, 5, 5))
    assert FRANCE.is_year_end(date(2026, 12, 27))
    assert not FRANCE.is_year_end(date(2027, 1, 2))


def test_the_level_stays_after_the_last_day_learnt() -> None:
    learnt = Span(date(2026, 1, 5), 120)
    rows = columns(dates(learnt.first, 140), FRANCE, learnt)
    bends = rows[:, season(learnt).stop :]
    assert (bends[119] == bends[139]).all()
    assert np.allclose(bends.sum(axis=1), 1)


def test_columns_and_penalty_go_together() -> None:
    for days in (60, 700):
        learnt = Span(date(2025, 1, 6), days)
        rows = columns(dates(learnt.first, days), FRANCE, learnt)
        held = penalty(learnt)
        assert held.shape == (rows.shape[1], rows.shape[1])
        assert (np.linalg.eigvalsh(held) > 0).all()
