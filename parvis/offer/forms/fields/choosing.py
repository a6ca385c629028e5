"""Questions answered by choosing: one, several, in rows, in order, yes or no."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parvis.foundation.wording import worded
from parvis.offer.forms.expressions.types import FLAG, Type, choice, choices
from parvis.offer.forms.fields.base import (
    NOT_THIS_KIND,
    Column,
    FieldBase,
    Given,
    JsonSchema,
    Key,
    Texts,
    Wrong,
)

ChoiceKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$")]
MOST_CHOICES = 10_000
NOT_A_CHOICE = Wrong("not_a_choice")
YES, NO = "yes", "no"


class Choice(BaseModel):
    """One answer that a question offers. `under` is the choice of the question above that it
    belongs to; `alone`: chosen with no other ("none of these"); `points`: its score in a quiz."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: ChoiceKey
    label: Texts = {}
    easy: Texts = {}
    under: str = ""
    alone: bool = False
    points: Annotated[int, Field(ge=-100, le=100)] = 0


class ChoosingField(FieldBase):
    """Anything answered from a list: its own `choices`, or the form's list named by
    `choices_from`. With `depends_on`, what is offered follows from another question's choice."""

    choices: Annotated[tuple[Choice, ...], Field(max_length=MOST_CHOICES)] = ()
    choices_from: str = ""
    depends_on: str = ""

    @property
    def keys(self) -> list[str]:
        """Every choice's key, in order."""
        return [choice.key for choice in self.choices]

    def offered(self, above: Any) -> list[Choice]:
        """What is offered when the question above was answered `above`."""
        if not self.depends_on:
            return list(self.choices)
        chosen = above if isinstance(above, list) else [above]
        return [choice for choice in self.choices if choice.under in chosen]

    def codes(self) -> dict[str, Mapping[str, str]]:
        """What each key means, by language."""
        return {choice.key: choice.label for choice in self.choices}

    def said(self, key: str, language: str) -> str:
        """A choice as a person reads it."""
        found = next((choice for choice in self.choices if choice.key == key), None)
        return (worded(found.label, language) if found else "") or key


class ChoiceField(ChoosingField):
    """One choice."""

    kind: Literal["choice"] = "choice"

    def value_type(self) -> Type:
        return choice(*self.keys)

    def check(self, value: Any) -> Wrong | None:
        return None if isinstance(value, str) and value in self._known else NOT_A_CHOICE

    @property
    def _known(self) -> set[str]:
        return set(self.keys)

    def json_schema(self) -> JsonSchema:
        return {"enum": self.keys} if self.choices else {"not": {}}

    def columns(self) -> list[Column]:
        return [self.column("code", codes=self.codes())]

    def of_cells(self, cells: Sequence[Any]) -> Any:
        return None if cells[0] is None else str(cells[0])

    def words(self, value: Any, language: str) -> str:
        return self.said(value, language)


class YesNoField(FieldBase):
    """Yes or no, kept as the words "yes" and "no"."""

    kind: Literal["yes_no"] = "yes_no"

    def value_type(self) -> Type:
        return FLAG

    def read(self, value: Any) -> Any:
        if isinstance(value, bool):
            return YES if value else NO
        return super().read(value)

    def check(self, value: Any) -> Wrong | None:
        return None if value in (YES, NO) else NOT_A_CHOICE

    def json_schema(self) -> JsonSchema:
        return {"enum": [YES, NO]}

    def columns(self) -> list[Column]:
        return [self.column("code", codes=YES_NO)]

    def words(self, value: Any, language: str) -> str:
        return worded(YES_NO.get(value, {}), language) or str(value)


YES_NO: dict[str, Mapping[str, str]] = {
    YES: {"fr": "Oui", "en": "Yes"},
    NO: {"fr": "Non", "en": "No"},
}


