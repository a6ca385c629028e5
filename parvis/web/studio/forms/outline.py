"""The outline: every part of a form, in order, with what is to be put right."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms.definition import Definition, Page, Repeat, Section
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.finding import Finding
from parvis.web.studio.forms.kinds import BY_CODE


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `depth` 0 for a page; `may` the ways it can be moved."""

    key: str
    label: str
    icon: str
    kind: Any
    depth: int
    is_chosen: bool
    is_conditional: bool
    is_required: bool
    errors: int
    hints: int
    may: frozenset[str]
    holds: bool


def outline(definition: Definition, found: list[Finding], chosen: str) -> list[Entry]:
    """The form from top to bottom."""
    errors = Counter(one.where for one in found if one.level == "error")
    hints = Counter(one.where for one in found if one.level != "error")

    def entry(part: Any, depth: int, may: set[str]) -> Entry:
        kind = BY_CODE[getattr(part, "kind", "page")]
        label = worded(part.label if isinstance(part, FieldBase) else part.title)
        return Entry(
            part.key, label, kind.icon, kind.name, depth, part.key == chosen, bool(part.show),
            getattr(part, "required", False), errors[part.key], hints[part.key], frozenset(may),
            not isinstance(part, FieldBase),
        )  # fmt: skip

    return [entry(*line) for line in _lines(definition)]


def _lines(definition: Definition) -> Iterator[tuple[Any, int, set[str]]]:
    pages = definition.pages
    for number, page in enumerate(pages):
        yield page, 0, _ways(number, len(pages))
        for at, item in enumerate(page.items):
            yield item, 1, _item_ways(number, at, page, len(pages))
            if isinstance(item, (Section, Repeat)):
                for inner in item.items:
                    yield inner, 2, {"up", "down", "out"}


def _ways(at: int, count: int) -> set[str]:
    return ({"up"} if at else set()) | ({"down"} if at + 1 < count else set())


def _item_ways(number: int, at: int, page: Page, pages: int) -> set[str]:
    """Over the edge of its page a part goes to the next one."""
    ways = _ways(at, len(page.items)) | _ways(number, pages)
    beside = page.items[max(0, at - 1) : at] + page.items[at + 1 : at + 2]
    is_field = isinstance(page.items[at], FieldBase)
    if is_field and any(isinstance(one, (Section, Repeat)) for one in beside):
        ways.add("into")
    if at == 0 and number == 0:
        ways.discard("up")
    if at + 1 == len(page.items) and number + 1 == pages:
        ways.discard("down")
    return ways
