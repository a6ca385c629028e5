"""Files that are two things at once: a picture for us, an archive or a page for someone else.

The pictures that we keep are re-encoded, so they carry nothing along. A file built to be two
things is refused all the same: nobody takes such a photo by accident. Trailing bytes alone are
no crime (phones append motion clips and second pictures); a signature is.
"""

import re

_PAGE = re.compile(rb"<(?:script|iframe|html|!doctype\s+html)[\s>/]|<\?php[\s=]", re.IGNORECASE)
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_ZIP_END, _ZIP_END_SIZE, _LONGEST_ZIP_COMMENT = b"PK\x05\x06", 22, 65_535
_SLACK = 64
_AFTER = (b"PK\x03\x04", b"%PDF-", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x7fELF", b"GIF8")
# A reader of PDF looks for its header in the first kilobyte, wherever it stands.
_PDF_WINDOW = 1_024


def hides_another_file(data: bytes) -> bool:
    """Whether a picture also is, plainly, an archive, a document, a page or a program."""
    return (
        b"%PDF-" in data[:_PDF_WINDOW]
        or _ends_as_zip(data)
        or _PAGE.search(data) is not None
        or _trailer_is_another_file(data)
    )


def _ends_as_zip(data: bytes) -> bool:
    """Whether a zip's directory ends the file, give or take a few bytes, as its readers allow."""
    tail = data[-(_ZIP_END_SIZE + _LONGEST_ZIP_COMMENT + _SLACK) :]
    at = tail.rfind(_ZIP_END)
    while at >= 0:
        end = at + _ZIP_END_SIZE + int.from_bytes(tail[at + 20 : at + 22], "little")
        if len(tail) - _SLACK <= end <= len(tail):
            return True
        at = tail.rfind(_ZIP_END, 0, at)
    return False


def _trailer_is_another_file(data: bytes) -> bool:
    trailer = data[end_of_picture(data) :].lstrip(b"\x00 \r\n\t")
    return trailer.startswith(_AFTER) or _SVG.search(trailer) is not None


def end_of_picture(data: bytes) -> int:
    """Where the picture's own bytes end, by its format; the length when that can't be told."""
    if data.startswith(b"\x89PNG"):
        return _end_of_png(data)
    if data[:4] == b"RIFF":
        return min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    if data[4:8] == b"ftyp":
        return _end_of_boxes(data)
    last = data.rfind(b"\xff\xd9")
    return len(data) if last < 0 else last + 2


def _end_of_png(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + size
        if kind == b"IEND":
            return min(at, len(data))
    return len(data)


def _end_of_boxes(data: bytes) -> int:
    """The end of the last whole box with a plausible name."""
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if not kind.isalnum():
            return at
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < 8 or at + size > len(data):
            return at if size >= 8 else len(data)
        at += size
    return at
