"""Questions about who somebody is."""

from typing import Annotated, Any, Literal

from pydantic import Field

from parvis.foundation.contacts import normalise_email, normalise_phone
from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    FieldBase,
    Given,
    JsonSchema,
    Privacy,
    Wrong,
)
from parvis.offer.forms.fields.moments import as_day

Part = Literal["title", "first_name", "last_name", "birth_name", "born", "email", "phone"]
LONGEST_NAME = 120
_NORMS = {"email": "email", "phone": "e164", "born": "date"}


class PersonField(FieldBase):
    """A person: those of `parts` that are asked, each of them needed when the whole is."""

    kind: Literal["person"] = "person"
    privacy: Privacy = "personal"
    parts: Annotated[tuple[Part, ...], Field(min_length=1)] = ("first_name", "last_name")

    def typed(self, given: Given, name: str) -> Any:
        found = {
            part: next((text.strip() for text in given.getlist(f"{name}-{part}")), "")
            for part in self.parts
        }
        return {part: text for part, text in found.items() if text} or None

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return super().read(value)
        return {part: _normal(part, one) for part, one in value.items() if one} or None

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, dict) or not set(value) <= set(self.parts):
            return NOT_THIS_KIND
        left = [part for part in self.parts if part not in value]
        if left:
            return Wrong("incomplete", {"parts": left})
        for part, one in value.items():
            if not isinstance(one, str) or not one.strip() or len(one) > LONGEST_NAME:
                return Wrong("too_long", {"most": LONGEST_NAME})
            if not _is_normal(part, one):
                return Wrong(f"not_{'date' if part == 'born' else part}")
        return None

    def json_schema(self) -> JsonSchema:
        words = {"type": "string", "pattern": r"\S", "maxLength": LONGEST_NAME}
        return {
            "type": "object",
            "properties": {
                part: {**words, **({"format": _NORMS[part]} if part in _NORMS else {})}
                for part in self.parts
            },
            "required": list(self.parts),
            "additionalProperties": False,
        }

    def columns(self) -> list[Column]:
        return [self.column("date" if part == "born" else "text", part) for part in self.parts]

    def cells(self, value: Any) -> list[Any]:
        return [(value or {}).get(part) for part in self.parts]

    def of_cells(self, cells: Any) -> Any:
        found = zip(self.parts, cells, strict=True)
        return {part: str(one) for part, one in found if one is not None} or None

    def open_columns(self) -> list[Column]:
        """None, whatever its privacy: it names somebody."""
        return []

    def open_cells(self, value: Any) -> list[Any]:
        return []

    def words(self, value: Any, language: str) -> str:
        names = [value[part] for part in ("title", "first_name", "last_name") if part in value]
        rest = [value[part] for part in ("birth_name", "born", "email", "phone") if part in value]
        return ", ".join([" ".join(names), *rest] if names else rest)


def _normal(part: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if part == "email":
            return normalise_email(value)
        return normalise_phone(value).e164 if part == "phone" else value.strip()
    except ValueError:
        return value.strip()


def _is_normal(part: str, value: str) -> bool:
    if part == "born":
        return as_day(value) is not None
    try:
        if part == "email":
            return normalise_email(value) == value
        return part != "phone" or normalise_phone(value).e164 == value
    except ValueError:
        return False
