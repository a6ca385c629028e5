"""Seals make any change of the past visible.

At intervals, per authority: a Merkle root over the entries since the last seal, chained to it,
signed with a key that the database does not hold, and sent out of the database (a file, a mail,
a public page). `verifying` compares the entries with that outside copy.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
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


@dataclass(frozen=True, slots=True)
class SealCopy:
    """A seal as it leaves the database: `first` and `last` are [epoch, transaction, id]."""

    authority: int
    number: int
    first: list[int]
    last: list[int]
    entries: int
    root: str
    chain: str
    key: int
    signature: str
    sealed_at: str

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
    number = previous.number + 1 if previous else 1
    moment = now()
    found_root = root([leaf_hash(canonical(entry)) for entry in entries]).hex()
    chain = chained(previous.chain if previous else FIRST_CHAIN, authority, number, found_root)
    signature = keyring().seal(chain.encode())
    seal = Seal.objects.create(
        authority_id=authority,
        number=number,
        first_entry=_position(entries[0]),
        last_entry=_position(entries[-1]),
        entry_count=len(entries),
        root=found_root,
        chain=chain,
        signature=f"{signature.version}:{signature.signature.hex()}",
        sealed_at=moment,
    )
    return copy_of(seal)


def _of_one_partition(entries: Iterable[Any]) -> list[Entry]:
    """The first entries that lie in one partition: it is dropped whole one day, and no seal may
    then be left with half of what it covers."""
    found = list(entries)
    return list(takewhile(lambda entry: entry.partition == found[0].partition, found))


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


def chained(previous: str, authority: int, number: int, found_root: str) -> str:
    """What is signed: this seal's root, tied to the seal before."""
    return sha256(f"{previous}|{authority}|{number}|{found_root}".encode()).hexdigest()


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
