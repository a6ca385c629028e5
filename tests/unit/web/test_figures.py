"""Numbers as people write them."""

import pytest

from parvis.web.components.templatetags.components import spaced_phone


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("0199000002", "01\xa099\xa000\xa000\xa002"),
        ("01 99 00 00 02", "01 99 00 00 02"),
        ("+33199000002", "+33199000002"),
        ("3975", "3975"),
        ("", ""),
    ],
)
def test_a_french_number_goes_by_pairs_and_any_other_stays(given: str, shown: str) -> None:
    assert spaced_phone(given) == shown
