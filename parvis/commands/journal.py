"""`parvis journal`: seal the journal, and verify it against the copy kept outside."""

import argparse

from parvis.commands.words import _

FLAWS = {
    "order": "a seal is missing from the copy, or stands in the wrong place",
    "chain": "the seal does not follow from the one before",
    "signature": "the signature is not ours",
    "changed": "an entry was changed after it was sealed",
    "missing": "entries were added or removed after they were sealed",
    "dropped": "the entries are gone (their retention ended, or they were removed)",
    "unsealed_copy": "the seal is in the database but not in the copy outside",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    actions.add_parser("seal", help=_("seal what came since the last seal"))
    actions.add_parser("retry", help=_("have the entries that readers gave up on tried again"))
    actions.add_parser("verify", help=_("compare the journal with its seals' outside copy"))


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
    return _verify()


def _verify() -> int:
    from parvis.authorities.queries import all_authority_ids
    from parvis.flows.seal_journals import verify_one

    wrong = 0
    for authority in all_authority_ids():
        verdict = verify_one(authority)
        serious = [flaw for flaw in verdict.flaws if flaw.problem != "dropped"]
        wrong += len(serious)
        state = _("wrong") if serious else _("in order")
        print(f"{verdict.name}: {verdict.seals} " + _("seals") + f", {state}")
        for flaw in verdict.flaws:
            print(f"  {flaw.number}: " + _(FLAWS[flaw.problem]))
    return 1 if wrong else 0
