"""Photos from strangers: decoded in a limited process, re-encoded, without any metadata.

`process_photo` gives back clean WebP pictures (a large one and a thumbnail) and, apart, the
position that the photo held, or a code that says why it was refused. It never raises for what a
file contains, and never lets a byte of the original through: when in doubt it refuses.

Decoders have holes, so they run elsewhere. A small process of ours (`images_worker`) has them
loaded and forks one child per photo, in a few milliseconds. The child has no privileges to win,
little memory, little processor time, no file to write and a deadline set in the kernel; it sees
one photo and dies. See `images_limits` for the figures.
"""

import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parvis.adapters.images_client import Decoders, DecodersUnavailable
from parvis.adapters.images_wire import Boxes

MOST_BYTES = 20 * 1024 * 1024
FULL_PIXELS, THUMBNAIL_PIXELS = 2048, 480
MEDIA_TYPE = "image/webp"
SUFFIX = ".webp"


class PhotoProblem(StrEnum):
    """Why a photo was refused."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNKNOWN_FORMAT = "unknown_format"
    SVG = "svg"
    GIF = "gif"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    DAMAGED = "damaged"
    HIDES_ANOTHER_FILE = "hides_another_file"
    TOO_HEAVY = "too_heavy"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A re-encoded photo. `taken_at_place` is (lon, lat) as the photo said, or None."""

    full: bytes
    width: int
    height: int
    thumbnail: bytes
    thumbnail_width: int
    thumbnail_height: int
    taken_at_place: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class PhotoRefused:
    """No photo. UNAVAILABLE is the only problem that is not the file's: try again later."""

    problem: PhotoProblem


_decoders = Decoders()
# Photos are heavy: two at a time leave the machine's other work its share.
_turns = threading.BoundedSemaphore(2)


def process_photo(raw: bytes | Path) -> CleanPhoto | PhotoRefused:
    """Clean a photo given as bytes or as a file. Takes about a tenth of a second to a second."""
    return _processed(raw, ())


def mask_photo(clean: bytes, boxes: Boxes) -> CleanPhoto | PhotoRefused:
    """A cleaned photo anew, `boxes` of it (shares of its width and height) filled with one colour:
    in the picture and the thumbnail that come of it, nothing of them is left."""
    return _processed(clean, boxes)


def _processed(raw: bytes | Path, boxes: Boxes) -> CleanPhoto | PhotoRefused:
    try:
        size = raw.stat().st_size if isinstance(raw, Path) else len(raw)
        if size > MOST_BYTES:
            return PhotoRefused(PhotoProblem.TOO_BIG)
        data = raw.read_bytes() if isinstance(raw, Path) else raw
    except OSError:
        return PhotoRefused(PhotoProblem.UNAVAILABLE)
    problem = _refused_unread(data)
    if problem is not None:
        return PhotoRefused(problem)
    try:
        with _turns:
            answer = _decoders.decode(data, boxes)
    except DecodersUnavailable:
        return PhotoRefused(PhotoProblem.UNAVAILABLE)
    return _checked(answer)


def warm_up() -> None:
    """Start the decoding process now rather than at the first photo."""
    _decoders.start()


def shut_down() -> None:
    """End the decoding process; the next photo starts another."""
    _decoders.stop()


def _refused_unread(data: bytes) -> PhotoProblem | None:
    """What the first bytes already rule out."""
    if not data:
        return PhotoProblem.EMPTY
    if is_photo(data):
        return None
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return PhotoProblem.GIF
    if head.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--")) and b"<svg" in data[:65536]:
        return PhotoProblem.SVG
    return PhotoProblem.UNKNOWN_FORMAT


def is_photo(data: bytes) -> bool:
    """Whether the first bytes are those of JPEG, PNG, WebP or HEIC, whatever the file's name."""
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return True
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    brands = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
    return data[4:8] == b"ftyp" and data[8:12] in brands


def _checked(answer: object) -> CleanPhoto | PhotoRefused:
    """The child's answer, believed only as far as it can be checked: it read a hostile file."""
    if isinstance(answer, str):
        known = {problem.value for problem in PhotoProblem}
        return PhotoRefused(PhotoProblem(answer) if answer in known else PhotoProblem.TOO_HEAVY)
    if not isinstance(answer, dict):
        return PhotoRefused(PhotoProblem.TOO_HEAVY)
    full, thumbnail = answer["full"], answer["thumbnail"]
    sizes = (*answer["size"], *answer["thumbnail_size"])
    if not all(data[:4] == b"RIFF" and data[8:12] == b"WEBP" for data in (full, thumbnail)):
        return PhotoRefused(PhotoProblem.TOO_HEAVY)
    if not all(0 < side <= FULL_PIXELS for side in sizes):
        return PhotoRefused(PhotoProblem.TOO_HEAVY)
    return CleanPhoto(full, sizes[0], sizes[1], thumbnail, sizes[2], sizes[3], answer["place"])
