"""Keeping drafts, giving them back, forgetting them. Not journaled: nothing has been said yet."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from parvis.capture.drafts.models import Draft
from parvis.foundation.clock import now
from parvis.foundation.contacts import InvalidContact, email_key, normalise_phone
from parvis.foundation.tokens import token_hash

LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as found: its content and when it was begun."""

    content: dict[str, Any]
    begun_at: datetime


def keep(*, token: str, content: dict[str, Any], begun_at: datetime) -> None:
    """Write a draft, new or changed; it lasts three days from now."""
    Draft.objects.bulk_create(
        [
            Draft(
                token_hash=token_hash(token),
                content=json.dumps(content, ensure_ascii=False),
                begun_at=begun_at,
                expires_at=now() + LASTS,
            )
        ],
        update_conflicts=True,
        unique_fields=["authority", "token_hash"],
        update_fields=["content", "expires_at"],
    )


def kept(token: str) -> Kept | None:
    """The draft of a token; None when there is none, or no longer."""
    row = Draft.objects.filter(token_hash=token_hash(token), expires_at__gt=now()).first()
    return None if row is None else Kept(json.loads(row.content or "{}"), row.begun_at)


def take(token: str) -> Kept | None:
    """The draft of a token, deleted at once: to send it. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {Draft._meta.db_table} WHERE token_hash = %s"  # noqa: S608 (own name)
            " RETURNING content, begun_at",
            [token_hash(token)],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    return Kept(json.loads(_read(found[0]) or "{}"), found[1])


def erase_expired(*, most: int = 500) -> list[dict[str, Any]]:
    """Delete drafts whose time is over; returns their contents, for what they pointed to."""
    rows = list(Draft.objects.filter(expires_at__lte=now()).order_by("expires_at")[:most])
    Draft.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [json.loads(row.content or "{}") for row in rows]


def erase_of(*, email: str = "", phone: str = "") -> list[dict[str, Any]]:
    """Delete the drafts in which somebody had already given this address or number; returns their
    contents."""
    mine = _of(email, phone)
    Draft.objects.filter(pk__in=mine).delete()
    return list(mine.values())


def count_of(*, email: str = "", phone: str = "") -> int:
    """How many drafts somebody has begun under this address or number."""
    return len(_of(email, phone))


def _of(email: str, phone: str) -> dict[int, dict[str, Any]]:
    """Each draft is opened: what they hold is encrypted as a whole, and lasts three days."""
    return {
        row.pk: content
        for row in Draft.objects.iterator(chunk_size=200)
        if _is_of(content := json.loads(row.content or "{}"), email, phone)
    }


def _is_of(content: dict[str, Any], email: str, phone: str) -> bool:
    try:
        if email and content.get("email") and email_key(content["email"]) == email_key(email):
            return True
    except InvalidContact:
        pass
    try:
        known = normalise_phone(content.get("phone", "")).e164 if phone else ""
        return bool(known) and known == normalise_phone(phone).e164
    except InvalidContact:
        return False


def _read(stored: bytes | None) -> str:
    field: Any = Draft._meta.get_field("content")
    return str(field.from_db_value(stored, None, connection))
