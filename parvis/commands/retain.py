"""`parvis retain`: erase what is past its retention, in every authority."""

import argparse

from parvis.commands.words import _

SAID = {
    "reports": "reports past their retention: {count}",
    "details": "reports that lost answers kept for a shorter time: {count}",
    "readings": "looks at contact details, of more than a year ago: {count}",
    "accounts": "accounts that nobody used for two years: {count}",
    "agents": "names of agents who left ten years ago: {count}",
    "drafts": "reports begun and never sent: {count}",
    "doors": "ended sessions, links and refused log-ins: {count}",
    "codes": "hours in which codes were tried: {count}",
    "troubles": "entries that readers gave up on a year ago: {count}",
    "months": "months of the journal: {count} (their seals are kept)",
    "messages": "messages written to a folder a week ago: {count}",
    "jobs": "done background jobs: {count}",
}
# What was said of accounts that will go.
WARNED = {
    "warned": "Told that their unused account will be erased in a month: {count}",
    "officer": "Said to the protection officer instead, since nothing reaches them: {count}",
    "untold": "Accounts kept for now, since no mail leaves to say that they will go: {count}",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: what is kept how long is declared with each store and service type."""


def run(arguments: argparse.Namespace) -> int:
    """Apply every retention, and say what was erased."""
    from asgiref.sync import async_to_sync

    from parvis.flows.retention import retain_everywhere
    from parvis.foundation.clock import now
    from parvis.jobs.housekeeping import forget_done_jobs
    from parvis.journal.rules import SYSTEM

    gone = retain_everywhere(by=SYSTEM, now=now())
    gone["jobs"] = async_to_sync(forget_done_jobs)()
    print(_("Erased:"))
    for kind, sentence in SAID.items():
        print("  " + _(sentence).format(count=gone[kind]))
    for kind, sentence in WARNED.items():
        if gone[kind]:
            print(_(sentence).format(count=gone[kind]))
    if gone["failed"]:
        print(_("Retentions that stopped, as the log says: {count}").format(count=gone["failed"]))
    return int(bool(gone["failed"]))
