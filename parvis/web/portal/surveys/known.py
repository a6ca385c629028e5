"""What is known already of whoever answers a signed survey: said once, not asked for again (CRPA
L114-8). It stands in the boxes, to be put right. Of an anonymous survey nothing is taken over."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.identity import PersonField
from parvis.people.models import Account
from parvis.web.account import doors


def known(request: HttpRequest, form: CompiledForm) -> dict[str, Any]:
    """The answers that the link carries (`?age=34`), or that the account has."""
    account = doors.insider(request)
    found = {}
    for node in form.fields:
        field = node.field
        if field is None or node.block or not field.prefill:
            continue
        value = field.read(_value(field, request.GET, account))
        if value is not None and field.check(value) is None:
            found[node.key] = value
    return found


def _value(field: FieldBase, link: Mapping[str, str], account: Account | None) -> Any:
    if field.prefill == "link":
        return link.get(field.key, "")[:2_000] or None
    if account is None:
        return None
    if isinstance(field, PersonField):
        return _person(field, account)
    return account.email if field.prefill == "email" else account.full_name


def _person(field: PersonField, account: Account) -> dict[str, str]:
    first, _, last = str(account.full_name).partition(" ")
    parts = {"first_name": first, "last_name": last, "email": str(account.email)}
    return {part: text for part, text in parts.items() if part in field.parts and text}