class ChoicesField(ChoosingField):
    """Several choices, kept in the order in which they are offered; from `fewest` to `most`."""

    kind: Literal["choices"] = "choices"
    fewest: Annotated[int, Field(ge=0, le=MOST_CHOICES)] = 0
    most: Annotated[int, Field(ge=1, le=MOST_CHOICES)] = MOST_CHOICES

    def value_type(self) -> Type:
        return choices(*self.keys)

    def typed(self, given: Given, name: str) -> Any:
        return [text for text in given.getlist(name) if text.strip()] or None

    def read(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.split()
        if not isinstance(value, list):
            return value
        if not all(isinstance(one, str) for one in value):
            return value
        order = {key: at for at, key in enumerate(self.keys)}
        once = list(dict.fromkeys(one.strip() for one in value if one.strip()))
        return sorted(once, key=lambda key: order.get(key, len(order))) or None

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, list) or not value:
            return NOT_THIS_KIND
        known = set(self.keys)
        if any(not isinstance(one, str) or one not in known for one in value):
            return NOT_A_CHOICE
        if len(set(value)) < len(value):
            return NOT_THIS_KIND
        return self._count_wrong(value)

    def _count_wrong(self, value: list[str]) -> Wrong | None:
        alone = {choice.key for choice in self.choices if choice.alone}
        if len(value) > 1 and alone & set(value):
            return Wrong("not_with_others", {"choice": next(k for k in value if k in alone)})
        if len(value) < self.fewest:
            return Wrong("too_few", {"fewest": self.fewest})
        if len(value) > self.most:
            return Wrong("too_many", {"most": self.most})
        return None

    def json_schema(self) -> JsonSchema:
        rules: JsonSchema = {
            "type": "array",
            "items": {"enum": self.keys} if self.choices else {"not": {}},
            "uniqueItems": True,
            "minItems": max(1, self.fewest),
            "maxItems": self.most,
        }
        alone = [choice.key for choice in self.choices if choice.alone]
        if alone:
            rules["anyOf"] = [{"maxItems": 1}, {"not": {"contains": {"enum": alone}}}]
        return rules

    def columns(self) -> list[Column]:
        return [
            self.column("flag", choice.key, label=_beside(self.label, choice.label))
            for choice in self.choices
        ]

    def cells(self, value: Any) -> list[Any]:
        if value is None:
            return [None] * len(self.choices)
        return [key in value for key in self.keys]

    def of_cells(self, cells: Sequence[Any]) -> Any:
        return [key for key, cell in zip(self.keys, cells, strict=True) if _is_true(cell)] or None

    def words(self, value: Any, language: str) -> str:
        return ", ".join(self.said(key, language) for key in value)


class RankingField(ChoosingField):
    """Choices in order of preference, the first one first; all of them, or the first `most`."""

    kind: Literal["ranking"] = "ranking"
    most: Annotated[int, Field(ge=1, le=50)] = 50

    @property
    def wanted(self) -> int:
        """How many are put in order."""
        return min(self.most, len(self.choices))

    def typed(self, given: Given, name: str) -> Any:
        """A rank for each choice, or the choices in order."""
        ordered = [text for text in given.getlist(name) if text.strip()]
        if ordered:
            return ordered
        ranks = {key: (given.getlist(f"{name}-{key}") or [""])[0].strip() for key in self.keys}
        ranked = {key: rank for key, rank in ranks.items() if rank}
        if not ranked:
            return None
        if sorted(ranked.values(), key=str) != sorted(map(str, range(1, len(ranked) + 1)), key=str):
            return ranked
        return sorted(ranked, key=lambda key: int(ranked[key]))

    def read(self, value: Any) -> Any:
        if isinstance(value, str):
            return value.split() or None
        return value or None if isinstance(value, list) else value

    def check(self, value: Any) -> Wrong | None:
        if isinstance(value, dict):
            return Wrong("not_in_order", {"wanted": self.wanted})
        if not isinstance(value, list):
            return NOT_THIS_KIND
        known = set(self.keys)
        if any(not isinstance(one, str) or one not in known for one in value):
            return NOT_A_CHOICE
        if len(set(value)) < len(value) or len(value) != self.wanted:
            return Wrong("not_in_order", {"wanted": self.wanted})
        return None

    def json_schema(self) -> JsonSchema:
        return {
            "type": "array",
            "items": {"enum": self.keys} if self.choices else {"not": {}},
            "uniqueItems": True,
            "minItems": max(1, self.wanted),
            "maxItems": max(1, self.wanted),
        }

    def columns(self) -> list[Column]:
        return [
            self.column("integer", choice.key, label=_beside(self.label, choice.label))
            for choice in self.choices
        ]

    def cells(self, value: Any) -> list[Any]:
        ranks = {key: at for at, key in enumerate(value or (), start=1)}
        return [ranks.get(key) for key in self.keys]

    def of_cells(self, cells: Sequence[Any]) -> Any:
        """The choices by their ranks; the ranks themselves when one is no number."""
        ranks = {key: cell for key, cell in zip(self.keys, cells, strict=True) if cell is not None}
        try:
            return sorted(ranks, key=lambda key: float(ranks[key])) or None
        except ValueError:
            return ranks

    def words(self, value: Any, language: str) -> str:
        return ", ".join(
            f"{at}. {self.said(key, language)}" for at, key in enumerate(value, start=1)
        )


