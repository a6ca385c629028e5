"""What is known already of whoever answers under their name: said once, not asked for again (CRPA
L114-8). It stands in the boxes, to be put right. In an anonymous survey nothing is taken over."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest

from parvis.capture.answers import queries as answers
from parvis.offer.forms import queries as forms
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.fields.identity import PersonField
from parvis.people.models import Account
from parvis.web.account import doors

# Of one answer in an address.
_LONGEST = 2_000


def known(request: HttpRequest, form: CompiledForm) -> dict[str, Any]:
    """The answers that the link carries (`?age=34`), and what is known of who is logged in."""
    return known_of(form, doors.insider(request), request.GET)


def may_be_known(form: CompiledForm) -> bool:
    """Whether a question may be answered by what is known of an account."""
    return any(field.prefill != "link" for field in _asked(form))


def known_of(
    form: CompiledForm, account: Account | None, link: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """The answers that the account has, that its holder gave before, or that a link carries; each
    stands where its question takes it."""
    asked = _asked(form)
    told = _told([field for field in asked if field.prefill == "told"], account)
    found = {}
    for field in asked:
        given = told.get(field.key) or _value(field, link, account)
        value = field.read(given)
        if value is not None and field.check(value) is None:
            found[field.key] = value
    return found


def _asked(form: CompiledForm) -> list[FieldBase]:
    """The questions that may be answered beforehand: nothing sensitive is."""
    asked = [node.field for node in form.fields if node.field and not node.block]
    return [field for field in asked if field.prefill and field.privacy != "sensitive"]


def by_link(form: CompiledForm) -> list[FieldBase]:
    """The questions that a link may answer: nothing personal stands in an address."""
    asked = [node.field for node in form.fields if node.field and not node.block]
    return [field for field in asked if field.prefill == "link" and field.privacy == "public"]


def carried_on(form: CompiledForm, link: Mapping[str, str]) -> dict[str, str]:
    """What a link answers, to be carried to the page that asks."""
    texts = {field.key: link.get(field.key, "")[:_LONGEST] for field in by_link(form)}
    return {key: text for key, text in texts.items() if text}


def _value(field: FieldBase, link: Mapping[str, str], account: Account | None) -> Any:
    if field.prefill == "link":
        is_open = field.privacy == "public"
        return (link.get(field.key, "")[:_LONGEST] or None) if is_open else None
    if account is None or field.prefill == "told":
        return None
    if isinstance(field, PersonField):
        return _person(field, account)
    return account.email if field.prefill == "email" else account.full_name


def _person(field: PersonField, account: Account) -> dict[str, str]:
    first, _, last = str(account.full_name).partition(" ")
    parts = {"first_name": first, "last_name": last, "email": str(account.email)}
    return {part: text for part, text in parts.items() if part in field.parts and text}


def _told(fields: list[FieldBase], account: Account | None) -> dict[str, Any]:
    """The latest answer to a question of the same key and kind. A file is sent anew: the one sent
    then is erased with its answer."""
    wanted = {field.key: type(field) for field in fields if not isinstance(field, StoredField)}
    found: dict[str, Any] = {}
    if account is None or not wanted:
        return found
    for version, given in answers.told_before(account.pk):
        nodes = forms.form(version).nodes
        for key in wanted.keys() - found.keys():
            if key in given and key in nodes and type(nodes[key].field) is wanted[key]:
                found[key] = given[key]
    return found
