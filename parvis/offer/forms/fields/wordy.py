"""Questions answered in words, and the words that have a norm: address of mail, phone, SIRET…"""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field
from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.fr import siret

from parvis.foundation.contacts import normalise_email, normalise_phone
from parvis.offer.forms.expressions.types import TEXT, Type
from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    FieldBase,
    JsonSchema,
    Privacy,
    Wrong,
)

LONGEST_TEXT = 300
LONGEST_LONG_TEXT = 5_000
_SOMETHING = re.compile(r"\S")
_RNA = re.compile(r"W[0-9][0-9A-Z][0-9A-Z][0-9]{6}")


class WordyField(FieldBase):
    """Anything answered by one text."""

    longest: Annotated[int, Field(ge=1, le=LONGEST_LONG_TEXT)] = LONGEST_TEXT

    def value_type(self) -> Type:
        return TEXT

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, str) or not _SOMETHING.search(value):
            return NOT_THIS_KIND
        if len(value) > self.longest:
            return Wrong("too_long", {"most": self.longest, "given": len(value)})
        return None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"\S", "maxLength": self.longest}

    def columns(self) -> list[Column]:
        return [self.column("text")]

    def of_cells(self, cells: Any) -> Any:
        return None if cells[0] is None else str(cells[0])

    def open_columns(self) -> list[Column]:
        """None: whatever a person writes may name somebody."""
        return []

    def open_cells(self, value: Any) -> list[Any]:
        return []


class TextField(WordyField):
    """A line of words."""

    kind: Literal["text"] = "text"


class LongTextField(WordyField):
    """Several lines of words."""

    kind: Literal["long_text"] = "long_text"
    longest: Annotated[int, Field(ge=1, le=LONGEST_LONG_TEXT)] = LONGEST_LONG_TEXT


class NormField(WordyField):
    """Words under a norm: `norm` names it, `_normal` brings a text to its one form."""

    privacy: Privacy = "personal"
    norm: ClassVar[str]

    @staticmethod
    def _normal(typed: str) -> str:
        """The normal form. Raises ValueError."""
        raise NotImplementedError

    def read(self, value: Any) -> Any:
        value = super().read(value)
        if not isinstance(value, str):
            return value
        try:
            return self._normal(value)
        except ValueError:
            return value

    def check(self, value: Any) -> Wrong | None:
        wrong = super().check(value)
        if wrong:
            return wrong
        return None if self.is_normal(value) else Wrong(f"not_{self.norm}")

    def is_normal(self, value: str) -> bool:
        """Whether a text is in the norm's one form."""
        try:
            return self._normal(value) == value
        except ValueError:
            return False

    def json_schema(self) -> JsonSchema:
        return {**super().json_schema(), "format": FORMATS[self.norm]}


class EmailField(NormField):
    """An e-mail address."""

    kind: Literal["email"] = "email"
    norm: ClassVar[str] = "email"

    @staticmethod
    def _normal(typed: str) -> str:
        return normalise_email(typed)


class PhoneField(NormField):
    """A phone number, kept in its international form (E.164)."""

    kind: Literal["phone"] = "phone"
    norm: ClassVar[str] = "phone"

    @staticmethod
    def _normal(typed: str) -> str:
        return normalise_phone(typed).e164


class SiretField(NormField):
    """The number of an establishment (INSEE): fourteen digits, the last one a check."""

    kind: Literal["siret"] = "siret"
    norm: ClassVar[str] = "siret"
    privacy: Privacy = "public"

    @staticmethod
    def _normal(typed: str) -> str:
        return _checked(siret, typed)


class RnaField(NormField):
    """The number of an association (Répertoire national des associations): W, the département
    and the office that keeps it, six digits. It has no check digit, and python-stdnum no module."""

    kind: Literal["rna"] = "rna"
    norm: ClassVar[str] = "rna"
    privacy: Privacy = "public"

    @staticmethod
    def _normal(typed: str) -> str:
        plain = re.sub(r"[\s.-]", "", typed).upper()
        if not _RNA.fullmatch(plain):
            raise ValueError(plain)
        return plain


class IbanField(NormField):
    """A bank account (ISO 13616)."""

    kind: Literal["iban"] = "iban"
    norm: ClassVar[str] = "iban"
    privacy: Privacy = "sensitive"

    @staticmethod
    def _normal(typed: str) -> str:
        return _checked(iban, typed)


# How JSON Schema's `format` names each norm; the standard's own word where it has one.
FORMATS = {"email": "email", "phone": "e164", "siret": "fr-siret", "rna": "fr-rna", "iban": "iban"}


def _checked(norm: Any, typed: str) -> str:
    try:
        return str(norm.validate(typed))
    except ValidationError as error:
        raise ValueError(str(error)) from error
