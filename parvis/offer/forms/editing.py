"""The acts of who builds a form, each from one definition to the next."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from parvis.offer.forms.definition import Definition, Page, Repeat, Section, Shape
from parvis.offer.forms.fields import CLASSES, FieldBase
from parvis.offer.forms.keys import Part, free_key, numbered, parts, taken
from parvis.offer.forms.renaming import rename_part, renamed

GROUPS: dict[str, type[Section | Repeat]] = {"section": Section, "repeat": Repeat}
KINDS = ("page", *GROUPS, *CLASSES)
Siblings = list[Any]
Whole = TypeVar("Whole", bound=Shape)


def part_of(definition: Definition, key: str) -> Part | None:
    """The part of a key."""
    return next((part for part in parts(definition) if part.key == key), None)


def around(definition: Definition, key: str) -> Part | None:
    """The page, section or block that a part stands in; None for a page."""
    holders = (part for part in parts(definition) if isinstance(part, (Page, Section, Repeat)))
    return next((one for one in holders if any(item.key == key for item in one.items)), None)


def page_of(definition: Definition, key: str) -> Page | None:
    """The page on which a part stands; a page itself."""
    for page in definition.pages:
        within = Definition(pages=(page,))
        if any(part.key == key for part in parts(within)):
            return page
    return None


def _children(part: Any) -> Siblings | None:
    if isinstance(part, Definition):
        return list(part.pages)
    return list(part.items) if isinstance(part, (Page, Section, Repeat)) else None


def _holding(part: Whole, children: Iterable[Any]) -> Whole:
    name = "pages" if isinstance(part, Definition) else "items"
    return part.model_copy(update={name: tuple(children)})


def _among(whole: Whole, key: str, change: Callable[[Siblings, int], Siblings]) -> Whole:
    """The whole with what stands beside `key` changed."""
    siblings = _children(whole) or []
    for at, one in enumerate(siblings):
        if one.key == key:
            return _holding(whole, change(siblings, at))
        if _children(one) is not None and (new := _among(one, key, change)) is not one:
            return _holding(whole, [*siblings[:at], new, *siblings[at + 1 :]])
    return whole


def replaced(definition: Definition, key: str, part: Part) -> Definition:
    """Another part in the place of one."""
    return _among(definition, key, lambda row, at: [*row[:at], part, *row[at + 1 :]])


def removed(definition: Definition, key: str) -> Definition:
    """Without a part and what is inside it."""
    return _among(definition, key, lambda row, at: [*row[:at], *row[at + 1 :]])


def inserted(definition: Definition, part: Part, *, near: str = "") -> Definition:
    """With a part where one expects it: behind the one that is chosen (`near`), or at the end of
    the page, section or block that is chosen. Nothing stands two groups deep."""
    chosen = part_of(definition, near)
    if isinstance(part, Page):
        page = page_of(definition, near)
        if page is None:
            return _holding(definition, [*definition.pages, part])
        return _behind(definition, page.key, part)
    if not definition.pages:
        page = Page(key=free_key("", taken(definition) | {part.key}, otherwise="page"))
        return definition.model_copy(update={"pages": (_holding(page, [part]),)})
    if chosen is None:
        chosen = definition.pages[-1]
    is_group = isinstance(part, (Section, Repeat))
    if isinstance(chosen, Page) or (isinstance(chosen, (Section, Repeat)) and not is_group):
        return replaced(definition, chosen.key, _holding(chosen, [*chosen.items, part]))
    holder = around(definition, chosen.key)
    is_deep = is_group and isinstance(holder, (Section, Repeat))
    return _behind(definition, holder.key if is_deep and holder else chosen.key, part)


def _behind(definition: Definition, key: str, part: Part) -> Definition:
    return _among(definition, key, lambda row, at: [*row[: at + 1], part, *row[at + 1 :]])


def _before(definition: Definition, key: str, part: Part) -> Definition:
    return _among(definition, key, lambda row, at: [*row[:at], part, *row[at:]])


def new_part(kind: str, definition: Definition) -> Part:
    """An empty part of a kind, with a key of its own."""
    key = numbered(kind if kind in {"page", *GROUPS} else f"{kind}_1", taken(definition))
    if kind == "page":
        return Page(key=key)
    if kind in GROUPS:
        return GROUPS[kind](key=key)
    return CLASSES[kind].model_validate({"key": key})


def own_keys(part: Part, definition: Definition) -> Part:
    """A part that comes from elsewhere (a copy, a ready block), under keys that are free here."""
    used = taken(definition)
    keys: dict[str, str] = {}
    for one in (part, *_inside(part)):
        keys[one.key] = numbered(one.key, used)
        used.add(keys[one.key])
    data = part.model_dump(mode="json")
    rename_part(data, keys)
    return type(part).model_validate(data)


def duplicated(definition: Definition, key: str) -> tuple[Definition, str]:
    """With a copy behind a part; the key of the copy."""
    part = part_of(definition, key)
    if part is None:
        return definition, key
    copy = own_keys(part, definition)
    return _behind(definition, key, copy), copy.key


def rekeyed(definition: Definition, old: str, text: str) -> tuple[Definition, str]:
    """With a part's key made from its words; the key. For what nobody has answered yet."""
    new = free_key(text, taken(definition) - {old}, otherwise=old)
    return (definition, old) if new == old else (renamed(definition, {old: new}), new)


