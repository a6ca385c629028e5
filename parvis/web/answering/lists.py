"""Choices as a page shows them, and those of a list so long that one searches in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from parvis.foundation.text import fold
from parvis.foundation.wording import worded
from parvis.offer.forms.fields.choosing import Choice, ChoosingField
from parvis.web.answering.shapes import MANY, Asked, Option

MOST_FOUND = 12


def options(asked: Asked) -> tuple[Option, ...]:
    """Every choice; those that what was chosen above does not offer are hidden."""
    field: Any = asked.field
    chosen = asked.value if isinstance(asked.value, list) else [asked.value]
    offered = {one.key for one in field.offered(asked.above)}
    return tuple(
        Option(
            one.key,
            worded(one.label, asked.language) or one.key,
            one.key in chosen,
            under=one.under if field.depends_on else "",
            is_hidden=one.key not in offered,
        )
        for one in field.choices
    )


def found(field: ChoosingField, query: str, language: str, above: Any = None) -> list[Choice]:
    """The choices whose words hold what is typed, the closest first."""
    wanted = fold(query)
    if not wanted:
        return []
    ranked = []
    for at, one in enumerate(field.offered(above)):
        said = fold(worded(one.label, language) or one.key)
        if wanted in said:
            near = 0 if said == wanted else 1 if said.startswith(wanted) else 2
            ranked.append((near, at, one))
    return [one for _near, _at, one in sorted(ranked, key=lambda row: row[:2])[:MOST_FOUND]]


def proposals(choices: Iterable[Choice], language: str) -> dict[str, list[dict[str, str]]]:
    """The same as the completion reads them."""
    rows = [{"id": one.key, "label": worded(one.label, language) or one.key} for one in choices]
    return {"results": rows}


def key_of(field: ChoosingField, words: str, language: str, above: Any = None) -> str:
    """The key of the one choice that words say; the words themselves when they say none, or more
    than one."""
    wanted = fold(words)
    same = [
        one.key
        for one in field.offered(above)
        if fold(worded(one.label, language) or one.key) == wanted
    ]
    if len(same) == 1:
        return same[0]
    close = found(field, words, language, above)
    return close[0].key if len(close) == 1 else words


def meant(asked: Asked, words: str) -> tuple[Option, ...]:
    """What may be meant by words that say no one choice: to choose from, with scripts or none."""
    field: Any = asked.field
    close = found(field, words, asked.language, asked.above)
    return tuple(Option(one.key, worded(one.label, asked.language)) for one in close[:MANY])


def words_left(asked: Asked) -> str:
    """Of several answers, the words that say no choice."""
    field: Any = asked.field
    known: Mapping[str, Any] = field.codes()
    given = asked.value if isinstance(asked.value, list) else []
    return next((one for one in given if isinstance(one, str) and one not in known), "")
