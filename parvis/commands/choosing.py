"""Which authority a command is about."""

import argparse
import sys

from parvis.commands.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare how it is named."""
    parser.add_argument(
        "--host", default="", help=_("host name of the authority, where several are")
    )


def authority_of(host: str) -> int | None:
    """The authority of this host; without one, the only one there is. None, and why is said, where
    that is none."""
    from parvis.authorities.queries import all_authority_ids, authority_of_host

    if host:
        found = authority_of_host(host)
        if found is None:
            wrong(_("No authority answers under {it}.").format(it=host))
        return found
    every = all_authority_ids()
    if len(every) != 1:
        wrong(_("Say which authority with --host (parvis authority list)."))
        return None
    return every[0]


def wrong(sentence: str) -> int:
    """Say why not; the exit code."""
    print(sentence, file=sys.stderr)
    return 1
