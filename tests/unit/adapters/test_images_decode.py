"""Cleaning a picture, in this process: what comes out, and what never does."""

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from parvis.adapters import images_decode
from parvis.adapters.images_decode import clean
from tests.unit.adapters import pictures
from tests.unit.adapters.pictures import HONEST, SECRET, encoded, exif, opened

PARIS = ((48.0, 51.0, 30.24), "N", (2.0, 21.0, 7.92), "E")


def cleaned(data: bytes) -> dict[str, Any]:
    answer = clean(data)
    assert isinstance(answer, dict), answer
    return answer


def near(colour: Any, expected: tuple[int, int, int], by: int = 24) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, expected, strict=True))


@pytest.mark.parametrize("kind", HONEST)
def test_every_honest_format(kind: str) -> None:
    answer = cleaned(encoded(kind))
    full, small = opened(answer["full"]), opened(answer["thumbnail"])
    assert (full.format, full.size, answer["size"]) == ("WEBP", (640, 480), (640, 480))
    assert (small.format, small.size, answer["thumbnail_size"]) == ("WEBP", (480, 360), (480, 360))
    assert near(full.getpixel((40, 40)), (200, 30, 30))
    assert near(full.getpixel((600, 440)), (40, 90, 180))
    assert answer["place"] is None


@pytest.mark.parametrize(
    ("size", "full", "small"),
    [
        ((4000, 3000), (2048, 1536), (480, 360)),
        ((1000, 4000), (512, 2048), (120, 480)),
        ((300, 200), (300, 200), (300, 200)),
        ((16, 5000), (7, 2048), (2, 480)),
    ],
)
def test_never_larger_than_the_limits_and_never_enlarged(
    size: tuple[int, int], full: tuple[int, int], small: tuple[int, int]
) -> None:
    answer = cleaned(encoded(size=size))
    assert (answer["size"], answer["thumbnail_size"]) == (full, small)


@pytest.mark.parametrize("kind", HONEST)
def test_no_metadata_comes_through(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(kind, exif=exif(place=PARIS), icc_profile=profile)
    assert SECRET in data
    answer = cleaned(data)
    for picture in (answer["full"], answer["thumbnail"]):
        assert SECRET not in picture
        assert b"Exif" not in picture
        assert not opened(picture).getexif()
        assert set(opened(picture).info) <= {"loop", "background", "timestamp", "duration"}
        assert {picture[at : at + 4] for at in (12,)} == {b"VP8 "}


def test_comments_and_xmp_do_not_come_through() -> None:
    answer = cleaned(encoded(comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"))
    assert SECRET not in answer["full"] + answer["thumbnail"]


@pytest.mark.parametrize("kind", HONEST)
def test_the_place_is_read_apart(kind: str) -> None:
    lon, lat = cleaned(encoded(kind, exif=exif(place=PARIS)))["place"]
    assert lon == pytest.approx(2.3522, abs=1e-6)
    assert lat == pytest.approx(48.8584, abs=1e-6)


def test_south_and_west() -> None:
    place = cleaned(encoded(exif=exif(place=((20.0, 52.0, 0.0), "S", (55.0, 27.0, 0.0), "W"))))
    assert place["place"] == pytest.approx((-55.45, -20.8666667))


@pytest.mark.parametrize(
    "place",
    [
        ((0.0, 0.0, 0.0), "N", (0.0, 0.0, 0.0), "E"),
        ((95.0, 0.0, 0.0), "N", (2.0, 0.0, 0.0), "E"),
        ((48.0, 75.0, 0.0), "N", (2.0, 0.0, 0.0), "E"),
        ((48.0, 51.0, 0.0), "Q", (2.0, 0.0, 0.0), "E"),
        ((48.0, 51.0, 0.0), "", (2.0, 0.0, 0.0), "E"),
        ((48.0, 51.0), "N", (2.0, 0.0, 0.0), "E"),
    ],
)
def test_a_wrong_place_is_no_place_and_no_refusal(place: Any) -> None:
    assert cleaned(encoded(exif=exif(place=place)))["place"] is None


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_photos_stand_upright(kind: str, orientation: int) -> None:
    # Store the drawing as a camera held that way would: the reader's turn must undo it.
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)  # fmt: skip
    picture = pictures.drawing()
    if stored is not None:
        picture = picture.transpose(stored)
    stream = io.BytesIO()
    picture.save(stream, kind, exif=exif(orientation=orientation))
    answer = cleaned(stream.getvalue())
    assert answer["size"] == (640, 480)
    full = opened(answer["full"])
    assert near(full.getpixel((40, 40)), (200, 30, 30))
    assert near(full.getpixel((600, 40)), (40, 90, 180))
    assert near(full.getpixel((40, 440)), (40, 90, 180))


def test_a_heic_with_an_orientation_is_turned_once() -> None:
    # The encoder turns Exif's orientation into the format's own, which the decoder applies.
    data = encoded("HEIF", size=(640, 480), exif=exif(orientation=6).tobytes())
    assert b"irot" in data
    answer = cleaned(data)
    assert answer["size"] == (480, 640)
    assert near(opened(answer["full"]).getpixel((440, 40)), (200, 30, 30))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"), ("PNG", "RGBA"), ("PNG", "I;16"),
        ("JPEG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGBA"), ("HEIF", "RGBA"), ("HEIF", "L"),
    ],
)  # fmt: skip
def test_every_colour_mode(kind: str, mode: str) -> None:
    data = encoded(kind, mode=mode) if mode != "I;16" else _sixteen_bits()
    full = opened(cleaned(data)["full"])
    assert full.mode == "RGB"


