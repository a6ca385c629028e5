"""`parvis journal`: seal the journal, and verify it against the copy kept outside."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from parvis.commands.words import _

if TYPE_CHECKING:
    from parvis.flows.seal_journals import Verdict

FLAWS = {
    "order": "a seal is missing from the copy, or stands in the wrong place",
    "chain": "the seal does not follow from the one before",
    "signature": "the signature is not ours",
    "changed": "an entry was changed after it was sealed",
    "missing": "entries were removed after they were sealed",
    "added": "entries were slipped in after what came before and after them was sealed",
    "gone": "the entries are gone, before the end of their retention",
    "unknown": "the database does not hold this seal, or holds another in its place",
    "unsealed_copy": "the seal is in the database but not in the copy outside",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    actions.add_parser("seal", help=_("seal what came since the last seal"))
    actions.add_parser("retry", help=_("have the entries that readers gave up on tried again"))
    verify = actions.add_parser(
        "verify", help=_("compare the journal with its seals' outside copy")
    )
    verify.add_argument(
        "--copy", type=Path, metavar=_("FILE"),
        help=_("seals that somebody kept (from the public page, from a mail), one a line"),
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen action; 1 when the journal does not agree with its seals."""
    from parvis.flows import seal_journals

    if arguments.action == "seal":
        made = seal_journals.seal_all()
        print(_("Seals made: {count}").format(count=made))
        return 0
    if arguments.action == "retry":
        from parvis.journal.troubles import try_parked_again

        print(_("Entries to be tried again: {count}").format(count=try_parked_again()))
        return 0
    return _verify(arguments.copy)


def _verify(kept: Path | None) -> int:
    from parvis.authorities.queries import all_authority_ids
    from parvis.flows.seal_journals import verify_one
    from parvis.journal.sealing import SealCopy, read_copy

    copies: dict[int, list[SealCopy] | None] = dict.fromkeys(all_authority_ids())
    if kept is not None:
        try:
            lines = kept.read_text(encoding="ascii").splitlines()
            listed = [read_copy(line) for line in lines if line.startswith("{")]
        except (OSError, ValueError, TypeError) as error:
            print(_("This file holds no seals that can be read: {error}").format(error=error))
            return 1
        copies = {
            authority: [copy for copy in listed if copy.authority == authority]
            for authority in {copy.authority for copy in listed}
        }
    wrong = [_say(verify_one(authority, given)) for authority, given in copies.items()]
    return 1 if any(wrong) else 0


def _say(verdict: "Verdict") -> bool:
    """Print what was found; True when the journal does not agree with its seals."""
    state = _("wrong") if verdict.flaws else _("in order")
    print(f"{verdict.name}: {verdict.seals} " + _("seals") + f", {state}")
    if verdict.dropped and verdict.since:
        print(
            _("  entries compared since {day}; {count} older seals stand for dropped ones").format(
                day=verdict.since.date().isoformat(), count=verdict.dropped
            )
        )
    for flaw in verdict.flaws:
        print(f"  {flaw.number}: " + _(FLAWS[flaw.problem]))
    return bool(verdict.flaws)
