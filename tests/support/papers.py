"""Files as people give them: real enough to be told by their bytes, and what is kept of them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest import mock
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.adapters.images import CleanPhoto
from parvis.capture.drafts.keeping import Kept
from parvis.foundation.clock import now
from parvis.offer.forms.fields.files import MEDIA_TYPES, StoredField

PICTURES = {"jpeg", "png", "webp", "heic"}
_BEGINNINGS = {
    "pdf": b"%PDF-1.7 ", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n",
    "webp": b"RIFF....WEBP", "heic": b"....ftypheic", "exe": b"MZ",
}  # fmt: skip
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
KINDS = (*_BEGINNINGS, *_PARTS, "odt", "ods")


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a `kind`; no two of different `number` are alike. A heavy one is above 1 MB."""

    kind: str
    number: int
    is_heavy: bool = False

    @property
    def name(self) -> str:
        """What the person calls it."""
        return f"papier {self.number}.{self.kind}"

    @property
    def data(self) -> bytes:
        """Its bytes."""
        padding = str(self.number).encode() + b"x" * (1_000_000 * self.is_heavy)
        if self.kind in _BEGINNINGS:
            return _BEGINNINGS[self.kind] + padding
        content = io.BytesIO()
        with ZipFile(content, "w") as archive:
            archive.writestr("mimetype", MEDIA_TYPES[self.kind])
            archive.writestr("padding", padding)
        return content.getvalue() if self.kind in {"odt", "ods"} else self._office(padding)

    def _office(self, padding: bytes) -> bytes:
        content = io.BytesIO()
        with ZipFile(content, "w") as archive:
            archive.writestr(_PARTS[self.kind], padding)
        return content.getvalue()

    def sent(self) -> SimpleUploadedFile:
        """As a browser sends it."""
        return SimpleUploadedFile(self.name, self.data)

    def kept(self, field: StoredField) -> dict[str, Any]:
        """What an answer says of it, but for where it lies: a picture is WebP, where any is
        taken."""
        is_picture = self.kind in PICTURES and not PICTURES.isdisjoint(field.accept)
        kind = "webp" if is_picture else self.kind
        return {
            "file": "-",
            "name": self.name,
            "media_type": MEDIA_TYPES.get(kind, ""),
            "size": len(self.data),
        }


class _Storage:
    """Files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, data: bytes, *, prefix: str, suffix: str = "") -> str:
        name = f"{prefix}/{hash(data) & 0xFFFFFFFF:x}{suffix}"
        self.files[name] = data
        return name

    def exists(self, name: str) -> bool:
        return name in self.files

    def delete(self, name: str) -> bool:
        return self.files.pop(name, None) is not None


class _Keeping:
    """Drafts in memory."""

    def __init__(self) -> None:
        self.drafts: dict[str, Kept] = {}

    def kept(self, token: str) -> Kept | None:
        return self.drafts.get(token)

    def keep(self, *, token: str, content: dict[str, Any], begun_at: Any, until: Any) -> None:
        self.drafts[token] = Kept(content, begun_at, until or now())


def _cleaned(data: bytes) -> CleanPhoto:
    return CleanPhoto(data, 1, 1, b"", 1, 1, None)


@contextmanager
def kept_in_memory() -> Iterator[_Storage]:
    """Files that pages send stay in memory, pictures as they came; gives where they lie."""
    storage, keeping = _Storage(), _Keeping()
    with mock.patch.multiple(
        "parvis.web.answering.uploads",
        files_of=lambda _authority: storage,
        current_authority=lambda: 1,
        keeping=mock.Mock(wraps=keeping, LASTS=timedelta(days=3)),
        process_photo=_cleaned,
    ):
        yield storage
