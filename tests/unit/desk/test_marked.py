"""Marks stand where they were read, and nothing that somebody wrote is markup."""

import re

from hypothesis import given
from hypothesis import strategies as st

from parvis.web.desk.marked import Mark, marked


def plain(markup: str) -> str:
    """What is left of it without marks and what they add."""
    bare = re.sub(r'<span class="visually-hidden">.*?</span>', "", markup)
    bare = re.sub(r"</?mark[^>]*>", "", bare)
    for letter, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        bare = bare.replace(entity, letter)
    return bare.replace("&amp;", "&")


def test_a_word_is_marked_with_why():
    found = marked("Un fil pend", [Mark(3, 6, "danger", "danger")])
    assert found.startswith('Un <mark class="mark mark--danger" title="danger">fil<span')
    assert found.endswith("</mark> pend")


def test_what_somebody_wrote_is_never_markup():
    found = marked('<b>&amp;</b> "x"', [Mark(0, 3, "danger", "<i>")])
    assert "<b>" not in found
    assert "<i>" not in found


def test_where_two_meet_the_first_stands():
    found = marked("abcdef", [Mark(1, 4, "a", "x"), Mark(3, 5, "b", "y"), Mark(4, 6, "b", "y")])
    assert found.count("<mark") == 2


def test_what_leaves_the_text_is_passed_over():
    marks = [Mark(2, 9, "a", "x"), Mark(-1, 2, "a", "x"), Mark(2, 2, "a", "x")]
    assert marked("abc", marks) == "abc"


@given(
    st.text(alphabet="ab<>&\"' é", max_size=30),
    st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=6),
)
def test_the_words_stay_what_they_were(text, places):
    marks = [Mark(start, end, "a", "why") for start, end in places]
    assert plain(marked(text, marks)) == text
