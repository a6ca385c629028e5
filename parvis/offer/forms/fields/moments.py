"""Questions answered by a day or an hour."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from babel.dates import format_date
from pydantic import AfterValidator, Field

from parvis.offer.forms.expressions.types import DATE, TIME, Type
from parvis.offer.forms.fields.base import Column, FieldBase, JsonSchema, Wrong

_FRENCH = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HOURS = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_TIME = re.compile(HOURS)
_TYPED_TIME = re.compile(r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?", re.IGNORECASE)


def as_day(text: str) -> date | None:
    """The day of an ISO date; None when there is no such day."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day_or_none(text: str) -> str:
    if text and as_day(text) is None:
        raise ValueError(text)
    return text


# A real day (ISO 8601); "" for none.
Day = Annotated[str, AfterValidator(_day_or_none)]


class DateField(FieldBase):
    """A day (ISO 8601), from `earliest` to `latest` where they are given."""

    kind: Literal["date"] = "date"
    earliest: Day = ""
    latest: Day = ""

    def value_type(self) -> Type:
        return DATE

    def typed(self, given: Any, name: str) -> Any:
        """One field, or three for day, month and year."""
        parts = [given.getlist(f"{name}-{part}") for part in ("day", "month", "year")]
        if any(parts):
            texts = [(part or [""])[0].strip() for part in parts]
            return "/".join(texts) if any(texts) else None
        return super().typed(given, name)

    def read(self, value: Any) -> Any:
        value = super().read(value)
        found = _FRENCH.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return value
        day, month, year = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
        return text if as_day(text) else value

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, str) or as_day(value) is None:
            return Wrong("not_a_date")
        if self.earliest and value < self.earliest:
            return Wrong("too_early", {"earliest": self.earliest})
        if self.latest and value > self.latest:
            return Wrong("too_late", {"latest": self.latest})
        return None

    def json_schema(self) -> JsonSchema:
        bounds = {"x-earliest": self.earliest, "x-latest": self.latest}
        return {
            "type": "string",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "format": "date",
            **{name: day for name, day in bounds.items() if day},
        }

    def columns(self) -> list[Column]:
        return [self.column("date")]

    def open_columns(self) -> list[Column]:
        """The month alone: an exact day tells who, as a birth's does."""
        return [] if self.privacy != "public" else [self.column("text", "month")]

    def open_cells(self, value: Any) -> list[Any]:
        return [] if self.privacy != "public" else [value[:7] if value else None]

    def words(self, value: Any, language: str) -> str:
        day = as_day(value) if isinstance(value, str) else None
        return format_date(day, "long", locale=language) if day else str(value)


class TimeField(FieldBase):
    """An hour and its minutes."""

    kind: Literal["time"] = "time"
    earliest: Annotated[str, Field(pattern=rf"^$|{HOURS}")] = ""
    latest: Annotated[str, Field(pattern=rf"^$|{HOURS}")] = ""

    def value_type(self) -> Type:
        return TIME

    def read(self, value: Any) -> Any:
        value = super().read(value)
        found = _TYPED_TIME.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return value
        text = f"{found.group(1):0>2}:{found.group(2) or '00'}"
        return text if _TIME.fullmatch(text) else value

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, str) or not _TIME.fullmatch(value):
            return Wrong("not_a_time")
        if self.earliest and value < self.earliest:
            return Wrong("too_early", {"earliest": self.earliest})
        if self.latest and value > self.latest:
            return Wrong("too_late", {"latest": self.latest})
        return None

    def json_schema(self) -> JsonSchema:
        bounds = {"x-earliest": self.earliest, "x-latest": self.latest}
        return {
            "type": "string",
            "pattern": HOURS,
            **{name: hour for name, hour in bounds.items() if hour},
        }

    def columns(self) -> list[Column]:
        return [self.column("time")]

    def open_columns(self) -> list[Column]:
        """The whole hour alone."""
        return [] if self.privacy != "public" else [self.column("integer", "hour")]

    def open_cells(self, value: Any) -> list[Any]:
        return [] if self.privacy != "public" else [int(value[:2]) if value else None]

    def words(self, value: Any, language: str) -> str:
        return str(value).replace(":", " h ") if language == "fr" else str(value)
