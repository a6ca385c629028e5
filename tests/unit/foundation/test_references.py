"""References that people write down."""

import re
from random import Random

import pytest

from parvis.foundation.references import Reference, digits_for, new_reference, normalise_reference


def test_the_form() -> None:
    for seed in range(100):
        assert re.fullmatch(r"VP-26-[1-9]\d{4}", new_reference("VP", 2026, rng=Random(seed)))


def test_more_digits_for_a_larger_town() -> None:
    assert re.fullmatch(r"VP-26-[1-9]\d{6}", new_reference("VP", 2026, digits=7))


@pytest.mark.parametrize("prefix", ["", "V", "vp", "VILLE", "V1", "É-"])
def test_a_bad_prefix_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        new_reference(prefix, 2026)


@pytest.mark.parametrize(
    ("expected", "digits"), [(0, 5), (9_000, 5), (9_001, 6), (20_000, 6), (1_000_000, 8)]
)
def test_numbers_stay_mostly_free(expected: int, digits: int) -> None:
    assert digits_for(expected) == digits


@pytest.mark.parametrize("typed", ["VP-26-48213", "vp 26 48213", "VP2648213", " Vp/26.48213 "])
def test_what_people_type_is_understood(typed: str) -> None:
    assert normalise_reference(typed) == "VP-26-48213"


@pytest.mark.parametrize("typed", ["", "48213", "VP-26", "VP-26-48213x", "TILLEUL-48-RUE-MERLE"])
def test_what_is_no_reference_is_refused(typed: str) -> None:
    assert normalise_reference(typed) is None


def test_a_reference_shows_its_year_in_two_digits() -> None:
    assert str(Reference("VP", 2005, "48213")) == "VP-05-48213"
