"""What a person declares or agrees to: the sentence is the label, the answer a tick."""

from typing import Any, Literal

from parvis.offer.forms.expressions.types import FLAG, Type
from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    FieldBase,
    Given,
    JsonSchema,
    Wrong,
)

_TRUE = {"1", "true", "yes", "oui", "on", "x"}
_FALSE = {"0", "false", "no", "non", "off"}


class TickField(FieldBase):
    """A sentence with a box to tick; where it must be ticked, an empty box is no answer."""

    def value_type(self) -> Type:
        return FLAG

    def typed(self, given: Given, name: str) -> Any:
        return True if any(given.getlist(name)) else None

    def read(self, value: Any) -> Any:
        if isinstance(value, str):
            text = value.strip().lower()
            value = True if text in _TRUE else False if text in _FALSE else value
        return None if value is False else value

    def check(self, value: Any) -> Wrong | None:
        return None if value is True else NOT_THIS_KIND

    def json_schema(self) -> JsonSchema:
        return {"const": True}

    def columns(self) -> list[Column]:
        return [self.column("flag")]

    def words(self, value: Any, language: str) -> str:
        return "Oui" if language == "fr" else "Yes"


class DeclarationField(TickField):
    """A statement on one's honour, as a démarche asks for (CRPA L113-13)."""

    kind: Literal["declaration"] = "declaration"


class ConsentField(TickField):
    """An agreement that can be taken back (RGPD art. 7)."""

    kind: Literal["consent"] = "consent"
