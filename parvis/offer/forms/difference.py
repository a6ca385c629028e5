"""What changed between two versions of a definition, as data: parts are matched by their keys, so
that a question whose key changed is one removed and one added. The sentences stand with the pages.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from parvis.offer.forms.definition import Definition, Repeat, Section
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField

What = Literal["added", "removed", "moved", "changed"]
Of = Literal["form", "page", "section", "repeat", "field", "list", "choice", "row"]

# What only says the question: an answer that was given stays what it was.
_WORDS = frozenset({"label", "title", "intro", "thanks", "help", "example", "error", "why", "easy"})
_WORDS |= {
    "easy_help",
    "easy_title",
    "easy_intro",
    "explanation",
    "easy_explanation",
    "unit",
    "low",
    "high",
    "measures",
    "each",
    "languages",
}
# What only concerns who answers from now on.
_FROM_NOW = frozenset({"prefill", "required", "required_when", "hidden", "skip"})
_INSIDE = {"items", "choices", "rows", "pages", "lists", "key", "format"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `within` is the key of what holds the part (a page, a question for its choices);
    `name` the property, for what changed: `before` and `after` are its values as JSON; for what
    moved, the key of what holds it. `touches`: answers already given may say something else, or no
    longer be taken."""

    what: What
    of: Of
    key: str
    within: str = ""
    name: str = ""
    before: Any = None
    after: Any = None
    touches: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    of: Of
    key: str
    within: str
    shape: BaseModel
    block: str = ""


def difference(before: Definition, after: Definition) -> list[Change]:
    """Everything that changed, in the order of the later version, what was removed at the end."""
    old, new = _parts(before), _parts(after)
    moved = _moved(list(old.values()), list(new.values()))
    found = list(_properties("form", "", "", before, after))
    for name, part in new.items():
        found += _compared(old[name], part, name in moved) if name in old else [_added(part)]
    gone = [part for name, part in old.items() if name not in new]
    return found + [
        Change("removed", part.of, part.key, part.within, touches=_is_answered(part))
        for part in gone
    ]


def _added(part: _Part) -> Change:
    return Change("added", part.of, part.key, part.within)


def _is_answered(part: _Part) -> bool:
    """Whether answers go with a part that is taken away."""
    if isinstance(part.shape, FieldBase):
        return part.shape.asks
    return part.of in {"repeat", "choice", "row"}


def _compared(old: _Part, new: _Part, is_moved: bool) -> Iterator[Change]:
    if is_moved:
        touches = old.block != new.block
        yield Change(
            "moved", new.of, new.key, new.within, "", old.within, new.within, touches=touches
        )
    yield from _properties(new.of, new.key, new.within, old.shape, new.shape)


def _properties(of: Of, key: str, within: str, old: BaseModel, new: BaseModel) -> Iterator[Change]:
    earlier, later = _values(old), _values(new)
    for name in {**later, **earlier}:
        was, is_ = earlier.get(name), later.get(name)
        if was != is_:
            touches = _touches(of, name)
            yield Change("changed", of, key, within, name, was, is_, touches=touches)


def _touches(of: Of, name: str) -> bool:
    if of in {"choice", "row"}:
        # Under another name, what was chosen says something else.
        return name != "easy"
    return name not in _WORDS | _FROM_NOW


def _values(shape: BaseModel) -> dict[str, Any]:
    return shape.model_dump(mode="json", exclude=_INSIDE)


def _parts(definition: Definition) -> Mapping[tuple[str, ...], _Part]:
    """Every part by what it is found by: its key, or that of the question and its own."""
    return {_name(part): part for part in _each(definition)}


def _each(definition: Definition) -> Iterator[_Part]:
    for key, choices in definition.lists.items():
        yield _Part("list", key, "", _Nothing())
        yield from (_Part("choice", choice.key, key, choice) for choice in choices)
    for page in definition.pages:
        yield _Part("page", page.key, "", page)
        for item in page.items:
            if isinstance(item, (Section, Repeat)):
                block = item.key if isinstance(item, Repeat) else ""
                yield _Part(item.kind, item.key, page.key, item)
                for inner in item.items:
                    yield from _field(inner, item.key, block)
            else:
                yield from _field(item, page.key, "")


class _Nothing(BaseModel):
    """A list has nothing of its own."""


def _field(field: FieldBase, within: str, block: str) -> Iterator[_Part]:
    yield _Part("field", field.key, within, field, block)
    if isinstance(field, ChoosingField):
        yield from (_Part("choice", choice.key, field.key, choice) for choice in field.choices)
    if isinstance(field, MatrixField):
        yield from (_Part("row", row.key, field.key, row) for row in field.rows)


def _moved(old: Sequence[_Part], new: Sequence[_Part]) -> set[tuple[str, ...]]:
    """What stands elsewhere, in another part or in another order; as few as can be."""
    moved: set[tuple[str, ...]] = set()
    places = {_name(part): (part.within, at) for at, part in enumerate(old)}
    together: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for part in new:
        name = _name(part)
        if name not in places:
            continue
        if places[name][0] != part.within:
            moved.add(name)
        else:
            kind = part.of if part.of in {"choice", "row", "list"} else ""
            together.setdefault((kind, part.within), []).append(name)
    for names in together.values():
        orders = [places[name][1] for name in names]
        kept = _longest_rising(orders)
        moved |= {name for at, name in enumerate(names) if at not in kept}
    return moved


def _name(part: _Part) -> tuple[str, ...]:
    inside = part.of in {"list", "choice", "row"}
    return (part.of, part.within, part.key) if inside else (part.key,)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising subsequence (Schensted, 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [at]
        before.append(ends[length - 1] if length else -1)
    found, at = set(), ends[-1] if ends else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
