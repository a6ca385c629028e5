"""New keys for what is stored: every encrypted column and every keyed hash, of every room.

Encrypted columns are found by their type, so that none is forgotten; hashes are listed. Each batch
is one short transaction of one authority. What is already under the newest key is passed over, so
the work may be stopped and started again at any time.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, models

from parvis.authorities.queries import compartmented
from parvis.capture.reports.rules import EMAIL, NAME, PHONE
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import EncryptedTextField, blind_index, keyring
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.foundation.secrets import place
from parvis.foundation.text import prefixes
from parvis.journal.operations import record
from parvis.journal.rules import SYSTEM, Actor
from parvis.people.factor_secrets import SECRET_KEYS, factor_place
from parvis.people.queries import ACCOUNT_EMAIL, LINK_EMAIL, SUBJECT

# Small enough for a batch to stay far below two seconds.
BATCH = 500
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hashed:
    """A column of keyed hashes, made of `source` for `purpose`. `keys` gives the texts to hash;
    several go as a JSON list of hexadecimal digits, one as bytes. `with_columns` are others that
    it needs."""

    model: str
    column: str
    source: str
    purpose: str
    keys: Callable[[Row, str], Iterable[str]]
    several: bool = False
    with_columns: tuple[str, ...] = ()


def _email(_row: Row, text: str) -> Iterable[str]:
    return [email_key(text)]


def _phone(_row: Row, text: str) -> Iterable[str]:
    return [text]


def _name(_row: Row, text: str) -> Iterable[str]:
    return prefixes(text)


def _subject(row: Row, text: str) -> Iterable[str]:
    return [f"{row['provider_id']}:{text}"]


HASHED = (
    Hashed("people.Account", "email_hash", "email", ACCOUNT_EMAIL, _email),
    Hashed("people.AccountLink", "email_hash", "email", LINK_EMAIL, _email),
    Hashed(
        "people.IdentityLink", "subject_hash", "subject", SUBJECT, _subject,
        with_columns=("provider_id",),
    ),
    Hashed("reports.Follower", "email_hash", "email", EMAIL, _email),
    Hashed("reports.Follower", "phone_hash", "phone", PHONE, _phone),
    Hashed("reports.Follower", "name_hashes", "name", NAME, _name, several=True),
)  # fmt: skip


def rotate(authority: int) -> Iterator[tuple[str, int]]:
    """Bring everything of one authority under the newest keys: yields the table and the number
    of rows of each batch done."""
    with acting_for(authority):
        closed = tuple(compartmented())
    for model in encrypted_models():
        yield from _in_batches(authority, closed, model, _rotate_rows)
    yield from _in_batches(authority, closed, Authenticator, _rotate_factors)


def encrypted_models() -> list[type[models.Model]]:
    """Every model with an encrypted column."""
    return [model for model in apps.get_models() if _sealed(model)]


def _sealed(model: type[models.Model]) -> list[str]:
    fields = model._meta.local_fields
    return [str(field.column) for field in fields if isinstance(field, EncryptedTextField)]


def _in_batches(
    authority: int,
    closed: Sequence[int],
    model: type[models.Model],
    write: Callable[..., tuple[int, int]],
) -> Iterator[tuple[str, int]]:
    last = 0
    while True:
        with acting_for(authority, compartments=closed):
            last, changed = write(model=model, after=last, by=SYSTEM)
        if changed:
            yield model._meta.db_table, changed
        if not last:
            return


@operation
def _rotate_rows(*, model: type[models.Model], after: int, by: Actor) -> tuple[int, int]:
    """One batch of a table: the last id seen (0 at the end), and how many rows changed."""
    sealed = _sealed(model)
    hashed = [one for one in HASHED if one.model == model._meta.label]
    extra = {name for one in hashed for name in (one.column, *one.with_columns)}
    rows = _stored(model, ["id", *sealed, *sorted(extra)], after)
    changed = 0
    for row in rows:
        if _is_stale(row, sealed, hashed):
            _write(model, row["id"], _anew(model, row, sealed, hashed))
            changed += 1
    if changed:
        record("keys.rotated", model._meta.model_name or "", 0, by=by, data={"rows": changed})
    return (rows[-1]["id"] if len(rows) == BATCH else 0), changed


def _is_stale(row: Row, sealed: list[str], hashed: list[Hashed]) -> bool:
    ring = keyring()
    if any(row[name] and ring.needs_rotation(row[name]) for name in sealed):
        return True
    stored = [one for column in hashed for one in _hashes(row[column.column])]
    return any(ring.needs_reindex(one) for one in stored)


def _hashes(stored: Any) -> list[bytes]:
    """The hashes of a column, however it keeps them."""
    if not stored:
        return []
    if isinstance(stored, bytes | memoryview):
        return [bytes(stored)]
    listed = json.loads(stored) if isinstance(stored, str) else stored
    return [bytes.fromhex(one) for one in listed]


def _anew(
    model: type[models.Model], row: Row, sealed: list[str], hashed: list[Hashed]
) -> dict[str, Any]:
    """A row's columns under the newest keys."""
    ring, authority, table = keyring(), current_authority(), model._meta.db_table
    texts: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name in sealed:
        if row[name]:
            at = place(f"{table}.{name}", authority)
            texts[name] = ring.decrypt(row[name], at)
            values[name] = ring.encrypt(texts[name], at)
    for one in hashed:
        if row[one.column] and texts.get(one.source):
            made = [blind_index(key, one.purpose) for key in one.keys(row, texts[one.source])]
            several = sorted(digest.hex() for digest in made if digest)
            values[one.column] = json.dumps(several) if one.several else made[0]
    return values


def _write(model: type[models.Model], number: int, values: dict[str, Any]) -> None:
    assignments = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {assignments} WHERE id = %s",  # noqa: S608
            [*values.values(), number],
        )


def _stored(model: type[models.Model], columns: list[str], after: int) -> list[Row]:
    """The columns as they are stored, locked until the batch ends. All names are our own."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns)} FROM {model._meta.db_table}"  # noqa: S608
            " WHERE id > %s ORDER BY id LIMIT %s FOR NO KEY UPDATE",
            [after, BATCH],
        )
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@operation
def _rotate_factors(*, model: type[models.Model], after: int, by: Actor) -> tuple[int, int]:
    """One batch of second factors, whose secrets stand inside a JSON column."""
    rows = list(
        Authenticator.objects.select_for_update(no_key=True)
        .filter(pk__gt=after)
        .order_by("pk")[:BATCH]
    )
    changed = sum(_rotate_factor(row) for row in rows)
    if changed:
        record("keys.rotated", "authenticator", 0, by=by, data={"rows": changed})
    return (rows[-1].pk if len(rows) == BATCH else 0), changed


def _rotate_factor(row: Authenticator) -> bool:
    tokens = {key: base64.b64decode(row.data[key]) for key in SECRET_KEYS if row.data.get(key)}
    stale = {key: token for key, token in tokens.items() if keyring().needs_rotation(token)}
    for key, token in stale.items():
        text = keyring().decrypt(token, factor_place())
        row.data[key] = base64.b64encode(keyring().encrypt(text, factor_place())).decode()
    if stale:
        row.save(update_fields=["data"])
    return bool(stale)
