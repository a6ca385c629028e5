"""What makes a form hard for somebody who reads, sees, hears or moves otherwise."""

import re
from collections.abc import Iterator

from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.texts import said

# Beyond this one looks a choice up instead of reading them all.
MOST_CHOICES = 15
# More columns do not fit on a telephone.
MOST_COLUMNS = 5
# From this many questions on, all of them required keeps people from answering at all.
MANY = 4
_COLOURS = {
    "fr": r"\b(?:en|bouton|case|texte|champs?|zone|couleur)s? (?:est |sont )?(?:le |la |les )?"
    r"(rouges?|verte?s?|bleue?s?|jaunes?|orange|grise?s?|noire?s?)\b",
    "en": r"\b(red|green|blue|yellow|orange|grey|gray) (?:button|box|text|field|one)\b",
}
_HURRY = {
    "fr": r"\b(vous avez \d+ minutes|temps limité|le plus vite possible|dans les \d+ minutes"
    r"|avant la fin du compte à rebours)\b",
    "en": r"\b(you have \d+ minutes|time limit|as fast as you can|within \d+ minutes)\b",
}
_PLACES = {
    "fr": r"\b(ci-contre|à (?:droite|gauche) de l[’']écran|colonne de (?:droite|gauche))\b",
    "en": r"\b(on the (?:right|left) of the screen|the (?:right|left)-hand column)\b",
}


def barriers(definition: Definition) -> list[Finding]:
    """What was found; all of it advice, since a label is asked for by `checking.findings`."""
    found = [*_wordings(definition)]
    fields = [one for one in definition.fields() if one.is_typed]
    for one in fields:
        found += _question(one)
    if len(fields) >= MANY and all(one.required for one in fields):
        found.append(Finding("warning", "everything_required", figures={"count": len(fields)}))
    return found


def _question(field: FieldBase) -> Iterator[Finding]:
    if field.example and not field.help and not field.label:
        yield Finding("warning", "example_alone", field.key, "example")
    if isinstance(field, MatrixField):
        if len(field.choices) > MOST_COLUMNS:
            figures = {"count": len(field.choices), "most": MOST_COLUMNS}
            yield Finding("warning", "matrix_too_wide", field.key, "choices", figures)
    elif isinstance(field, ChoosingField) and len(field.choices) > MOST_CHOICES:
        figures = {"count": len(field.choices), "most": MOST_CHOICES}
        if not field.depends_on:
            yield Finding("warning", "many_choices", field.key, "choices", figures)
    if isinstance(field, ScaleField) and field.style != "faces" and not (field.low and field.high):
        yield Finding("warning", "scale_without_ends", field.key, "low")


def _wordings(definition: Definition) -> Iterator[Finding]:
    for code, patterns in (
        ("colour_alone", _COLOURS), ("hurried", _HURRY), ("place_alone", _PLACES),
    ):  # fmt: skip
        for one in said(definition):
            found = re.search(patterns.get(one.language, r"(?!)"), one.text, re.IGNORECASE)
            if found:
                yield Finding("warning", code, one.where, one.about, {"words": found[0]})
