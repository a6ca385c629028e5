"""What comes back of a sentence is shown only when it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.understand.wording.judging import _RULES, judged
from tests.unit.wording.pairs import HARMLESS, LAMP, REFUSED


@pytest.mark.parametrize(("sentence", "answer"), HARMLESS)
def test_a_harmless_rewording_is_shown(sentence: str, answer: str) -> None:
    assert judged(answer, sentence) == judged(f" « {answer} »\n", sentence)
    assert (judged(answer, sentence).words, judged(answer, sentence).why) == (answer, "")


@pytest.mark.parametrize(("sentence", "answer", "why"), REFUSED)
def test_anything_else_is_refused(sentence: str, answer: str, why: str) -> None:
    assert (judged(answer, sentence).words, judged(answer, sentence).why) == ("", why)


def test_every_rule_has_refused_something() -> None:
    assert {why for *_, why in REFUSED} == {code for code, _ in _RULES}


@given(st.text(max_size=200))
def test_whatever_comes_back_is_judged(answer: str) -> None:
    found = judged(answer, LAMP)
    assert bool(found.words) != bool(found.why)
    assert not set(found.words) & set("<>{}[]\n`*@")
