"""A town's colour is readable in both themes, whatever the town chose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.web.components import brand

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_contrast_is_the_one_of_wcag() -> None:
    assert brand.contrast("#000", "#FFFFFF") == pytest.approx(21.0)
    assert brand.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert brand.contrast("#AE3F28", "#FFFFFF") == pytest.approx(5.9, abs=0.1)


@given(colours)
@settings(max_examples=300)
def test_every_colour_ends_readable(colour: str) -> None:
    made = brand.shades(colour)
    for ground in (brand.WHITE, brand.PAPER, made.light.soft):
        assert brand.contrast(made.light.main, ground) >= 4.5
        assert brand.contrast(made.light.strong, ground) >= 4.5
    assert brand.contrast(made.light.on_main, made.light.main) >= 4.5
    for ground in (brand.NIGHT, brand.NIGHT_CARD, made.dark.soft):
        assert brand.contrast(made.dark.main, ground) >= 4.5
        assert brand.contrast(made.dark.strong, ground) >= 4.5
    assert brand.contrast(made.dark.on_main, made.dark.main) >= 4.5


def test_a_readable_colour_stays_as_given() -> None:
    made = brand.shades("#1f5f8b")
    assert made.light.main == "#1F5F8B"
    assert not made.was_changed


def test_a_pale_colour_is_darkened_and_keeps_its_hue() -> None:
    made = brand.shades("#FFD400")
    assert made.was_changed
    red, green, blue = brand.parse(made.light.main)
    assert red > green > blue


@pytest.mark.parametrize("typed", ["red", "#12345", "#12345g", "#fff;}body{display:none", "url(x)"])
def test_what_is_no_colour_never_reaches_the_sheet(typed: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        brand.style_sheet(typed)


def test_no_colour_means_the_houses_own() -> None:
    assert brand.style_sheet("") == ""


def test_the_sheet_speaks_to_both_themes() -> None:
    sheet = brand.style_sheet("#0A5C58")
    assert sheet.startswith(":root{--brick-600:#0A5C58;")
    assert "prefers-color-scheme:dark" in sheet
    assert ":root[data-theme=dark]" in sheet
