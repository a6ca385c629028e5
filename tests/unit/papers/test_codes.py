"""A paper's code: read again however it is typed, and never taken for another one's."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parvis.inform.papers.codes import PaperCode, read_code

CODES = st.builds(PaperCode, st.sampled_from(["survey", "request"]), st.integers(1, 10**18 - 1))


@given(CODES, st.sampled_from(["-", " ", "", ".", " – ", "\N{NO-BREAK SPACE}"]))
def test_a_code_is_read_with_any_separators(code: PaperCode, between: str) -> None:
    assert read_code(f" {str(code).replace('-', between)} ") == code


@given(CODES, st.data())
def test_a_wrong_digit_is_found(code: PaperCode, data: st.DataObject) -> None:
    typed = str(code)
    at = data.draw(st.sampled_from([i for i, one in enumerate(typed) if one != "-"]))
    wrong = data.draw(st.sampled_from([one for one in "0123456789" if one != typed[at]]))
    assert read_code(typed[:at] + wrong + typed[at + 1 :]) is None


@given(CODES, st.data())
def test_two_digits_that_changed_places_are_found(code: PaperCode, data: st.DataObject) -> None:
    plain = str(code).replace("-", "")
    at = data.draw(st.integers(0, len(plain) - 2))
    assume(plain[at] != plain[at + 1])
    assert read_code(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]) is None


def test_it_is_short() -> None:
    assert str(PaperCode("survey", 1042)) == "1-1042-49"


@pytest.mark.parametrize(
    "typed", ["", "-", "marche", "1", "1-1042", "1-1042-", "3-1042-49", "1-0-00", "9" * 80,
              "1-1042-49\x00", "١-١٠٤٢-٤٩", "1-01042-49"],
)  # fmt: skip
def test_anything_else_is_no_code(typed: str) -> None:
    assert read_code(typed) is None
