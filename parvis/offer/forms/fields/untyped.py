"""What nobody types: a value worked out from other answers, a text to read."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from parvis.offer.forms.expressions.types import DATE, FLAG, NUMBER, TEXT, Type
from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    Expression,
    FieldBase,
    Given,
    JsonSchema,
    Wrong,
)
from parvis.offer.forms.fields.numeric import MOST_DECIMALS, decimals_of, is_number

ResultType = Literal["number", "text", "flag", "date"]
_TYPES = {"number": NUMBER, "text": TEXT, "flag": FLAG, "date": DATE}
_COLUMNS: dict[str, Any] = {"number": "number", "text": "text", "flag": "flag", "date": "date"}


class ComputedField(FieldBase):
    """A value worked out by `compute`, shown to the person unless `hidden`."""

    kind: Literal["computed"] = "computed"
    compute: Expression = ""
    result: ResultType = "number"
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = 2
    hidden: bool = False
    is_typed: ClassVar[bool] = False

    def value_type(self) -> Type:
        return _TYPES[self.result]

    def typed(self, given: Given, name: str) -> Any:
        return None

    def check(self, value: Any) -> Wrong | None:
        return NOT_THIS_KIND

    def json_schema(self) -> JsonSchema:
        return {"not": {}}

    def columns(self) -> list[Column]:
        return [self.column(_COLUMNS[self.result])]

    def of_cells(self, cells: Any) -> Any:
        """None: it is worked out again."""
        return None

    def words(self, value: Any, language: str) -> str:
        if not is_number(value):
            return str(value)
        text = f"{value:,.{min(self.decimals, decimals_of(value))}f}"
        if language != "fr":
            return text
        return text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")


class InformationField(FieldBase):
    """A text to read: `label` its title, `help` its words."""

    kind: Literal["information"] = "information"
    asks: ClassVar[bool] = False
    is_typed: ClassVar[bool] = False

    def typed(self, given: Given, name: str) -> Any:
        return None

    def check(self, value: Any) -> Wrong | None:
        return NOT_THIS_KIND

    def json_schema(self) -> JsonSchema:
        return {"not": {}}

    def columns(self) -> list[Column]:
        return []

    def cells(self, value: Any) -> list[Any]:
        return []

    def of_cells(self, cells: Any) -> Any:
        return None
