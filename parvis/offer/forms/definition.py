"""The definition of a form, as it is stored and carried away: JSON, read into these shapes.

Only shapes are held here: a definition half written in the studio can be kept. Whether it may be
published is for `checking.py` to say.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from parvis.offer.forms.fields import AnyField, Choice, FieldBase
from parvis.offer.forms.fields.base import Expression, Key, Language, Texts
from parvis.offer.forms.fields.choosing import MOST_CHOICES, ChoosingField

FORMAT: Literal[1] = 1
MOST_PAGES = 50
MOST_ITEMS = 300
MOST_ROWS = 20
# Of the whole definition, as JSON.
LARGEST = 2_000_000


class Shape(BaseModel):
    """What all parts of a definition are: unchangeable, with nothing that isn't known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Section(Shape):
    """Questions under one title, shown or hidden together."""

    kind: Literal["section"] = "section"
    key: Key
    title: Texts = {}
    intro: Texts = {}
    easy_title: Texts = {}
    easy_intro: Texts = {}
    show: Expression = ""
    items: tuple[AnyField, ...] = ()


class Repeat(Shape):
    """A block of questions answered once for each of several things: each child, each event. From
    `fewest` to `most` rows; `each` is what one of them is called ("Child")."""

    kind: Literal["repeat"] = "repeat"
    key: Key
    title: Texts = {}
    intro: Texts = {}
    easy_title: Texts = {}
    easy_intro: Texts = {}
    each: Texts = {}
    show: Expression = ""
    fewest: Annotated[int, Field(ge=0, le=MOST_ROWS)] = 0
    most: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 10
    items: tuple[AnyField, ...] = ()


Group = Annotated[Section | Repeat, Field(discriminator="kind")]
Item = AnyField | Group


class Skip(Shape):
    """After a page, go on at the page `to` ("end" for the last step) when `when` holds."""

    when: Expression = ""
    to: str


class Page(Shape):
    """What is asked on one screen."""

    key: Key
    title: Texts = {}
    intro: Texts = {}
    easy_title: Texts = {}
    easy_intro: Texts = {}
    show: Expression = ""
    items: Annotated[tuple[Item, ...], Field(max_length=MOST_ITEMS)] = ()
    skip: Annotated[tuple[Skip, ...], Field(max_length=20)] = ()


class Definition(Shape):
    """A form: its pages, and the `lists` of choices that several of its questions share."""

    format: Literal[1] = FORMAT
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=12)] = ("fr",)
    title: Texts = {}
    intro: Texts = {}
    thanks: Texts = {}
    lists: dict[Key, Annotated[tuple[Choice, ...], Field(max_length=MOST_CHOICES)]] = {}
    pages: Annotated[tuple[Page, ...], Field(max_length=MOST_PAGES)] = ()

    def resolved(self, field: FieldBase) -> FieldBase:
        """A field with the choices of the list that it takes them from."""
        if not isinstance(field, ChoosingField) or not field.choices_from:
            return field
        return field.model_copy(update={"choices": self.lists.get(field.choices_from, ())})

    def fields(self) -> Iterator[FieldBase]:
        """Every field, in order, with its choices."""
        for page in self.pages:
            for item in page.items:
                inside = item.items if isinstance(item, (Section, Repeat)) else (item,)
                for field in inside:
                    yield self.resolved(field)

    def blocks(self) -> dict[str, str]:
        """The repeated block that each question inside one stands in."""
        items = (item for page in self.pages for item in page.items)
        repeats = (item for item in items if isinstance(item, Repeat))
        return {inner.key: block.key for block in repeats for inner in block.items}


class BadDefinition(ValueError):
    """Not the definition of a form: `where` is the path to what is wrong, `why` pydantic's code."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


def read_definition(stored: Any) -> Definition:
    """A definition from its JSON. Raises BadDefinition."""
    try:
        return Definition.model_validate(stored)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        # pydantic names the alternatives that it tried too: no part of the path.
        path = [str(part) for part in first["loc"] if "[" not in str(part)]
        raise BadDefinition(".".join(path), str(first["type"])) from error


def write_definition(definition: Definition) -> dict[str, Any]:
    """A definition as JSON: what differs from the default alone, so that a person can read it."""
    return {
        "format": definition.format,
        "languages": list(definition.languages),
        **definition.model_dump(mode="json", exclude_defaults=True),
        "pages": [_written(page) for page in definition.pages],
    }


def _written(part: Shape | FieldBase) -> dict[str, Any]:
    data = part.model_dump(mode="json", exclude_defaults=True)
    if hasattr(part, "kind"):
        data = {"kind": part.kind, **data}
    if isinstance(part, (Page, Section, Repeat)):
        data["items"] = [_written(item) for item in part.items]
    return data
