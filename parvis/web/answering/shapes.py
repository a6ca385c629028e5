"""What a page shows of a question: the words, the choices, what was answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from parvis.offer.forms.fields import FieldBase

# From so many choices on a list is unrolled; from so many, it is searched.
MANY, VERY_MANY = 15, 200


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `under` is the choice above that it belongs to; `is_hidden` when another was
    chosen there."""

    value: str
    label: str
    is_chosen: bool = False
    under: str = ""
    is_hidden: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a question that has several. `options` make it a list to choose from; the
    town's addresses complete it where it `completes`, and fill the boxes of the question in."""

    name: str
    label: str
    value: str = ""
    type: str = "text"
    autocomplete: str = "off"
    inputmode: str = ""
    longest: int = 300
    is_short: bool = False
    is_optional: bool = False
    completes: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where a page finds what its components ask for: `options(key)` completes the long list of a
    question, `picture(file)` shows one that was kept; "" for none. `takes_files`: whether scripts
    may send the files of a page one by one, to the page's own address."""

    options: Callable[[str], str] = lambda _key: ""
    picture: Callable[[str], str] = lambda _file: ""
    takes_files: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question where it stands, with what was answered: `name` is its fields', `above` what was
    chosen in the question that it depends on."""

    field: FieldBase
    path: str
    name: str
    value: Any
    language: str
    above: Any = None
    places: Places = Places()

    @property
    def text(self) -> str:
        """What was answered, where that is one text."""
        return self.value if isinstance(self.value, str) else ""


@dataclass(frozen=True, slots=True)
class Component:
    """A question as its template draws it. `is_group` when its boxes stand under a legend;
    `is_secret`: no browser keeps what is typed; `more` is what its kind alone says."""

    path: str
    name: str
    kind: str
    template: str
    label: str
    is_group: bool
    help: str = ""
    example: str = ""
    why: str = ""
    problem: str = ""
    is_required: bool = False
    is_hidden: bool = False
    is_new: bool = False
    is_secret: bool = False
    value: str = ""
    options: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def described_by(self) -> str:
        """The ids of what is said about it."""
        said = {"hint": self.help or self.example, "error": self.problem}
        return " ".join(f"{self.name}-{part}" for part, words in said.items() if words)

    @property
    def first(self) -> str:
        """The id of its first box: where a link from the list of errors leads."""
        if self.parts:
            return self.parts[0].name
        return f"{self.name}-0" if self.options and self.is_group else self.name
