"""Whatever is given is read, in time that grows with its length."""

import sys
from types import FrameType
from typing import Any

import pytest

from parvis.understand.personal.finding import find

MILLION = 1_000_000
PARTS = (
    "0",
    "06 ",
    "a",
    "A",
    "aA ",
    "a@",
    "@",
    "a.b@",
    "[at] ",
    "rue ",
    "12 rue ",
    "né ",
    "AB-",
    "FR76",
    "zéro ",
    "vingt et ",
    "M. ",
    "mon ",
    "Jean ",
    "de la ",
    "J. ",
    ", ",
    "\n",
    "(",
    "'",
    "d'",
    "-",
    "é ",
    "12 rue de la ",
    "tour A ",
    "appt 1 ",
    "mal au ",
    "cancer de la ",
    "😀",
    "مرحبا ",
    "<b>",
    "&amp;",
    "immatriculé A ",
    "+33 ",
    "1 85 05 78 ",
    "né le 3 ",
    "je suis ",
    "Pierre Martin ",
    "Mme Petit ",
)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "é" * 3, "<script>alert(1)</script>"])
def test_small_odd_texts_are_read(text: str) -> None:
    assert find(text, people=[(0, len(text))]) is not None


@pytest.mark.parametrize("part", PARTS)
def test_ten_times_the_text_takes_ten_times_the_steps(part: str) -> None:
    """Steps are lines of Python run; see `test_a_million` for what a pattern does inside."""
    short, long = part * (2_000 // len(part)), part * (20_000 // len(part))
    assert _steps(long) <= 14 * _steps(short) + 2_000


def _steps(text: str) -> int:
    count = 0

    def line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        find(text)
    finally:
        sys.settrace(before)
    return count
