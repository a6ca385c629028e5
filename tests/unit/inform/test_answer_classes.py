"""Classes of an open file: none holds a handful."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from parvis.inform.answer_files.classes import FEWEST, classes_of

_NUMBERS = st.one_of(
    st.integers(-50, 120), st.floats(-(10.0**11), 10.0**11).map(lambda x: round(x, 4))
)


@given(st.lists(_NUMBERS, max_size=80), st.booleans())
def test_no_class_has_fewer_than_five_answers(numbers: list[float], are_whole: bool) -> None:
    made = classes_of(numbers, are_whole=are_whole)
    counted = Counter(made.code_of(number) for number in numbers)
    if len(numbers) < FEWEST:
        assert set(counted) <= {None}
        return
    assert set(counted) == set(made.codes)
    assert min(counted.values()) >= FEWEST


def test_ages_have_round_classes_with_open_ends() -> None:
    made = classes_of([*range(18, 100), 103], are_whole=True)
    codes = list(made.codes)
    assert (codes[0], codes[1], codes[-1]) == ("< 30", "30 – 40", "≥ 90")
    assert made.code_of(103) == codes[-1]


def test_one_far_off_changes_no_class_of_the_others() -> None:
    incomes = [1_000.0 + 25 * at for at in range(100)]
    alone = classes_of(incomes, are_whole=False)
    assert len(alone.codes) >= 5
    assert len(classes_of([*incomes, 9e9], are_whole=False).codes) == len(alone.codes)


def test_where_all_say_the_same_there_is_one_class() -> None:
    made = classes_of([3.0] * 9, are_whole=True)
    assert list(made.codes) == ["any"]
    assert made.code_of(None) is None