def moved(definition: Definition, key: str, way: str) -> Definition:
    """A part one step `up` or `down` (at the edge of its page or group, out of it), `into` the
    section or block beside it, or `out` of the one that it stands in. Where there is no way, the
    same definition."""
    part, holder = part_of(definition, key), around(definition, key)
    if part is None:
        return definition
    row = _children(holder or definition) or []
    at = next(i for i, one in enumerate(row) if one.key == key)
    if way in {"up", "down"}:
        other = at + (1 if way == "down" else -1)
        if 0 <= other < len(row):
            row[at], row[other] = row[other], row[at]
            return _among(definition, key, lambda _row, _at: row)
        return _over_the_edge(definition, part, holder, way)
    if way == "out" and isinstance(holder, (Section, Repeat)):
        return _behind(removed(definition, key), holder.key, part)
    if way == "into" and isinstance(part, FieldBase):
        beside = [one for one in (row[at - 1 : at] + row[at + 1 : at + 2]) if _is_group(one)]
        if beside:
            return _put_in(removed(definition, key), beside[0], part, first=beside[0] in row[at:])
    return definition


def _is_group(part: Any) -> bool:
    return isinstance(part, (Section, Repeat))


def _put_in(definition: Definition, holder: Any, part: Part, *, first: bool) -> Definition:
    items = [part, *holder.items] if first else [*holder.items, part]
    return replaced(definition, holder.key, _holding(holder, items))


def _over_the_edge(definition: Definition, part: Part, holder: Any, way: str) -> Definition:
    if _is_group(holder):
        put = _behind if way == "down" else _before
        return put(removed(definition, part.key), holder.key, part)
    pages = list(definition.pages)
    at = next((i for i, page in enumerate(pages) if holder and page.key == holder.key), None)
    other = None if at is None else at + (1 if way == "down" else -1)
    if other is None or not 0 <= other < len(pages):
        return definition
    return _put_in(removed(definition, part.key), pages[other], part, first=way == "down")


def placed(definition: Definition, key: str, near: str, *, before: bool = False) -> Definition:
    """A part carried elsewhere: beside another one, or into the page, section or block."""
    part, target = part_of(definition, key), part_of(definition, near)
    inside = [] if part is None else [one.key for one in _inside(part)]
    if part is None or target is None or near == key or near in inside:
        return definition
    if before and isinstance(part, Page) == isinstance(target, Page):
        if _is_group(part) and _is_group(around(definition, near)):
            return definition
        return _before(removed(definition, key), near, part)
    return inserted(removed(definition, key), part, near=near)


def _inside(part: Part) -> list[Part]:
    direct = _children(part) or []
    return [*direct, *(inner for one in direct for inner in (_children(one) or []))]
