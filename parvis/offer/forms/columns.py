"""The whole form as one row of typed columns (interim: blocks are left out)."""

from collections.abc import Mapping
from typing import Any

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import Column


def columns(form: CompiledForm) -> list[Column]:
    """Every column."""
    return [
        c for node in form.fields if node.field and not node.block for c in node.field.columns()
    ]


def row(form: CompiledForm, answers: Mapping[str, Any]) -> list[Any]:
    """Answers as cells."""
    return [
        cell
        for node in form.fields
        if node.field and not node.block
        for cell in node.field.cells(answers.get(node.key))
    ]
