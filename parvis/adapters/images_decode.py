"""Decoding and re-encoding, as it runs inside the confined child: no Django, no network, no file.

The order matters: the header first (size in pixels), then the position, then the pixels, made
smaller, brought to sRGB on white, turned upright, and encoded anew from the pixels alone.
"""

import io
import math
import re
import warnings
from typing import Any

import pillow_heif
from PIL import (
    ExifTags,
    Image,
    ImageCms,
    ImageStat,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from parvis.adapters.images_trailer import hides_another_file
from parvis.adapters.images_wire import Boxes

MOST_PIXELS = 60_000_000
SMALLEST_SIDE = 16
FULL, THUMBNAIL = (2048, 2048), (480, 480)
QUALITY = 80
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_MOST_METADATA = 8 * 1024 * 1024
_WHITE = (255, 255, 255)
# What the camera's Orientation says, and what makes the picture upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LOADED = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin, TiffImagePlugin)


def load() -> None:
    """Load every decoder and encoder once, before any fork, by cleaning a picture of ours."""
    pillow_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )
    PngImagePlugin.MAX_TEXT_MEMORY = _MOST_METADATA
    for name in ("JPEG", "PNG", "WEBP"):
        drawn = io.BytesIO()
        Image.new("RGB", (32, 32), "red").save(drawn, name, exif=Image.Exif())
        if not isinstance(clean(drawn.getvalue()), dict):
            raise RuntimeError(f"the {name} decoder doesn't work")


def clean(data: bytes, boxes: Boxes = ()) -> str | dict[str, Any]:
    """A clean photo's parts, `boxes` of it masked, or the code of the problem."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _clean(data, boxes)
    except MemoryError:
        return "too_heavy"
    except Image.DecompressionBombError:
        return "too_many_pixels"
    except Exception:  # noqa: BLE001 - whatever a decoder raises, the file is refused
        return "damaged"


def _clean(data: bytes, boxes: Boxes) -> str | dict[str, Any]:
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    width, height = image.size
    if width * height > MOST_PIXELS:
        return "too_many_pixels"
    if min(width, height) < SMALLEST_SIDE:
        return "too_small"
    if hides_another_file(data):
        return "hides_another_file"
    place = _place(image)
    turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    profile = image.info.get("icc_profile")
    if image.format == "JPEG":
        # Lets the decoder work at a half, a quarter or an eighth when that is enough.
        image.draft("RGB", FULL)
    full = _simple(image)
    full.thumbnail(FULL, Image.Resampling.LANCZOS, reducing_gap=2.0)
    full = _srgb(_on_white(full), profile)
    if turn is not None:
        full = full.transpose(turn)
    _mask(full, boxes)
    small = full.copy()
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    return {
        "full": _webp(full),
        "size": full.size,
        "thumbnail": _webp(small),
        "thumbnail_size": small.size,
        "place": place,
    }


def _simple(image: Image.Image) -> Image.Image:
    """The picture in one of the modes that can be made smaller: L, RGB or RGBA."""
    if image.mode.startswith("I"):
        # 16 bits a channel: keep the upper eight instead of cutting everything to white.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"L", "RGB", "RGBA"} and "transparency" not in image.info:
        return image
    clear = "transparency" in image.info or image.mode in {"LA", "PA", "La", "RGBA", "RGBa"}
    return image.convert("RGBA" if clear else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in RGB, what was transparent being white."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    ground = Image.new("RGB", image.size, _WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _srgb(image: Image.Image, profile: object) -> Image.Image:
    """The picture in sRGB; a profile that can't be applied is left aside, not fatal."""
    if not isinstance(profile, bytes) or len(profile) > _MOST_METADATA:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "RGB":
            return image
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _mask(image: Image.Image, boxes: Boxes) -> None:
    """Fill boxes with the whole picture's mean colour, before anything is encoded: of what was
    there no pixel is left to be worked out, as a blur or a mosaic would leave some."""
    if not boxes:
        return
    colour = tuple(round(mean) for mean in ImageStat.Stat(image).mean)
    width, height = image.size
    for left, top, right, bottom in boxes:
        # Outwards to whole pixels, and at least one.
        x, y = math.floor(left * width), math.floor(top * height)
        image.paste(colour, (x, y, max(math.ceil(right * width), x + 1),
                             max(math.ceil(bottom * height), y + 1)))  # fmt: skip


def _webp(image: Image.Image) -> bytes:
    """The pixels alone: the encoder is given no metadata, and none is left to give."""
    image.info.clear()
    encoded = io.BytesIO()
    image.save(encoded, "WEBP", quality=QUALITY, method=3)
    return encoded.getvalue()


def _place(image: Image.Image) -> tuple[float, float] | None:
    """Where the photo says it was taken: (lon, lat), or None."""
    try:
        gps = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "NS")
        lon = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "EW")
    except Exception:  # noqa: BLE001 - a photo whose metadata are wrong is a photo without place
        return None
    # (0, 0) is what a phone writes before it knows.
    if not (-180 <= lon <= 180 and -90 <= lat <= 90) or (lon, lat) == (0, 0):
        return None
    return round(lon, 7), round(lat, 7)


def _degrees(parts: Any, reference: Any, signs: str) -> float:
    """Degrees, minutes and seconds with their letter, as a signed number."""
    degrees, minutes, seconds = (float(part) for part in parts)
    letter = re.sub(r"[^NSEW]", "", str(reference).upper())
    if letter not in set(signs) or not (0 <= minutes < 60 and 0 <= seconds < 60.001):
        raise ValueError("not a position")
    value = degrees + minutes / 60 + seconds / 3600
    if math.isnan(value) or value < 0:
        raise ValueError("not a position")
    return -value if letter == signs[1] else value
