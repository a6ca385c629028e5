"""Which texts read like a number plate."""

import pytest

from parvis.adapters.picture_models import plate_likeness


@pytest.mark.parametrize(
    ("words", "likeness"),
    [
        ("AB-123-CD", 1.0), ("ab 123 cd", 1.0), ("FAB-123-CD", 1.0), ("AB-I23-CO", 1.0),
        ("0B-123-C8", 1.0), ("1234 AB 56", 0.9), ("12 AB 2A", 0.9), ("W4R7T9", 0.5),
        ("RUE DES LILAS", 0), ("12", 0), ("", 0), ("2026", 0), ("OUVERT", 0),
    ],
)  # fmt: skip
def test_shapes_of_plates(words: str, likeness: float) -> None:
    assert plate_likeness(words) == likeness
