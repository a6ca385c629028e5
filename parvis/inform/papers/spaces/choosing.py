"""Room for answers that are chosen: boxes to tick, figures to circle, ranks to write."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from parvis.foundation.wording import worded
from parvis.inform.papers.spaces.base import Space, lines, parts, said, space, ticks
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import (
    NO,
    YES,
    YES_NO,
    Choice,
    ChoiceField,
    ChoicesField,
    ChoosingField,
    MatrixField,
    RankingField,
    YesNoField,
)
from parvis.offer.forms.fields.numeric import ScaleField

# Of a list; a longer one is not printed, one writes one's choice.
MOST_PRINTED = 60
_EXAMPLES = 5
_WIDEST_MATRIX = 6
_LONGEST_HEAD = 24


@space.register
def _tick(field: TickField, language: str, value: Any) -> Space:
    return {"draw": "tick", "ticked": value is True, "hint": ""}


@space.register
def _yes_no(field: YesNoField, language: str, value: Any) -> Space:
    items = [(worded(YES_NO[key], language), value == key) for key in (YES, NO)]
    return ticks([("", items)], gettext("Tick one box."), columns=2)


@space.register
def _choice(field: ChoiceField, language: str, value: Any) -> Space:
    if len(field.choices) > MOST_PRINTED:
        return _write_choice(field, language, value, gettext("Write your choice."))
    return _offered(field, language, [value], gettext("Tick one box."))


@space.register
def _choices(field: ChoicesField, language: str, value: Any) -> Space:
    if len(field.choices) > MOST_PRINTED:
        return _write_choice(field, language, value, gettext("Write your choices."))
    return _offered(field, language, value or [], _how_many(field))


def _how_many(field: ChoicesField) -> str:
    most = min(field.most, len(field.choices))
    if field.fewest > 1 and most < len(field.choices):
        words = {"least": field.fewest, "most": most}
        return gettext("Tick %(least)d to %(most)d boxes.") % words
    if field.fewest > 1:
        return gettext("Tick at least %(count)d boxes.") % {"count": field.fewest}
    if most < len(field.choices):
        sentence = ngettext("Tick %(count)d box.", "Tick %(count)d boxes at most.", most)
        return sentence % {"count": most}
    return gettext("Tick every box that fits.")


def _offered(field: ChoosingField, language: str, chosen: Sequence[Any], hint: str) -> Space:
    """The choices with their boxes; those that depend on another choice under its key, which the
    sheet puts in words."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    for choice in field.choices:
        under = choice.under if field.depends_on else ""
        drawn = (field.said(choice.key, language), choice.key in chosen)
        groups.setdefault(under, []).append(drawn)
    longest = max((len(text) for items in groups.values() for text, _ in items), default=0)
    columns = 2 if longest <= _LONGEST_HEAD and len(field.choices) > 4 else 1
    return ticks(list(groups.items()), hint, columns)


def _write_choice(field: ChoosingField, language: str, value: Any, hint: str) -> Space:
    first = ", ".join(field.said(choice.key, language) for choice in field.choices[:_EXAMPLES])
    sentence = gettext("The list has %(count)d choices, such as: %(first)s.")
    listed = sentence % {"count": len(field.choices), "first": first}
    return lines(2, said(field, language, value), hint=f"{hint} {listed}")


@space.register
def _scale(field: ScaleField, language: str, value: Any) -> Space:
    hints = {
        "faces": gettext("Circle one face."),
        "stars": gettext("Circle one star: one for the lowest, five for the highest."),
        "numbers": gettext("Circle one figure."),
    }
    return {
        "draw": "scale",
        "style": field.style,
        "steps": list(field.steps),
        "chosen": value,
        "low": worded(field.low, language),
        "high": worded(field.high, language),
        "hint": hints[field.style],
    }


@space.register
def _matrix(field: MatrixField, language: str, value: Any) -> Space:
    heads = [field.said(choice.key, language) for choice in field.choices]
    rows: list[dict[str, Any]] = [
        {"text": worded(row.label, language), "chosen": (value or {}).get(row.key)}
        for row in field.rows
    ]
    if len(heads) > MOST_PRINTED:
        listed = _write_choice(field, language, None, gettext("Write your choice for each line."))
        return parts(*((row["text"], lines()) for row in rows), hint=listed["hint"])
    hint = gettext("Tick one box on each line.")
    if len(heads) > _WIDEST_MATRIX or any(len(head) > _LONGEST_HEAD for head in heads):
        under = [_offered(field, language, [row["chosen"]], "") for row in rows]
        return parts(*zip((row["text"] for row in rows), under, strict=True), hint=hint)
    return {"draw": "matrix", "heads": heads, "keys": field.keys, "rows": rows, "hint": hint}


@space.register
def _ranking(field: RankingField, language: str, value: Any) -> Space:
    if len(field.choices) > MOST_PRINTED:
        hint = gettext("Write your choices, the one you prefer first.")
        return _write_choice(field, language, value, hint)
    ranks = {key: str(at) for at, key in enumerate(value or (), start=1)}
    hint = gettext("Write 1 beside the one you prefer, then 2, up to %(last)d.")
    return {
        "draw": "ranks",
        "items": [_ranked(field, choice, language, ranks) for choice in field.choices],
        "hint": hint % {"last": field.wanted},
    }


def _ranked(
    field: RankingField, choice: Choice, language: str, ranks: dict[str, str]
) -> dict[str, str]:
    return {"text": field.said(choice.key, language), "written": ranks.get(choice.key, "")}
