"""The questions of a form asked within another form: a report's own, beside its words and photos.

The form has one page of questions and sections, all drawn at once; those that are not asked now are
hidden, and shown by the script, or by the server once it has read what they follow from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import Given, Wrong
from parvis.offer.forms.reading import read_answers
from parvis.web.answering.components import PREFIX
from parvis.web.answering.layout import Drawing
from parvis.web.answering.mirror import of_form
from parvis.web.answering.shapes import Places
from parvis.web.answering.typed import typed_fields


@dataclass(frozen=True, slots=True)
class Within:
    """What was answered, read. `new` are the questions that are asked now and were not when the
    page was drawn: they are no mistake yet."""

    reading: Reading
    new: tuple[str, ...] = ()

    @property
    def wrong(self) -> dict[str, Wrong]:
        """What is wrong, but for what has only just been asked."""
        return {
            where: why
            for where, why in self.reading.wrong.items()
            if where not in self.new or why.code != "missing"
        }

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be asked or put right."""
        return not self.wrong and not self.new


NOTHING = Within(Reading({}))


def taken(form: CompiledForm | None, sent: Given) -> Within:
    """What a page's form sent for these questions."""
    if form is None:
        return NOTHING
    fields = [node.field for node in form.fields if node.field is not None]
    given = typed_fields(fields, sent, language=_language())
    reading = _read(form, given)
    seen = sent.getlist("seen")
    new = _shown(form, reading) - set(" ".join(seen).split()) if seen else set()
    return Within(reading, tuple(sorted(new)))


def drawn(
    form: CompiledForm | None, given: Mapping[str, Any], within: Within = NOTHING
) -> dict[str, Any]:
    """What `answering/within.html` draws: the questions with what was `given` so far."""
    if form is None:
        return {"items": []}
    reading = _read(form, given)
    here = today(authorities.calendar().zone)
    drawing = Drawing(form, reading, here, _language(), Places(), within.wrong, within.new)
    return {
        "items": [item for page in form.pages for item in drawing.page(page.key)],
        "seen": " ".join(sorted(_shown(form, reading))),
        "new": len(within.new),
        "mirror": {
            "today": here.isoformat(),
            "language": _language(),
            "prefix": PREFIX,
            "page": form.pages[0].key,
            "given": {},
            **of_form(form),
        },
    }


def _read(form: CompiledForm, given: Mapping[str, Any]) -> Reading:
    return read_answers(form, given, today=today(authorities.calendar().zone))


def _shown(form: CompiledForm, reading: Reading) -> set[str]:
    return {node.key for node in form.fields if node.key in reading.shown}


def _language() -> str:
    return (get_language() or "fr")[:2]
