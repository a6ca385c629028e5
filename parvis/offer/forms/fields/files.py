"""Questions answered by a file or a photo. The bytes lie in the storage; an answer names them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    FieldBase,
    Given,
    JsonSchema,
    Privacy,
    Wrong,
)

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Accepted = Literal["pdf", "jpeg", "png", "webp", "odt", "docx", "ods", "xlsx"]
LONGEST_NAME = 160


class StoredField(FieldBase):
    """Files, each `{"file": its name in the storage, "name": as the person calls it,
    "media_type", "size": bytes}`."""

    privacy: Privacy = "personal"
    accept: Annotated[tuple[Accepted, ...], Field(min_length=1)] = ("pdf", "jpeg", "png")
    most: Annotated[int, Field(ge=1, le=10)] = 1
    largest_mb: Annotated[int, Field(ge=1, le=20)] = 10

    def typed(self, given: Given, name: str) -> Any:
        """None: a file travels beside the texts; what was kept of it is put in by who stores it."""
        return None

    def read(self, value: Any) -> Any:
        return value or None if isinstance(value, list) else value

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, list) or not value:
            return NOT_THIS_KIND
        if len(value) > self.most:
            return Wrong("too_many_files", {"most": self.most})
        for one in value:
            if not _is_file(one):
                return NOT_THIS_KIND
            if one["media_type"] not in self.media_types:
                return Wrong("not_accepted", {"accept": list(self.accept)})
            if one["size"] > self.largest_mb * 1_000_000:
                return Wrong("too_heavy", {"most": self.largest_mb})
        return None

    @property
    def media_types(self) -> list[str]:
        """The media types of what is kept: a picture is WebP, whatever it came as."""
        taken = [MEDIA_TYPES[one] for one in self.accept]
        kept = MEDIA_TYPES["webp"]
        is_picture = any(one.startswith("image/") for one in taken)
        return [*taken, kept] if is_picture and kept not in taken else taken

    def json_schema(self) -> JsonSchema:
        words = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
        one = {
            "type": "object",
            "properties": {
                "file": words,
                "name": words,
                "media_type": {"enum": self.media_types},
                "size": {"type": "integer", "minimum": 1, "maximum": self.largest_mb * 1_000_000},
            },
            "required": ["file", "name", "media_type", "size"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": one, "minItems": 1, "maxItems": self.most}

    def columns(self) -> list[Column]:
        return [self.column("text")]

    def cells(self, value: Any) -> list[Any]:
        """The files' own names: what a reader of a sheet of data can look for."""
        return [", ".join(one["name"] for one in value) if value else None]

    def of_cells(self, cells: Any) -> Any:
        """None: a sheet of data carries no file."""
        return None

    def open_columns(self) -> list[Column]:
        return []

    def open_cells(self, value: Any) -> list[Any]:
        return []

    def words(self, value: Any, language: str) -> str:
        return ", ".join(one["name"] for one in value)


class FileField(StoredField):
    """A paper, a picture, a sheet of figures."""

    kind: Literal["file"] = "file"


class PhotoField(StoredField):
    """Photos, cleaned of what they tell of their maker before they are kept."""

    kind: Literal["photo"] = "photo"
    accept: Annotated[tuple[Accepted, ...], Field(min_length=1)] = ("jpeg", "png", "webp")
    most: Annotated[int, Field(ge=1, le=10)] = 3


def _is_file(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"file", "name", "media_type", "size"}:
        return False
    texts = (value["file"], value["name"])
    size = value["size"]
    return (
        all(isinstance(text, str) and 0 < len(text) <= LONGEST_NAME for text in texts)
        and isinstance(size, int)
        and not isinstance(size, bool)
        and size >= 1
    )


def stored_in(value: Any) -> Iterator[dict[str, Any]]:
    """All files among answers, however deep, as `StoredField` says of each."""
    if isinstance(value, dict):
        if {"file", "media_type"} <= value.keys():
            yield value
        for one in value.values():
            yield from stored_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from stored_in(one)


def handed_as(stored: Mapping[str, Any]) -> str:
    """The name under which a file is handed on: what the person calls it, ending as what it is: a
    picture is WebP, whatever it came as, and a paper named as a page or a program is neither."""
    name, suffix = str(stored["name"]), Path(stored["file"]).suffix
    if name.lower().endswith(suffix):
        return name
    return f"{name.rpartition('.')[0] or name}{suffix}"


def files_in(value: Any) -> Iterator[str]:
    """The names of all these files in the storage."""
    return (one["file"] for one in stored_in(value))
