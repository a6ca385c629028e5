"""Compares the journal with a copy of its seals that was kept outside the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from parvis.foundation.db.encrypted import keyring
from parvis.foundation.db.scope import current_authority
from parvis.foundation.secrets import Seal as Signature
from parvis.journal.merkle import leaf_hash, root
from parvis.journal.models import Entry, Seal
from parvis.journal.order import BEGINNING, Position
from parvis.journal.rules import kept_from
from parvis.journal.sealing import FIRST_CHAIN, SealCopy, canonical

_RANGE = """
SELECT e.* FROM journal_entry e
WHERE e.authority_id = %s
  AND (e.epoch, e.transaction, e.id) > (%s, %s::text::xid8, %s)
  AND (e.epoch, e.transaction, e.id) <= (%s, %s::text::xid8, %s)
ORDER BY e.epoch, e.transaction, e.id
"""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What does not agree; `problem`: order, chain, signature, changed, missing, added, gone (every
    entry of the seal, before its time), dropped (the same, after its retention: no flaw),
    unsealed_copy, unknown (the copy holds a seal that the database does not)."""

    number: int
    problem: str


def verify(copies: list[SealCopy], *, now: datetime, whole: bool = True) -> Iterator[Flaw]:
    """Compare this authority's journal with an outside copy of its seals, oldest first. A copy
    that is not `whole` may begin and end anywhere: somebody kept a part of it."""
    seals = dict(Seal.objects.values_list("number", "chain"))
    expected = 1 if whole or not copies else copies[0].number
    previous = FIRST_CHAIN if expected == 1 else seals.get(expected - 1, "")
    after = BEGINNING if expected == 1 else None
    for copy in copies:
        if copy.number != expected or copy.authority != current_authority():
            yield Flaw(copy.number, "order")
        expected = copy.number + 1
        if seals.get(copy.number) != copy.chain:
            yield Flaw(copy.number, "unknown")
        if copy.chained(previous) != copy.chain:
            yield Flaw(copy.number, "chain")
        if not _is_signed(copy):
            yield Flaw(copy.number, "signature")
        problem = _problem_of_entries(copy, after or _just_before(copy), now)
        if problem:
            yield Flaw(copy.number, problem)
        previous, after = copy.chain, Position(*copy.last)
    if whole:
        for number in sorted(seals.keys() - {copy.number for copy in copies}):
            yield Flaw(number, "unsealed_copy")


def _is_signed(copy: SealCopy) -> bool:
    signature = Signature(copy.key, bytes.fromhex(copy.signature))
    return bool(keyring().verify_seal(copy.chain.encode(), signature))


def _just_before(copy: SealCopy) -> Position:
    epoch, transaction, entry = copy.first
    return Position(epoch, transaction, entry - 1)


def _problem_of_entries(copy: SealCopy, after: Position, now: datetime) -> str:
    """What is wrong with the entries since the seal before: what was slipped in between two seals
    counts as well."""
    entries = list(
        Entry.objects.raw(
            _RANGE,
            [copy.authority, after.epoch, str(after.transaction), after.entry,
             copy.last[0], str(copy.last[1]), copy.last[2]],
        )
    )  # fmt: skip
    if not entries:
        over = datetime.fromisoformat(copy.sealed_at) < kept_from(now)
        return "dropped" if over else "gone"
    if len(entries) != copy.entries:
        return "missing" if len(entries) < copy.entries else "added"
    if root([leaf_hash(canonical(entry)) for entry in entries]).hex() != copy.root:
        return "changed"
    return ""
