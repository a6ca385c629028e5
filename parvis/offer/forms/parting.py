"""Answers parted: what isn't personal is kept as it is, the rest to be encrypted."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from parvis.offer.forms.compiled import CompiledForm


def split(form: CompiledForm, answers: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The answers that aren't personal, and the personal ones as JSON to be encrypted ("" for
    none). A block is parted row by row."""
    private = {node.key for node in form.fields if node.field and node.field.privacy != "public"}
    blocks = {block.key for block in form.blocks}
    open_answers: dict[str, Any] = {}
    personal: dict[str, Any] = {}
    for key, value in answers.items():
        if key in blocks:
            open_answers[key] = [_part(row, private, kept=False) for row in value]
            rows = [_part(row, private, kept=True) for row in value]
            if any(rows):
                personal[key] = rows
        else:
            (personal if key in private else open_answers)[key] = value
    return open_answers, json.dumps(personal, ensure_ascii=False) if personal else ""


def _part(row: Mapping[str, Any], keys: Collection[str], *, kept: bool) -> dict[str, Any]:
    return {key: value for key, value in row.items() if (key in keys) == kept}


def thinned(
    form: CompiledForm, answers: Mapping[str, Any], keys: Collection[str]
) -> dict[str, Any]:
    """The answers without those to some questions, nor what was worked out from them."""
    gone = form.with_made_of(keys)
    blocks = {block.key for block in form.blocks}
    return {
        key: [_part(row, gone, kept=False) for row in value] if key in blocks else value
        for key, value in answers.items()
        if key not in gone
    }


def joined(open_answers: Mapping[str, Any], personal: str) -> dict[str, Any]:
    """Both parts again as one set of answers."""
    whole = dict(open_answers)
    for key, value in json.loads(personal or "{}").items():
        if isinstance(whole.get(key), list) and isinstance(value, list):
            pairs = zip(whole[key], value, strict=True)
            whole[key] = [{**one, **other} for one, other in pairs]
        else:
            whole[key] = value
    return whole
