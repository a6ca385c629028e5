"""What every kind of question shares, and the few things that each kind says of itself.

An answer takes one way, whoever gives it: `typed` collects what a page's form sent, `read` brings
it (or what the API, a file or a sheet of paper gave) to its canonical JSON value, `check` accepts
or refuses that value. `json_schema`, `columns` and `words` say the same to machines and people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parvis.foundation.wording import worded
from parvis.offer.forms.expressions.types import OTHER, Type

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Sentence = Annotated[str, StringConstraints(max_length=2_000)]
Texts = dict[Language, Sentence]
Expression = Annotated[str, StringConstraints(max_length=2_000)]
Privacy = Literal["public", "personal", "sensitive"]
# What is known already: carried by the link, by the account of whoever is logged in, or told
# before by that person in answer to the same question.
Prefill = Literal["", "link", "name", "email", "told"]

# The shapes of a column: what export, analysis and a sheet of data make of an answer.
ColumnType = Literal["text", "integer", "number", "date", "time", "code", "flag"]
JsonSchema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One typed column: `name` is stable, `codes` what a code or a flag means, by language.
    `in_classes`: it leaves openly as classes of many answers alone, which who writes them makes."""

    name: str
    type: ColumnType
    label: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    in_classes: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why an answer is refused: a code and the figures that its sentence needs."""

    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)


MISSING = Wrong("missing")
# A value of a shape that this kind never has: no page can send it, a program can.
NOT_THIS_KIND = Wrong("not_this_kind")


class Given(Protocol):
    """What a form sent: every text under a name."""

    def getlist(self, key: str) -> list[str]: ...


class FieldBase(BaseModel):
    """A question as its author wrote it. `key` names its answer everywhere; the texts are by
    language; `show`, `required_when` and `constraint` are expressions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    label: Texts = {}
    help: Texts = {}
    example: Texts = {}
    error: Texts = {}
    why: Texts = {}
    easy: Texts = {}
    easy_help: Texts = {}
    explanation: Texts = {}
    easy_explanation: Texts = {}
    privacy: Privacy = "public"
    retention_months: Annotated[int, Field(ge=1, le=600)] | None = None
    prefill: Prefill = ""
    required: bool = False
    required_when: Expression = ""
    show: Expression = ""
    constraint: Expression = ""

    # Whether anything is answered at all (an information asks nothing).
    asks: ClassVar[bool] = True
    # Whether a person types it (a computed value is worked out).
    is_typed: ClassVar[bool] = True

    def value_type(self) -> Type:
        """What an expression may do with its answer."""
        return OTHER

    def typed(self, given: Given, name: str) -> Any:
        """What a page's form sent for this question under `name`; None for nothing."""
        return next((text for text in given.getlist(name) if text.strip()), None)

    def read(self, value: Any) -> Any:
        """`value` brought as near to its canonical form as can be; what can't be read stays as it
        was given. None for nothing answered. Reading twice changes nothing."""
        if isinstance(value, str):
            return value.strip() or None
        return value

    def check(self, value: Any) -> Wrong | None:
        """Why `value`, not None, is no answer to this question; None when it is one."""
        raise NotImplementedError

    def json_schema(self) -> JsonSchema:
        """JSON Schema 2020-12 of the values that `check` accepts."""
        raise NotImplementedError

    def columns(self) -> list[Column]:
        """The typed columns of its answer."""
        raise NotImplementedError

    def cells(self, value: Any) -> list[Any]:
        """An answer (None for none) as cells, one for each column."""
        return [value]

    def of_cells(self, cells: Sequence[Any]) -> Any:
        """What `cells` were made of; what a sheet of data holds, to be read and checked."""
        return cells[0]

    def open_columns(self) -> list[Column]:
        """The columns that may leave without naming anybody; none for what is personal."""
        return [] if self.privacy != "public" else self.columns()

    def open_cells(self, value: Any) -> list[Any]:
        """An answer as cells of `open_columns`, coarsened where the exact value would tell who."""
        return [] if self.privacy != "public" else self.cells(value)

    def words(self, value: Any, language: str) -> str:
        """An answer as a person reads it."""
        return str(value)

    def column(self, type_: ColumnType, suffix: str = "", **more: Any) -> Column:
        """A column of this question; `suffix` tells several apart."""
        name = f"{self.key}__{suffix}" if suffix else self.key
        return Column(name, type_, more.pop("label", self.label), **more)

    def title(self, language: str) -> str:
        """The question, as a reader of `language` sees it."""
        return worded(self.label, language)
