"""`parvis addresses import`: a town's addresses, from the Base Adresse Nationale, into its own
index."""

import argparse

from parvis.commands import bad_lines, choosing
from parvis.commands.choosing import authority_of, wrong
from parvis.commands.words import _

PROBLEMS = {
    "no_street": "no name of a street, or too long a one",
    "bad_number": "unreadable number",
    "bad_place": "unreadable place",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the action."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    bring = actions.add_parser(
        "import", help=_("take in a file adresses-* or lieux-dits-* of adresse.data.gouv.fr")
    )
    bad_lines.configure(bring)
    choosing.configure(bring)


def run(arguments: argparse.Namespace) -> int:
    """Import with a bar, say what came of it, and list the lines that could not be read."""
    from rich.progress import Progress

    from parvis.adapters.ban import NotBan
    from parvis.flows.import_addresses import NoCode, import_addresses

    authority = authority_of(arguments.host.lower())
    if authority is None:
        return 1
    try:
        with Progress() as bar:
            task = bar.add_task(_("Addresses"), total=arguments.file.stat().st_size)
            outcome = import_addresses(
                authority, arguments.file, progress=lambda read: bar.update(task, completed=read)
            )
    except NoCode:
        return wrong(_("This authority has no INSEE code: give it its own in the studio first."))
    except (NotBan, OSError) as error:
        return wrong(_("This file can't be imported: {why}").format(why=error))
    if not outcome.read and not outcome.errors:
        return wrong(_("No address of this file is of this authority: is it the right file?"))
    print(
        _("{read} addresses read: {added} new, {moved} moved, {gone} gone; {streets} new streets or"
          " places.").format(
            read=outcome.read, added=outcome.taken.added, moved=outcome.taken.moved,
            gone=outcome.taken.gone, streets=outcome.taken.streets,
        )
    )  # fmt: skip
    bad_lines.tell([(bad.line, _(PROBLEMS[bad.problem])) for bad in outcome.errors], arguments)
    return 0
