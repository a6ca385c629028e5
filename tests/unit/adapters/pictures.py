"""Pictures that tests are made of: honest ones in every format, and dishonest ones."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageDraw

pillow_heif.register_heif_opener()

SECRET = b"Marie Durand, 12 rue des Lilas"
HONEST = ("JPEG", "PNG", "WEBP", "HEIF")


def drawing(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A picture whose upper left quarter is red, on blue."""
    picture = Image.new("RGB", size, (40, 90, 180))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=(200, 30, 30))
    return picture.convert(mode)


def encoded(
    kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: Any
) -> bytes:
    """A drawing in a format."""
    stream = io.BytesIO()
    drawing(size, mode).save(stream, kind, **options)
    return stream.getvalue()


def exif(
    *,
    orientation: int | None = None,
    place: tuple[Any, str, Any, str] | None = None,
    comment: bytes = SECRET,
) -> Image.Exif:
    """Metadata with a name in it; `place` is (lat parts, N or S, lon parts, E or W)."""
    found = Image.Exif()
    found[ExifTags.Base.Artist] = comment.decode("latin-1")
    if orientation is not None:
        found[ExifTags.Base.Orientation] = orientation
    if place is not None:
        lat, north, lon, east = place
        found[ExifTags.IFD.GPSInfo] = {
            ExifTags.GPS.GPSLatitudeRef: north,
            ExifTags.GPS.GPSLatitude: lat,
            ExifTags.GPS.GPSLongitudeRef: east,
            ExifTags.GPS.GPSLongitude: lon,
        }
    return found


def png_header(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that claims a size, with the (compressed) pixels given."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", data or zlib.compress(b"\0" * 64))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def zip_file(name: str = "virus.html", content: str = "<script>alert(1)</script>") -> bytes:
    """A small archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture decoded."""
    return Image.open(io.BytesIO(data))
