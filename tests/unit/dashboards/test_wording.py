"""Figures in words, as French writes them."""

import pytest
from django.utils.translation import override

from parvis.inform.dashboards.wording import count, decimal, delay, fraction, percent, signed

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def in_french():
    with override("fr"):
        yield


def test_counts_and_decimals():
    assert count(2_143).replace("\N{NARROW NO-BREAK SPACE}", SPACE) == f"2{SPACE}143"
    assert decimal(3.24) == "3,2"
    assert decimal(3.0) == "3"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.81, "81"), (0.0, "0"), (1.0, "100"), (0.997, "99,7"), (0.002, "0,2"), (None, "–")],
)
def test_a_share_is_never_whole_when_it_is_not(share, words):
    assert percent(share) == (words if share is None else f"{words}{SPACE}%")


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.2, "une sur cinq"), (0.205, "une sur cinq"), (0.5, "une sur deux"), (0.18, f"18{SPACE}%")],
)
def test_fractions_have_names(share, words):
    assert fraction(share) == words


@pytest.mark.parametrize(
    ("hours", "words"), [(None, "–"), (5.2, "5"), (76.8, "3,2"), (600, "25"), (0.2, "1")]
)
def test_delays(hours, words):
    unit = "" if hours is None else f"{SPACE}h" if hours < 24 else f"{SPACE}j"
    assert delay(hours) == f"{words}{unit}"


def test_signs():
    assert signed("6 %", 6) == "+6 %"
    assert signed("6 %", -6) == "\N{MINUS SIGN}6 %"
    assert signed("0 %", 0) == "0 %"
