"""What a PDF says of itself: its words, its tags, its fonts."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def opened(data: bytes) -> PdfReader:
    """The document."""
    return PdfReader(BytesIO(data))


def squeezed(text: str) -> str:
    """A text without what may break a line, so that two layouts of it are the same."""
    return re.sub(r"[\s\u200b\u00ad]", "", text)


def words(data: bytes) -> str:
    """Everything that can be read in it, in reading order, squeezed."""
    return squeezed("".join(page.extract_text() for page in opened(data).pages))


def tags(data: bytes) -> Iterator[dict[str, Any]]:
    """Its structure elements, in reading order."""
    yield from _below(opened(data).trailer["/Root"]["/StructTreeRoot"])


def _below(element: Any) -> Iterator[dict[str, Any]]:
    inside = element.get("/K")
    inside = inside.get_object() if hasattr(inside, "get_object") else inside
    for one in inside if isinstance(inside, list) else [inside]:
        found = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _below(found)


def headings(data: bytes) -> list[int]:
    """The levels of its headings, in order."""
    return [int(tag["/S"][2:]) for tag in tags(data) if re.fullmatch(r"/H\d", tag["/S"])]


def fonts(data: bytes) -> Iterator[tuple[str, bool]]:
    """Every font that it uses, and whether its shapes are in the document."""
    for page in opened(data).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"]
            yield descendant["/BaseFont"], bool({"/FontFile2", "/FontFile3"} & set(descriptor))
