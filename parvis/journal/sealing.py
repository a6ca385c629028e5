"""Seals make any change of the past visible.

At intervals, per authority: a Merkle root over the entries since the last seal, chained to it,
signed with a key that the database does not hold, and sent out of the database (a file, a mail,
a public page). `verify` compares the entries with that outside copy.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import keyring
from parvis.foundation.db.scope import current_authority
from parvis.foundation.secrets import Seal as Signature
from parvis.journal.merkle import leaf_hash, root
from parvis.journal.models import Entry, Seal

_FINISHED = """
SELECT e.* FROM journal_entry e
WHERE e.authority_id = %s
  AND (e.epoch, e.transaction, e.id) > (%s, %s::text::xid8, %s)
  AND (e.epoch < (SELECT journal_current_epoch())
       OR e.transaction < pg_snapshot_xmin(pg_current_snapshot()))
ORDER BY e.epoch, e.transaction, e.id
LIMIT %s
"""
_RANGE = """
SELECT e.* FROM journal_entry e
WHERE e.authority_id = %s
  AND (e.epoch, e.transaction, e.id) >= (%s, %s::text::xid8, %s)
  AND (e.epoch, e.transaction, e.id) <= (%s, %s::text::xid8, %s)
ORDER BY e.epoch, e.transaction, e.id
"""
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
    after = previous.last_entry if previous else [0, 0, 0]
    entries = list(
        Entry.objects.raw(_FINISHED, [authority, after[0], str(after[1]), after[2], MOST_ENTRIES])
    )
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
    return _copy(seal)


def copies_after(number: int) -> list[SealCopy]:
    """This authority's seals beyond `number`, for an outside copy that lacks them."""
    return [_copy(seal) for seal in Seal.objects.filter(number__gt=number).order_by("number")]


def _copy(seal: Seal) -> SealCopy:
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


@dataclass(frozen=True, slots=True)
class Flaw:
    """What does not agree; `problem`: order, chain, signature, changed, missing, dropped (all
    entries of the segment are gone: its retention ended), unsealed_copy."""

    number: int
    problem: str


def verify(copies: list[SealCopy]) -> Iterator[Flaw]:
    """Compare this authority's journal with the outside copy of its seals, oldest first."""
    previous = FIRST_CHAIN
    expected = 1
    for copy in copies:
        if copy.number != expected or copy.authority != current_authority():
            yield Flaw(copy.number, "order")
        expected = copy.number + 1
        if chained(previous, copy.authority, copy.number, copy.root) != copy.chain:
            yield Flaw(copy.number, "chain")
        signature = Signature(copy.key, bytes.fromhex(copy.signature))
        if not keyring().verify_seal(copy.chain.encode(), signature):
            yield Flaw(copy.number, "signature")
        yield from _verify_entries(copy)
        previous = copy.chain
    known = set(Seal.objects.values_list("number", flat=True))
    for number in sorted(known - {copy.number for copy in copies}):
        yield Flaw(number, "unsealed_copy")


def _verify_entries(copy: SealCopy) -> Iterator[Flaw]:
    (first_epoch, first_transaction, first_id) = copy.first
    (last_epoch, last_transaction, last_id) = copy.last
    entries = list(
        Entry.objects.raw(
            _RANGE,
            [
                copy.authority,
                first_epoch,
                str(first_transaction),
                first_id,
                last_epoch,
                str(last_transaction),
                last_id,
            ],
        )
    )
    if not entries:
        yield Flaw(copy.number, "dropped")
    elif len(entries) != copy.entries:
        yield Flaw(copy.number, "missing")
    elif root([leaf_hash(canonical(entry)) for entry in entries]).hex() != copy.root:
        yield Flaw(copy.number, "changed")
