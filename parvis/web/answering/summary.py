"""All the answers, before they are sent."""

import json
from dataclasses import dataclass
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import Node
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.fields.places import drawn_in
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.web.answering.components import tied
from parvis.web.answering.layout import called
from parvis.web.answering.steps import Shown


@dataclass(frozen=True, slots=True)
class Said:
    """One question and its answer in words, "" when none was given; `drawn` is the GeoJSON of a
    place on the map."""

    label: str
    words: str
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of answers; `key` is what "change" leads to."""

    key: str
    title: str
    said: list[Said]


def pages_said(shown: Shown) -> list[Page]:
    """Every page that is shown, with what was answered there."""
    form, language = shown.sitting.form, shown.carried.language
    found = []
    for number, key in enumerate(shown.reading.pages(form), start=1):
        part: Any = form.nodes[key].part
        said = [line for node in form.inside(key) for line in _said(shown, node)]
        found.append(Page(key, worded(part.title, language) or f"{number}", said))
    return found


def _said(shown: Shown, node: Node) -> list[Said]:
    if node.key not in shown.reading.shown:
        return []
    inside, language = shown.sitting.form.inside(node.key), shown.carried.language
    if isinstance(node.part, Repeat):
        return [
            line
            for at, row in enumerate(shown.reading.answers.get(node.key) or ())
            for one in inside
            if f"{node.key}.{at}.{one.key}" in shown.reading.shown
            for line in _line(one, row, language, f"{called(node.part, language)} {at + 1}")
        ]
    if node.field is None:
        return [line for one in inside for line in _said(shown, one)]
    return _line(node, shown.reading.answers, language)


def _line(node: Node, answers: Any, language: str, before: str = "") -> list[Said]:
    field = node.field
    if field is None or not field.asks or (isinstance(field, ComputedField) and field.hidden):
        return []
    value = answers.get(node.key)
    if value is None and isinstance(field, ComputedField):
        return []
    label = tied(field.title(language), language)
    label = f"{before.strip()} · {label}" if before.strip() else label
    if value is None:
        return [Said(label, "")]
    drawn = drawn_in(value)
    return [Said(label, field.words(value, language), json.dumps(drawn) if drawn else "")]
