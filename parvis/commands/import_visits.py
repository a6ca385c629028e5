"""`parvis import visits`: how many came, as something else counted them."""

import argparse

from parvis.commands import bad_lines, choosing
from parvis.commands.choosing import authority_of, wrong
from parvis.commands.words import _

PROBLEMS = {
    "day": "unreadable date, or one to come",
    "hour": "unreadable hour",
    "many": "unreadable count",
    "place": "no place, or too long a name",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what is given."""
    bad_lines.configure(parser)
    choosing.configure(parser)


def run(arguments: argparse.Namespace) -> int:
    """Take in what is right, and list the lines to mend."""
    from parvis.flows.import_visits import NotVisits, import_visits

    authority = authority_of(arguments.host.lower())
    if authority is None:
        return 1
    try:
        outcome = import_visits(authority, arguments.file)
    except (NotVisits, OSError) as error:
        return wrong(_("This file can't be imported: {why}").format(why=error))
    print(
        _("{written} counts taken in, {errors} lines in error.").format(
            written=outcome.written, errors=len(outcome.errors)
        )
    )
    bad_lines.tell([(line, _(PROBLEMS[code])) for line, code in outcome.errors], arguments)
    return 0