class MatrixRow(BaseModel):
    """A row of a matrix."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    label: Texts = {}
    easy: Texts = {}


class MatrixField(ChoosingField):
    """The same choice for each of several `rows`; when it is required, every row is."""

    kind: Literal["matrix"] = "matrix"
    rows: Annotated[tuple[MatrixRow, ...], Field(max_length=30)] = ()

    def typed(self, given: Given, name: str) -> Any:
        found = {row.key: (given.getlist(f"{name}-{row.key}") or [""])[0] for row in self.rows}
        return {key: text for key, text in found.items() if text.strip()} or None

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return super().read(value)
        return {key: one for key, one in value.items() if one not in (None, "")} or None

    def check(self, value: Any) -> Wrong | None:
        if not isinstance(value, dict) or not value:
            return NOT_THIS_KIND
        if not set(value) <= {row.key for row in self.rows}:
            return NOT_THIS_KIND
        known = set(self.keys)
        if any(not isinstance(one, str) or one not in known for one in value.values()):
            return NOT_A_CHOICE
        if self.required and len(value) < len(self.rows):
            left = [row.key for row in self.rows if row.key not in value]
            return Wrong("rows_missing", {"rows": left})
        return None

    def json_schema(self) -> JsonSchema:
        rules: JsonSchema = {
            "type": "object",
            "properties": {
                row.key: {"enum": self.keys} if self.choices else {"not": {}} for row in self.rows
            },
            "additionalProperties": False,
            "minProperties": 1,
        }
        if self.required:
            rules["required"] = [row.key for row in self.rows]
        return rules

    def columns(self) -> list[Column]:
        codes = self.codes()
        return [
            self.column("code", row.key, label=_beside(self.label, row.label), codes=codes)
            for row in self.rows
        ]

    def cells(self, value: Any) -> list[Any]:
        return [(value or {}).get(row.key) for row in self.rows]

    def of_cells(self, cells: Sequence[Any]) -> Any:
        found = zip(self.rows, cells, strict=True)
        return {row.key: str(cell) for row, cell in found if cell is not None} or None

    def words(self, value: Any, language: str) -> str:
        return ", ".join(
            f"{worded(row.label, language)} : {self.said(value[row.key], language)}"
            for row in self.rows
            if row.key in value
        )


def _beside(question: Mapping[str, str], part: Mapping[str, str]) -> dict[str, str]:
    """What a part of a question is called, in each language that has both."""
    return {
        language: f"{worded(question, language)} · {worded(part, language)}"
        for language in {*question, *part}
    }


def _is_true(cell: Any) -> bool:
    return cell is True or str(cell).strip().lower() in {"1", "true", "yes", "oui", "x"}
