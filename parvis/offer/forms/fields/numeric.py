"""Questions answered by a number."""

import re
import sys
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from parvis.offer.forms.expressions.types import NUMBER, Type
from parvis.offer.forms.fields.base import (
    Column,
    ColumnType,
    FieldBase,
    JsonSchema,
    Texts,
    Wrong,
)

_TYPED = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
# Beyond this a double no longer tells neighbours apart at four decimals.
LARGEST = 10**11
MOST_DECIMALS = 4


def as_number(value: Any) -> Any:
    """A typed number as one; anything else as it was given. Whole numbers are integers."""
    if isinstance(value, str):
        plain = re.sub(r"\s", "", value)
        if not _TYPED.fullmatch(plain):
            return value.strip() or None
        value = float(plain.replace(",", ".").replace("−", "-"))
    if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST:
        return int(value)
    return value


def is_number(value: Any) -> bool:
    """Whether a value is a number that a double can hold."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    # A whole number of hundreds of digits has no double: it is compared, never converted.
    return abs(value) <= sys.float_info.max


def decimals_of(value: float) -> int:
    """How many decimals a number is written with."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class NumericField(FieldBase):
    """A number between `least` and `most`, with at most `decimals` decimals."""

    least: Annotated[float, Field(ge=-LARGEST, le=LARGEST)] = -LARGEST
    most: Annotated[float, Field(ge=-LARGEST, le=LARGEST)] = LARGEST
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = 0
    unit: Texts = {}

    @model_validator(mode="after")
    def _ordered(self) -> "NumericField":
        if self.least > self.most:
            raise ValueError("least is above most")
        return self

    def value_type(self) -> Type:
        return NUMBER

    def read(self, value: Any) -> Any:
        return as_number(value)

    def check(self, value: Any) -> Wrong | None:
        if not is_number(value):
            return Wrong("not_a_number")
        if decimals_of(value) > self.decimals:
            code = "too_many_decimals" if self.decimals else "not_whole"
            return Wrong(code, {"most": self.decimals})
        if value < self.least:
            return Wrong("too_small", self._bounds())
        if value > self.most:
            return Wrong("too_big", self._bounds())
        return None

    def _bounds(self) -> dict[str, Any]:
        return {"least": as_number(self.least), "most": as_number(self.most)}

    def json_schema(self) -> JsonSchema:
        least, most = self._bounds().values()
        if not self.decimals:
            return {"type": "integer", "minimum": least, "maximum": most}
        # multipleOf can't say it: 0.07 is no multiple of 0.01 in doubles.
        bounds = {"minimum": least, "maximum": most}
        return {"type": "number", **bounds, "x-decimals": self.decimals}

    def columns(self) -> list[Column]:
        return [self.column(self._column_type())]

    def open_columns(self) -> list[Column]:
        """In classes: an exact age or income tells who."""
        if self.privacy != "public":
            return []
        return [self.column(self._column_type(), in_classes=True)]

    def _column_type(self) -> ColumnType:
        return "number" if self.decimals else "integer"

    def words(self, value: Any, language: str) -> str:
        unit = self.unit.get(language) or self.unit.get("fr") or ""
        text = f"{value:,.{decimals_of(value)}f}" if is_number(value) else str(value)
        if language == "fr":
            text = text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
        return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


class NumberField(NumericField):
    """A number."""

    kind: Literal["number"] = "number"


class AmountField(NumericField):
    """An amount in euros and cents."""

    kind: Literal["amount"] = "amount"
    least: Annotated[float, Field(ge=-LARGEST, le=LARGEST)] = 0
    decimals: Annotated[int, Field(ge=0, le=2)] = 2
    unit: Texts = {"fr": "€", "en": "€"}


Style = Literal["faces", "stars", "numbers"]
# What a scale asks: each has a score of its own in the results.
Measured = Literal["", "recommendation", "satisfaction", "effort"]
FACES: tuple[Texts, ...] = (
    {"fr": "Pas du tout content", "en": "Very unhappy"},
    {"fr": "Pas content", "en": "Unhappy"},
    {"fr": "Moyen", "en": "So-so"},
    {"fr": "Content", "en": "Happy"},
    {"fr": "Très content", "en": "Very happy"},
)
_ENDS = {"faces": (1, 5), "stars": (1, 5), "numbers": (0, 10)}


class ScaleField(FieldBase):
    """A step of a scale: five faces, five stars, or figures from `least` to `most`. `low` and
    `high` say what its ends mean; `measures` what it asks, "" as its style has it."""

    kind: Literal["scale"] = "scale"
    style: Style = "numbers"
    least: Annotated[int, Field(ge=0, le=1)] = 0
    most: Annotated[int, Field(ge=2, le=10)] = 10
    measures: Measured = ""
    low: Texts = {}
    high: Texts = {}

    @model_validator(mode="before")
    @classmethod
    def _with_its_ends(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("style") in {"faces", "stars"}:
            least, most = _ENDS[given["style"]]
            return {**given, "least": least, "most": most}
        return given

    @property
    def measured(self) -> Measured:
        """What it asks: where nothing is said, faces and stars ask how satisfied one is."""
        return self.measures or ("" if self.style == "numbers" else "satisfaction")

    @property
    def steps(self) -> range:
        """Every answer, lowest first."""
        return range(self.least, self.most + 1)

    def said_step(self, step: int) -> Texts:
        """A step in words, as far as it has some: a face's, stars counted, what an end means."""
        if self.style == "faces":
            return FACES[step - self.least]
        if self.style == "stars":
            return {"fr": f"{step}\N{NO-BREAK SPACE}étoile{'s' * (step > 1)}",
                    "en": f"{step}\N{NO-BREAK SPACE}star{'s' * (step > 1)}"}  # fmt: skip
        meaning = {self.least: self.low, self.most: self.high}.get(step, {})
        return {
            language: f"{step}\N{NO-BREAK SPACE}– {words}" for language, words in meaning.items()
        } or {"fr": str(step)}

    def value_type(self) -> Type:
        return NUMBER

    def read(self, value: Any) -> Any:
        return as_number(value)

    def check(self, value: Any) -> Wrong | None:
        if not is_number(value) or value not in self.steps:
            return Wrong("not_a_choice")
        return None

    def json_schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def columns(self) -> list[Column]:
        return [self.column("integer")]

    def words(self, value: Any, language: str) -> str:
        return f"{value} / {self.most}"
