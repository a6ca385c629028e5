"""Answers parted: what isn't personal is kept as it is, the rest to be encrypted."""

import json
from collections.abc import Mapping
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
            open_answers[key] = [_without(row, private, keep=False) for row in value]
            rows = [_without(row, private, keep=True) for row in value]
            if any(rows):
                personal[key] = rows
        else:
            (personal if key in private else open_answers)[key] = value
    return open_answers, json.dumps(personal, ensure_ascii=False) if personal else ""


def _without(row: Mapping[str, Any], private: set[str], *, keep: bool) -> dict[str, Any]:
    return {key: value for key, value in row.items() if (key in private) == keep}


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
