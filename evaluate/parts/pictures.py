"""Faces and number plates in drawn pictures: nothing real measures them here, and it says so."""

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from evaluate.figures import Figure
from parvis.adapters.picture_details import FACE, PLATE, Packaged
from parvis.understand.pictures.details import Detail, detail, shared, without_repeats

ON = "drawn pictures"
NOTE = "no photo measures this: faces and plates were drawn; an agent's glance decides"
PICTURES, SIZE = 24, (1280, 960)
# A box that shares this much with a drawn one has found it.
_FOUND = 0.3
_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"


def measure() -> Iterator[Figure]:
    """How many drawn faces and plates are found, and how much of what is proposed is one."""
    random, model = np.random.default_rng(4), Packaged()
    there: list[tuple[list[Detail], list[Detail]]] = []
    for _ in range(PICTURES):
        picture, drawn = _drawn(random)
        there.append((drawn, _seen(model, picture)))
    for kind in (FACE, PLATE):
        so = [one for drawn, _ in there for one in drawn if one.kind == kind]
        told = [one for _, seen in there for one in seen if one.kind == kind]
        found = sum(_is_among(one, seen) for drawn, seen in there for one in drawn
                    if one.kind == kind)  # fmt: skip
        right = sum(_is_among(one, drawn) for drawn, seen in there for one in seen
                    if one.kind == kind)  # fmt: skip
        yield _figure(f"{kind}: found of those drawn", len(so), found)
        if told:
            yield _figure(f"{kind}: right of those proposed", len(told), right)


def _figure(measure: str, size: int, right: int) -> Figure:
    return Figure("pictures", measure, ON, size, ours=right / size, is_circular=True, note=NOTE)


def _seen(model: Packaged, picture: Image.Image) -> list[Detail]:
    kept = io.BytesIO()
    picture.save(kept, "WEBP", quality=80)
    return without_repeats(detail(*one) for one in model.look(kept.getvalue()))


def _is_among(one: Detail, others: list[Detail]) -> bool:
    return any(one.kind == other.kind and shared(one, other) >= _FOUND for other in others)


def _drawn(random: np.random.Generator) -> tuple[Image.Image, list[Detail]]:
    """A grey street with a face and a plate, and where they are."""
    picture = Image.new("RGB", SIZE, tuple(int(one) for one in random.integers(120, 200, 3)))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, SIZE[1] * 0.55, *SIZE), fill=(95, 95, 98))
    for _ in range(6):
        left, top = random.integers(0, SIZE[0]), random.integers(0, SIZE[1])
        pen.rectangle((left, top, left + random.integers(20, 200), top + random.integers(20, 90)),
                      fill=tuple(int(one) for one in random.integers(40, 220, 3)))  # fmt: skip
    radius = float(random.uniform(20, 110))
    face = _face(pen, float(random.uniform(200, 1080)), float(random.uniform(200, 380)), radius)
    plate = _plate(pen, random, float(random.uniform(18, 60)))
    return picture.filter(ImageFilter.GaussianBlur(1.2)), [face, plate]


def _face(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> Detail:
    skin, dark = (214, 165, 135), (55, 38, 28)
    pen.ellipse((x - r * 1.8, y + r * 1.2, x + r * 1.8, y + r * 3.5), fill=(50, 60, 110))
    pen.ellipse((x - r * 0.85, y - r * 1.15, x + r * 0.85, y + r * 0.9), fill=dark)
    pen.ellipse((x - r * 0.74, y - r * 0.9, x + r * 0.74, y + r), fill=skin)
    for side in (-0.32, 0.32):
        eye = x + side * r
        pen.ellipse((eye - r * 0.16, y - r * 0.14, eye + r * 0.16, y + r * 0.02), fill="white")
        pen.ellipse((eye - r * 0.08, y - r * 0.14, eye + r * 0.08, y + r * 0.02), fill=dark)
    pen.polygon([(x, y), (x - r * 0.14, y + r * 0.34), (x + r * 0.14, y + r * 0.34)], fill=dark)
    pen.chord((x - r * 0.3, y + r * 0.4, x + r * 0.3, y + r * 0.68), 0, 180, fill=(170, 70, 70))
    return _shares(FACE, x - r * 0.74, y - r * 0.9, x + r * 0.74, y + r)


def _plate(pen: ImageDraw.ImageDraw, random: np.random.Generator, high: float) -> Detail:
    wide = high * 4.6
    x, y = float(random.uniform(20, SIZE[0] - wide - 20)), float(random.uniform(620, 860))
    letters = "".join(random.choice(list(_LETTERS), 4))
    words = f"{letters[:2]}-{random.integers(100, 999)}-{letters[2:]}"
    pen.rectangle((x, y, x + wide, y + high), fill="white", outline="black", width=2)
    for band in (x, x + wide - high * 0.4):
        pen.rectangle((band, y, band + high * 0.4, y + high), fill=(0, 50, 160))
    font = ImageFont.load_default(high * 0.72)
    pen.text((x + wide / 2, y + high / 2), words, fill="black", font=font, anchor="mm")
    return _shares(PLATE, x + high * 0.4, y, x + wide - high * 0.4, y + high)


def _shares(kind: str, left: float, top: float, right: float, bottom: float) -> Detail:
    width, height = SIZE
    return Detail(kind, left / width, top / height, right / width, bottom / height, 1.0)
