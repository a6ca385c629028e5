"""Seals every authority's journal, and sends the seals out of the database."""

from dataclasses import dataclass
from datetime import datetime

from parvis.adapters import seal_copies
from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Sent
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.journal.queries import newest_seals, unsealed_since
from parvis.journal.sealing import SealCopy, copies_after, read_copy, seal_entries
from parvis.journal.verifying import Flaw, verify


def seal_all() -> int:
    """Seal what came since the last time; returns how many seals were made."""
    return sum(len(seal_one(authority)) for authority in authorities.all_authority_ids())


def seal_one(authority: int) -> list[SealCopy]:
    """Seal one authority's journal to its end and bring the outside copy up to date.

    The copy is completed from the seals themselves, so a stop between the two loses nothing.
    """
    while True:
        with acting_for(authority):
            if seal_entries() is None:
                break
    copied = seal_copies.lines(authority)
    last = read_copy(copied[-1]).number if copied else 0
    with acting_for(authority):
        new = copies_after(last)
    if new:
        seal_copies.append(authority, [copy.line() for copy in new])
    return new


def mail_seals(authority: int) -> bool:
    """Send the newest seal to the data protection officer: a copy that nobody here can change.

    False when there is no seal, no officer's address, or when the mail did not leave.
    """
    copied = seal_copies.lines(authority)
    with acting_for(authority):
        town = authorities.authority()
    if not copied or not town.protection_officer_email:
        return False
    newest = read_copy(copied[-1])
    outcome = mailer(demonstration=town.is_demonstration).send(
        Message(
            key=f"seal-{authority}-{newest.number}",
            to=town.protection_officer_email,
            subject=f"{town.name} : sceau n° {newest.number} du journal",
            text=(
                "Gardez ce message : il prouve ce que le journal disait à cette date.\n"
                "Pour vérifier : parvis journal verify\n\n" + copied[-1] + "\n"
            ),
        )
    )
    return isinstance(outcome, Sent)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found: how many seals were compared, what does not agree, how many
    seals stand for entries whose retention is over, and since when entries were compared."""

    authority: int
    name: str
    seals: int
    flaws: list[Flaw]
    dropped: int
    since: datetime | None


def verify_one(authority: int, copies: list[SealCopy] | None = None) -> Verdict:
    """Compare one authority's journal with the outside copy of its seals, or with `copies`: a
    part of it that somebody kept."""
    whole = copies is None
    if copies is None:
        copies = [read_copy(line) for line in seal_copies.lines(authority)]
    with acting_for(authority):
        found = list(verify(copies, now=now(), whole=whole))
        dropped = {flaw.number for flaw in found if flaw.problem == "dropped"}
        compared = [copy for copy in copies if copy.number not in dropped]
        return Verdict(
            authority,
            authorities.authority().name,
            len(copies),
            [flaw for flaw in found if flaw.problem != "dropped"],
            len(dropped),
            datetime.fromisoformat(compared[0].sealed_at) if compared else None,
        )


@dataclass(frozen=True, slots=True)
class State:
    """How fresh the seals of an authority are. `waiting_since`: the oldest entry without a seal.
    `uncopied_since`: the oldest seal that the outside copy lacks. None where nothing lacks."""

    authority: int
    name: str
    newest: datetime | None
    waiting_since: datetime | None
    uncopied_since: datetime | None


def state_of(authority: int) -> State:
    """How fresh the seals of one authority are; raises OSError, ValueError or TypeError when the
    outside copy can't be read."""
    copied = seal_copies.lines(authority)
    last = read_copy(copied[-1]).number if copied else 0
    with acting_for(authority):
        newest = newest_seals(1)
        missing = copies_after(last)
        return State(
            authority,
            authorities.authority().name,
            datetime.fromisoformat(newest[0].sealed_at) if newest else None,
            unsealed_since(),
            datetime.fromisoformat(missing[0].sealed_at) if missing else None,
        )
