"""The standing indicator tells of crowds alone, and no small one follows by subtraction."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.offer.forms.compiled import compile_form
from parvis.understand.surveys.comparing.verdicts import FEWEST, Verdict
from parvis.understand.surveys.standing import Heard, satisfaction_question, standing
from tests.unit.forms.building import asked
from tests.unit.forms.building import form as of

ROADS, PARKS, SCHOOLS, SPORT = 1, 2, 3, 4


def heard(**counts: tuple[int, int]) -> dict[int | None, Heard]:
    keys = {"roads": ROADS, "parks": PARKS, "schools": SCHOOLS, "sport": SPORT, "none": None}
    return {keys[name]: Heard(*pair) for name, pair in counts.items()}


@pytest.mark.parametrize(
    ("scale", "is_asked"),
    [
        ({"style": "faces"}, True),
        ({"style": "faces", "measures": "effort"}, False),
        ({"measures": "satisfaction"}, True),
        ({}, False),
    ],
)
def test_the_question_is_a_scale_of_satisfaction(scale: dict[str, Any], is_asked: bool) -> None:
    form = compile_form(of([asked("scale", "mood", **scale)]))
    assert (satisfaction_question(form) is not None) == is_asked


def test_a_share_comes_with_its_interval() -> None:
    found = standing(heard(roads=(60, 80)), {})
    told = found.departments[ROADS].share
    assert told is not None
    assert (told.value, told.answers) == (0.75, 80)
    assert (told.low, told.high) == pytest.approx((0.6452, 0.8320), abs=1e-3)
    assert found.all.share == told
    assert found.is_whole


def test_of_fewer_than_ten_nothing_is_told_and_one_alone_is_left_out_of_the_sum() -> None:
    found = standing(heard(roads=(60, 80), parks=(9, 9)), {})
    assert found.departments[PARKS].share is None
    assert found.others.share is None
    assert found.all.share is not None
    assert found.all.share.answers == 80
    assert not found.is_whole


def test_small_ones_are_told_of_together_where_they_are_a_crowd() -> None:
    found = standing(heard(roads=(60, 80), parks=(4, 7), schools=(2, 5)), {})
    assert found.others.share is not None
    assert found.others.share.answers == 12
    assert found.all.share is not None
    assert found.all.share.answers == 92
    assert found.is_whole


def test_a_change_is_told_with_whether_it_means_anything() -> None:
    now = heard(roads=(180, 200), parks=(52, 100), schools=(8, 12))
    before = heard(roads=(120, 200), parks=(50, 100), schools=(4, 8))
    found = standing(now, before).departments
    changes = {key: told.change for key, told in found.items()}
    assert changes[ROADS] and changes[ROADS].verdict is Verdict.DIFFERENT
    assert changes[ROADS].difference.value == pytest.approx(0.3)
    assert changes[PARKS] and changes[PARKS].verdict is Verdict.TOO_SMALL_TO_SAY
    assert changes[SCHOOLS] and changes[SCHOOLS].verdict is Verdict.TOO_FEW_ANSWERS


def test_changes_are_judged_together() -> None:
    """One in twenty by itself is nothing among four."""
    alone = standing(heard(roads=(60, 100)), heard(roads=(45, 100)))
    many = heard(roads=(60, 100), parks=(50, 100), schools=(50, 100), sport=(50, 100))
    then = heard(roads=(45, 100), parks=(50, 100), schools=(50, 100), sport=(50, 100))
    first, among = alone.departments[ROADS].change, standing(many, then).departments[ROADS].change
    assert first and first.verdict is Verdict.DIFFERENT
    assert among and among.verdict is Verdict.TOO_SMALL_TO_SAY


COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
    lambda pair: Heard(min(pair), max(pair))
)
ANY = st.dictionaries(st.one_of(st.none(), st.integers(1, 6)), COUNTS, max_size=7)


@given(ANY, ANY)
def test_whatever_is_told_no_crowd_of_fewer_than_ten_follows_by_subtraction(now, before) -> None:
    found = standing(now, before)
    told = {key: one.share for key, one in found.departments.items() if one.share}
    assert all(share.answers >= FEWEST for share in told.values())
    if found.all.share is None:
        return
    rest = found.all.share.answers - sum(share.answers for share in told.values())
    hidden = [one for key, one in now.items() if one.answers and key not in told]
    # What is left of the sum is nothing, or a crowd of two departments at least.
    assert rest == 0 or (rest >= FEWEST and len(hidden) > 1)


def test_where_the_sum_is_known_a_larger_one_is_told_of_with_the_small_one() -> None:
    now = heard(roads=(60, 80), parks=(9, 9), schools=(5, 20))
    found = standing(now, {}, sum_is_known=True)
    assert found.departments[ROADS].share is not None
    assert found.departments[SCHOOLS].share is None
    assert found.others.share is not None
    assert (found.others.share.answers, found.others.share.value) == (29, pytest.approx(14 / 29))
    assert found.is_whole


@given(ANY, ANY)
def test_from_a_known_sum_no_department_of_few_follows(now, before) -> None:
    found = standing(now, before, sum_is_known=True)
    told = {key for key, one in found.departments.items() if one.share}
    left = [one.answers for key, one in now.items() if key not in told and one.answers]
    if any(answers < FEWEST for answers in left) and told:
        assert len(left) > 1
        assert sum(left) >= FEWEST
