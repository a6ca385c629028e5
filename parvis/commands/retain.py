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
    from parvis.journal.rules import SYSTEM

    total = sum(forget_expired(pk, by=SYSTEM, now=now()) for pk in all_authority_ids())
    print(_("Reports past their retention, erased: {count}").format(count=total))
    return 0
