"""Boxes of what was seen: each once, with a margin, inside the picture."""

import io

import pytest
from PIL import Image

from parvis.adapters.picture_details import Blots
from parvis.understand.pictures.details import (
    FACE,
    PLATE,
    Detail,
    read,
    shared,
    stored,
    widened,
    without_repeats,
)


def test_the_surest_of_those_that_cover_the_same_is_kept():
    sure = Detail(FACE, 0.1, 0.1, 0.3, 0.3, 0.9)
    again = Detail(FACE, 0.11, 0.1, 0.31, 0.3, 0.5)
    plate = Detail(PLATE, 0.1, 0.1, 0.3, 0.3, 0.4)
    apart = Detail(FACE, 0.6, 0.6, 0.7, 0.7, 0.3)
    assert without_repeats([again, apart, plate, sure]) == [sure, plate, apart]


def test_a_small_box_takes_nothing_from_a_large_one_around_it():
    large, small = Detail(FACE, 0, 0, 0.6, 0.6, 0.4), Detail(FACE, 0.2, 0.2, 0.3, 0.3, 0.9)
    assert without_repeats([large, small]) == [small, large]


def test_a_margin_stays_in_the_picture():
    assert widened(Detail(FACE, 0.0, 0.9, 0.2, 1.0, 1.0)).box == pytest.approx((0, 0.885, 0.23, 1))


def test_nothing_is_shared_apart_or_by_what_has_no_area():
    one = Detail(FACE, 0, 0, 0.1, 0.1, 1)
    assert shared(one, Detail(FACE, 0.5, 0.5, 0.6, 0.6, 1)) == 0
    assert shared(Detail(FACE, 0, 0, 0, 0, 1), Detail(FACE, 0, 0, 0, 0, 1)) == 0


def test_what_is_stored_is_read_again():
    seen = [Detail(PLATE, 0.1234, 0.2, 0.3, 0.4, 0.5)]
    assert read(stored(seen)) == seen


def test_what_is_no_picture_is_said_so():
    with pytest.raises(ValueError):
        Blots().look(b"RIFF....WEBPxxxx")
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(drawn, "PNG")
    with pytest.raises(ValueError):
        Blots().look(drawn.getvalue())
