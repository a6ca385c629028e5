"""What an SMS holds."""

import pytest

from parvis.adapters.sms_text import is_gsm7, parts, plain


@pytest.mark.parametrize(
    ("text", "fits"),
    [("Réparé, à bientôt", False), ("Réparé, à demain", True), ("10 €", True), ("ça", False)],
)
def test_the_alphabet(text: str, fits: bool) -> None:
    assert is_gsm7(text) is fits


def test_french_made_plain_always_fits() -> None:
    french = "« Ça s’est passé à l’Île-d’Yeu : où ? Là-bas, au cœur du Noël… ÊÔÛÙÈÀ » – naïf, ÿ"
    assert is_gsm7(plain(french))
    assert plain("Bientôt réparé, ça avance…") == "Bientot réparé, ca avance..."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 134, 2),
        ("ê" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts(text: str, count: int) -> None:
    assert parts(text) == count
