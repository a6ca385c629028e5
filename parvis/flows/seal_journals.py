"""Seals every authority's journal, and sends the seals out of the database."""

from dataclasses import dataclass

from parvis.adapters import seal_copies
from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Sent
from parvis.authorities import queries as authorities
from parvis.foundation.db.scope import acting_for
from parvis.journal.sealing import Flaw, SealCopy, copies_after, read_copy, seal_entries, verify


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
    outcome = mailer().send(
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
    """What verification found: how many seals were compared, and what does not agree."""

    authority: int
    name: str
    seals: int
    flaws: list[Flaw]


def verify_one(authority: int) -> Verdict:
    """Compare one authority's journal with the outside copy of its seals."""
    copies = [read_copy(line) for line in seal_copies.lines(authority)]
    with acting_for(authority):
        return Verdict(authority, authorities.authority().name, len(copies), list(verify(copies)))
