"""What changed since a form was published, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from parvis.foundation.wording import worded
from parvis.offer.forms.definition import Definition
from parvis.offer.forms.difference import Change, difference
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField
from parvis.offer.forms.keys import parts
from parvis.web.studio.forms import properties

WHAT: dict[str, Any] = {
    "added": pgettext_lazy("change", "Added"),
    "removed": pgettext_lazy("change", "Taken away"),
    "moved": pgettext_lazy("change", "Moved"),
    "changed": pgettext_lazy("change", "Changed"),
}
TONES = {"added": "done", "removed": "alert", "moved": "info", "changed": "waiting"}
ICONS = {"added": "plus", "removed": "trash-2", "moved": "arrow-up", "changed": "pencil"}
MORE: dict[str, Any] = {
    "show": pgettext_lazy("change", "when it is shown"),
    "skip": pgettext_lazy("change", "where one goes on"),
    "under": pgettext_lazy("change", "under which answer"),
    "alone": pgettext_lazy("change", "chosen with no other"),
    "points": pgettext_lazy("change", "points"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what happened, to what, in which of its settings; the words before and after
    where they are words."""

    what: Any
    tone: str
    icon: str
    name: str
    setting: str
    before: str
    after: str
    touches: bool


def changes(before: Definition, after: Definition) -> list[Line]:
    """Every change, in the order of the form."""
    names = {**_names(before), **_names(after)}
    return [_line(one, names) for one in difference(before, after)]


def _line(one: Change, names: dict[tuple[str, str], str]) -> Line:
    within = one.within if one.of in {"choice", "row"} else ""
    setting = ""
    if one.what == "changed":
        known = MORE.get(one.name) or properties.LABELS.get(one.name, one.name)
        setting = str(known)
    return Line(
        WHAT[one.what], TONES[one.what], ICONS[one.what], names.get((within, one.key), one.key),
        setting, *_texts(one), one.touches,
    )  # fmt: skip


def _texts(one: Change) -> tuple[str, str]:
    if one.what != "changed":
        return "", ""
    said = [_said(one.name, value) for value in (one.before, one.after)]
    return said[0], said[1]


def _said(name: str, value: Any) -> str:
    if f"{name}.{value}" in properties.VALUES:
        return str(properties.value(name, value))
    if isinstance(value, dict):
        return worded(value)
    return str(value) if isinstance(value, (str, int, float)) and value is not True else ""


def _names(definition: Definition) -> dict[tuple[str, str], str]:
    """What each part is called: by its key, and by its question's for answers and lines."""
    found = {("", ""): worded(definition.title)}
    for part in parts(definition):
        texts = part.label if isinstance(part, FieldBase) else part.title
        found["", part.key] = worded(texts) or part.key
        for inner in getattr(part, "choices", ()) if isinstance(part, ChoosingField) else ():
            found[part.key, inner.key] = worded(inner.label) or inner.key
        for row in part.rows if isinstance(part, MatrixField) else ():
            found[part.key, row.key] = worded(row.label) or row.key
    return found
