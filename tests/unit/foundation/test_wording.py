"""Texts that a town writes."""

import pytest

from parvis.foundation.wording import unbroken


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Venez-vous ?", "Venez-vous\N{NO-BREAK SPACE}?"),
        ("« Oui » : 3", "«\N{NO-BREAK SPACE}Oui\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: 3"),
        ("Do you come?", "Do you come?"),
        ("", ""),
    ],
)
def test_a_sign_stays_with_its_word(typed: str, kept: str) -> None:
    assert unbroken(typed) == kept
    assert unbroken(kept) == kept
