"""A question as a component: what `answering/question.html` draws, in any form of any face.

A form of its own that asks a few questions more (a report's, a request's) takes `components` with
a prefix of its own, reads them back with `typed.typed_fields`, and draws each with
`{% include "answering/question.html" with question=one %}`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from parvis.foundation.wording import worded
from parvis.offer.forms.fields import FieldBase, Wrong
from parvis.offer.forms.fields.wordy import IbanField
from parvis.web.answering.kinds import shape
from parvis.web.answering.shapes import Asked, Component, Places
from parvis.web.answering.wrong import sentence

PREFIX = "q-"
NO_PLACES = Places()


def name_of(path: str, prefix: str = PREFIX) -> str:
    """The name of a question's boxes: no dot, which would mean something else to a script."""
    return prefix + path.replace(".", "-")


def tied(text: str, language: str) -> str:
    """A text whose double punctuation stays with its word, as French wants it."""
    if language != "fr":
        return text
    return re.sub(r" (?=[:;?!»])|(?<=«) ", "\N{NO-BREAK SPACE}", text)


def component(
    asked: Asked,
    *,
    wrong: Wrong | None = None,
    is_required: bool | None = None,
    is_hidden: bool = False,
    is_new: bool = False,
) -> Component:
    """One question with what was answered so far and what is wrong with it."""
    field, language = asked.field, asked.language
    given = shape(asked)

    def said(texts: Mapping[str, str]) -> str:
        return tied(worded(texts, language), language)

    return Component(
        path=asked.path,
        name=asked.name,
        kind=field.kind,  # type: ignore[attr-defined]
        template=f"answering/kinds/{given.pop('template')}.html",
        label=said(field.label),
        is_group=given.pop("is_group", False),
        help=said(field.help),
        example=said(field.example),
        why=said(field.why),
        problem=sentence(field, wrong, language) if wrong else "",
        is_required=field.required if is_required is None else is_required,
        is_hidden=is_hidden,
        is_new=is_new,
        is_secret=field.privacy == "sensitive" or isinstance(field, IbanField),
        **given,
    )


def components(
    fields: Iterable[FieldBase],
    answers: Mapping[str, Any],
    wrong: Mapping[str, Wrong],
    *,
    language: str,
    prefix: str = PREFIX,
    places: Places = NO_PLACES,
) -> list[Component]:
    """A plain list of questions within another form, none of them conditional."""
    made = []
    for field in fields:
        above = answers.get(getattr(field, "depends_on", "") or "")
        name = name_of(field.key, prefix)
        asked = Asked(field, field.key, name, answers.get(field.key), language, above, places)
        made.append(component(asked, wrong=wrong.get(field.key)))
    return made