def _sixteen_bits() -> bytes:
    stream = io.BytesIO()
    Image.new("I;16", (64, 64), 32_768).save(stream, "PNG")
    return stream.getvalue()


def test_sixteen_bits_keep_their_grey() -> None:
    assert near(opened(cleaned(_sixteen_bits())["full"]).getpixel((9, 9)), (128, 128, 128), 4)


def test_what_is_transparent_is_white() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(stream, "PNG")
    assert near(opened(cleaned(stream.getvalue())["full"]).getpixel((9, 9)), (255, 255, 255), 2)
    stream = io.BytesIO()
    palette = Image.new("P", (64, 64), 0)
    palette.save(stream, "PNG", transparency=0)
    assert near(opened(cleaned(stream.getvalue())["full"]).getpixel((9, 9)), (255, 255, 255), 2)


def test_a_broken_colour_profile_is_left_aside() -> None:
    full = opened(cleaned(encoded(icc_profile=b"no profile at all"))["full"])
    assert near(full.getpixel((40, 40)), (200, 30, 30))


@pytest.mark.parametrize(("size", "problem"), [((15, 400), "too_small"), ((1, 1), "too_small")])
def test_too_small_to_show_anything(size: tuple[int, int], problem: str) -> None:
    assert clean(encoded("PNG", size=size)) == problem


def test_the_size_is_read_in_the_header_before_any_pixel() -> None:
    # No pixel follows: a decoder that went on would call it damaged.
    assert clean(pictures.png_header(20_000, 10_000)) == "too_many_pixels"
    assert clean(pictures.png_header(7_746, 7_746)) == "too_many_pixels"
    assert clean(pictures.png_header(7_745, 7_745)) == "damaged"


def test_a_picture_that_is_also_an_archive() -> None:
    assert clean(encoded() + pictures.zip_file()) == "hides_another_file"


@pytest.mark.parametrize("kind", HONEST)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_picture_is_damaged(kind: str, share: float) -> None:
    data = _detailed(kind)
    assert clean(data[: int(len(data) * share)]) == "damaged"


def _detailed(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"GIF89a", b"x" * 999]
)
def test_what_is_no_picture_is_damaged(data: bytes) -> None:
    assert clean(data) == "damaged"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_never_opened(kind: str) -> None:
    assert clean(encoded(kind)) == "damaged"


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(HONEST),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_any_damage_gives_a_clean_picture_or_a_code(
    kind: str, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(encoded(kind, size=(64, 48), exif=exif(place=PARIS)))
    for at, value in changes:
        data[int(at * len(data))] = value
    answer = clean(bytes(data))
    if isinstance(answer, dict):
        assert opened(answer["full"]).format == "WEBP"
        assert SECRET not in answer["full"]
    else:
        assert answer in {
            "damaged",
            "too_many_pixels",
            "too_small",
            "hides_another_file",
            "too_heavy",
        }


def test_loading_proves_the_decoders() -> None:
    images_decode.load()
