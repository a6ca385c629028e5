"""`parvis retain`: erase what is past its retention, in every authority."""

import argparse

from parvis.commands.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: what is kept how long is declared with each store and service type."""


def run(arguments: argparse.Namespace) -> int:
    """Apply every retention, and say what was erased."""
    from parvis.authorities.queries import all_authority_ids
    from parvis.flows.forget import forget_expired
    from parvis.foundation.clock import now
    from parvis.foundation.db.scope import acting_for
    from parvis.journal.rules import SYSTEM
    from parvis.people.redaction import forget_old_doors

    total = sum(forget_expired(pk, by=SYSTEM, now=now()) for pk in all_authority_ids())
    for pk in all_authority_ids():
        with acting_for(pk):
            forget_old_doors(by=SYSTEM)
    print(_("Reports past their retention, erased: {count}").format(count=total))
    return 0
