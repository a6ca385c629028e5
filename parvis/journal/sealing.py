"""Seals make any change of the past visible.

At intervals, per authority: a Merkle root over the entries since the last seal, chained to it,
signed with a key that the database does not hold, and sent out of the database (a file, a mail,
a public page). `verifying` compares the entries with that outside copy.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from hashlib import sha256
from itertools import takewhile
from typing import Any

from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import keyring
from parvis.foundation.db.scope import current_authority
from parvis.journal import order
from parvis.journal.merkle import leaf_hash, root
from parvis.journal.models import Entry, Seal
from parvis.journal.order import Position

_FINISHED = order.behind(
    columns="e.*, e.tableoid::bigint AS partition", only="e.authority_id = %(authority)s"
)
MOST_ENTRIES = 50_000
FIRST_CHAIN = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that a seal says: `first` and `last` are [epoch, transaction, id] of what it covers."""

    authority: int
    number: int
    first: list[int]
    last: list[int]
    entries: int
    root: str
    sealed_at: str

    def chained(self, previous: str) -> str:
        """What is signed: every word of this seal, tied to the seal before. Its day counts: it
        tells what was dropped in its time from what was taken away."""
        words = [getattr(self, field.name) for field in fields(Said)]
        return sha256(f"{previous}|{json.dumps(words)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCopy(Said):
    """A seal as it leaves the database."""

    chain: str
    key: int
    signature: str

    def line(self) -> str:
        """One line of the outside copy."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))


def read_copy(line: str) -> SealCopy:
    """A line of the outside copy, read back; raises ValueError or TypeError when damaged."""
    return SealCopy(**json.loads(line))


def seal_entries() -> SealCopy | None:
    """Seal what this authority's journal got since the last seal; None when nothing did."""
    authority = current_authority()
    previous = Seal.objects.order_by("-number").first()
    after = Position(*previous.last_entry) if previous else order.BEGINNING
    given = {"authority": authority, **order.given(after, MOST_ENTRIES)}
    entries = _of_one_partition(Entry.objects.raw(_FINISHED, given))
    if not entries:
        return None
    said = Said(
        authority=authority,
        number=previous.number + 1 if previous else 1,
        first=_position(entries[0]),
        last=_position(entries[-1]),
        entries=len(entries),
        root=root([leaf_hash(canonical(entry)) for entry in entries]).hex(),
        sealed_at=now().isoformat(),
    )
    chain = said.chained(previous.chain if previous else FIRST_CHAIN)
    signature = keyring().seal(chain.encode())
    copy = SealCopy(
        **asdict(said), chain=chain, key=signature.version, signature=signature.signature.hex()
    )
    _keep(copy)
    return copy


def _of_one_partition(entries: Iterable[Any]) -> list[Entry]:
    """The first entries that lie in one partition: it is dropped whole one day, and no seal may
    then be left with half of what it covers."""
    found = list(entries)
    return list(takewhile(lambda entry: entry.partition == found[0].partition, found))


def _keep(copy: SealCopy) -> None:
    Seal.objects.create(
        authority_id=copy.authority,
        number=copy.number,
        first_entry=copy.first,
        last_entry=copy.last,
        entry_count=copy.entries,
        root=copy.root,
        chain=copy.chain,
        signature=f"{copy.key}:{copy.signature}",
        sealed_at=datetime.fromisoformat(copy.sealed_at),
    )


def copies_after(number: int) -> list[SealCopy]:
    """This authority's seals beyond `number`, for an outside copy that lacks them."""
    return [copy_of(seal) for seal in Seal.objects.filter(number__gt=number).order_by("number")]


def copy_of(seal: Seal) -> SealCopy:
    """A seal, as it leaves the database."""
    key, _, signature = seal.signature.partition(":")
    return SealCopy(
        authority=seal.authority_id,
        number=seal.number,
        first=seal.first_entry,
        last=seal.last_entry,
        entries=seal.entry_count,
        root=seal.root,
        chain=seal.chain,
        key=int(key),
        signature=signature,
        sealed_at=seal.sealed_at.isoformat(),
    )


def canonical(entry: Entry) -> bytes:
    """An entry's one written form: every column, in a fixed order."""
    columns: list[Any] = [
        entry.id,
        entry.epoch,
        entry.transaction,
        entry.authority_id,
        entry.action,
        entry.actor_kind,
        entry.actor_id,
        entry.object_kind,
        entry.object_id,
        entry.data,
        entry.occurred_at.isoformat(),
        entry.recorded_at.isoformat(),
    ]
    return json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _position(entry: Entry) -> list[int]:
    return [entry.epoch, entry.transaction, entry.id]
