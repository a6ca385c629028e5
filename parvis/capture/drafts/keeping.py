"""Keeping drafts, giving them back, forgetting them. Not journaled: nothing has been said yet."""

import json
from collections.abc import Callable
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
    """A draft as found: its content, when it was begun and until when it is kept."""

    content: dict[str, Any]
    begun_at: datetime
    expires_at: datetime


def keep(
    *,
    token: str,
    content: dict[str, Any],
    begun_at: datetime,
    until: datetime | None = None,
) -> int:
    """Write a draft, new or changed; it lasts three days from now, or `until` then. Its row."""
    [row] = Draft.objects.bulk_create(
        [
            Draft(
                token_hash=token_hash(token),
                content=json.dumps(content, ensure_ascii=False),
                begun_at=begun_at,
                expires_at=until or now() + LASTS,
            )
        ],
        update_conflicts=True,
        unique_fields=["authority", "token_hash"],
        update_fields=["content", "expires_at"],
    )
    return row.pk


def kept(token: str) -> Kept | None:
    """The draft of a token; None when there is none, or no longer."""
    row = Draft.objects.filter(token_hash=token_hash(token), expires_at__gt=now()).first()
    return None if row is None else _found(row.content, row.begun_at, row.expires_at)


def at(number: int) -> Kept | None:
    """The draft of a row, for a job that was left with it."""
    row = Draft.objects.filter(pk=number, expires_at__gt=now()).first()
    return None if row is None else _found(row.content, row.begun_at, row.expires_at)


def drop(number: int) -> None:
    """Delete the draft of a row: what it was kept for is done."""
    Draft.objects.filter(pk=number).delete()


def _found(content: str, begun_at: datetime, expires_at: datetime) -> Kept:
    return Kept(json.loads(content or "{}"), begun_at, expires_at)


def take(token: str) -> Kept | None:
    """The draft of a token, deleted at once: to send it. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {Draft._meta.db_table} WHERE token_hash = %s"  # noqa: S608 (own name)
            " RETURNING content, begun_at, expires_at",
            [token_hash(token)],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    return _found(_read(found[0]), *found[1:])


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
    """Each draft is opened: what they hold is encrypted as a whole, and does not last."""
    return {
        row.pk: content
        for row in Draft.objects.iterator(chunk_size=200)
        if _is_of(content := json.loads(row.content or "{}"), email, phone)
    }


def _is_of(content: dict[str, Any], email: str, phone: str) -> bool:
    written_to = content.get("letter", {}).get("to", "")
    emails = [content.get("email", ""), *content.get("emails", ()), written_to]
    phones = [content.get("phone", ""), *content.get("phones", ())]
    return _is_among(email, emails, email_key) or _is_among(phone, phones, _e164)


def _is_among(wanted: str, typed: list[str], normal: Callable[[str], str]) -> bool:
    """Whether what was typed holds somebody's address or number."""
    return bool(wanted) and normal(wanted) in {_normal(one, normal) for one in typed if one}


def _normal(typed: str, normal: Callable[[str], str]) -> str:
    try:
        return normal(typed)
    except InvalidContact:
        return ""


def _e164(typed: str) -> str:
    return normalise_phone(typed).e164


def _read(stored: bytes | None) -> str:
    field: Any = Draft._meta.get_field("content")
    return str(field.from_db_value(stored, None, connection))
