"""The addresses and numbers that answers name, as keyed hashes: how what somebody said is found
again for them, without its being readable."""

from collections.abc import Iterator, Mapping
from typing import Any

from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_index, blind_indexes
from parvis.offer.forms.compiled import CompiledForm

_EMAIL, _PHONE = "answers_answer.email", "answers_answer.phone"


def hashes_of(form: CompiledForm, answers: Mapping[str, Any]) -> list[bytes]:
    """The hashes of every address and number among the answers."""
    found = {blind_index(*named) for named in _named(form, answers)}
    return sorted(one for one in found if one is not None)


def hashes_for(*, email: str = "", phone: str = "") -> list[bytes]:
    """What to look for: an address or a number under every key still in the ring."""
    mine = blind_indexes(email_key(email), _EMAIL) if email else []
    return mine + (blind_indexes(phone, _PHONE) if phone else [])


def _named(form: CompiledForm, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for node in form.fields:
        rows = answers.get(node.block) or [] if node.block else [answers]
        kind = getattr(node.field, "kind", "")
        for row in rows:
            value = row.get(node.key)
            if value is None:
                continue
            named = value if kind == "person" else {kind: value}
            if kind in {"email", "person"} and named.get("email"):
                yield email_key(named["email"]), _EMAIL
            if kind in {"phone", "person"} and named.get("phone"):
                yield named["phone"], _PHONE
