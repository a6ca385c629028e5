"""A code that a phone reads."""

from functools import lru_cache

import segno


@lru_cache(maxsize=64)
def qr_code(text: str) -> str:
    """A QR code as the address of a picture (`data:`), black on white with its margin."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff", xmldecl=False))
