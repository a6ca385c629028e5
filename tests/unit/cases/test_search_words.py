"""What may be typed into the search: words, never an operator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.act.cases.search import tsquery


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Éclairage", "eclairage:*"),
        ("l'école", "l & ecole:*"),
        ("trou | rm -- !", "trou & rm"),
        ("trou écol", "trou & ecol:*"),
        ("   ", ""),
        ("!!! & |", ""),
        ("bd", "bd"),
    ],
)
def test_words_become_beginnings(typed, asked):
    assert tsquery(typed) == asked


@given(st.text(max_size=300))
def test_nothing_but_letters_digits_and_our_own_operators_leaves(typed):
    for part in tsquery(typed).split(" & "):
        assert part == "" or part.removesuffix(":*").isalnum()
