"""How a page of a draft looks to a resident, at a telephone's width."""

from dataclasses import dataclass
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms import editing
from parvis.offer.forms.definition import Page, Repeat, Section
from parvis.offer.forms.fields import FieldBase
from parvis.web.studio.forms.draft import Draft

_SHAPES = {
    "choice": "radio", "choices": "checkbox", "yes_no": "radio", "scale": "scale",
    "matrix": "matrix", "ranking": "number", "long_text": "long", "declaration": "tick",
    "consent": "tick", "information": "read", "computed": "read", "date": "date", "time": "time",
    "photo": "files", "file": "files", "place": "map",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is drawn: its title, its parts."""

    title: str
    intro: str
    number: int
    count: int
    items: list[dict[str, Any]]


def drawn(draft: Draft, key: str) -> Drawn | None:
    """The page on which a part stands, the first one otherwise; None for a form without pages."""
    definition = draft.definition
    page = editing.page_of(definition, key) or next(iter(definition.pages), None)
    if page is None:
        return None
    keys = [one.key for one in definition.pages]
    return Drawn(
        worded(page.title) or draft.title, worded(page.intro), keys.index(page.key) + 1, len(keys),
        _items(page, draft, key),
    )  # fmt: skip


def _items(holder: Page | Section | Repeat, draft: Draft, key: str) -> list[dict[str, Any]]:
    return [_item(one, draft, key) for one in holder.items if not getattr(one, "hidden", False)]


def _item(part: Any, draft: Draft, key: str) -> dict[str, Any]:
    if not isinstance(part, FieldBase):
        return {"group": True, "title": worded(part.title), "intro": worded(part.intro),
                "each": worded(getattr(part, "each", {})), "items": _items(part, draft, key),
                "is_here": part.key == key}  # fmt: skip
    field: Any = draft.definition.resolved(part)
    shape = _SHAPES.get(field.kind, "line")
    choices = [worded(one.label) for one in getattr(field, "choices", ())]
    return {
        "label": worded(field.label), "help": worded(field.help), "example": worded(field.example),
        "is_required": field.required, "is_conditional": bool(field.show), "shape": shape,
        "choices": [one for one in choices if one][:12], "kind": field.kind,
        "rows": [worded(one.label) for one in getattr(field, "rows", ())],
        "style": getattr(field, "style", ""), "steps": list(getattr(field, "steps", ())),
        "low": worded(getattr(field, "low", {})), "high": worded(getattr(field, "high", {})),
        "is_here": part.key == key,
    }  # fmt: skip
