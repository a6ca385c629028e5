"""What a page's form sent, question by question: texts as they were typed, not judged yet."""

from collections.abc import Iterable
from typing import Any

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.fields import FieldBase, Given
from parvis.offer.forms.fields.choosing import ChoicesField, ChoosingField
from parvis.offer.forms.fields.files import StoredField
from parvis.web.answering import lists
from parvis.web.answering.components import PREFIX, name_of
from parvis.web.answering.kinds import is_choosing
from parvis.web.numbers import number

# How many rows of a block are read, whatever a form claims to have sent.
MOST_ROWS = 50


def typed_fields(
    fields: Iterable[FieldBase], sent: Given, *, language: str, prefix: str = PREFIX
) -> dict[str, Any]:
    """What was sent for each of these questions; those left empty are left out."""
    found = {}
    for field in fields:
        value = typed(field, sent, name_of(field.key, prefix), language=language)
        if value is not None:
            found[field.key] = value
    return found


def typed(field: FieldBase, sent: Given, name: str, *, language: str) -> Any:
    """What was sent for one question under `name`; of a list that one searches, the key of what
    the words say."""
    value = field.typed(sent, name)
    if not is_choosing(field) or not isinstance(field, ChoosingField):
        return value
    words = next(iter(sent.getlist(f"{name}-words")), "").strip()
    if isinstance(field, ChoicesField):
        known = value or []
        return [*known, lists.key_of(field, words, language)] if words else known or None
    if not words:
        return None
    if isinstance(value, str) and value in field.keys and words == field.said(value, language):
        return value
    said = lists.key_of(field, words, language)
    chosen = next(iter(sent.getlist(f"{name}-meant")), "")
    return chosen if said not in field.keys and chosen in field.keys else said


def with_page(
    form: CompiledForm, page: str, given: dict[str, Any], sent: Given, *, language: str
) -> dict[str, Any]:
    """The answers given so far, those of one page as its form sent them. Files stay: they travel
    beside the texts."""
    answers = dict(given)
    for node in form.fields_of_page(page):
        if not node.block and node.field is not None:
            _put(answers, node, sent, name_of(node.key), language)
    for block in (one for one in form.blocks if one.page == page):
        answers[block.key] = _rows(form, block, given.get(block.key), sent, language)
    return answers


def _put(answers: dict[str, Any], node: Node, sent: Given, name: str, language: str) -> None:
    field = node.field
    if field is None or isinstance(field, StoredField) or not field.is_typed:
        return
    value = typed(field, sent, name, language=language)
    if value is None:
        answers.pop(node.key, None)
    else:
        answers[node.key] = value


def _rows(
    form: CompiledForm, block: Node, before: Any, sent: Given, language: str
) -> list[dict[str, Any]]:
    count = number(next(iter(sent.getlist(f"{name_of(block.key)}-rows")), "")) or 0
    kept = before if isinstance(before, list) else []
    rows: list[dict[str, Any]] = []
    for at in range(min(count, MOST_ROWS)):
        row = dict(kept[at]) if at < len(kept) and isinstance(kept[at], dict) else {}
        for node in form.inside(block.key):
            _put(row, node, sent, name_of(f"{block.key}.{at}.{node.key}"), language)
        rows.append(row)
    return rows
