"""The command `parvis`: each word after it is a module of this room.

A command's module has `configure(parser)`, which declares its arguments, and `run(arguments)`,
which returns the exit code. Only the chosen one is imported, after Django is ready if it wants it.
"""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from parvis.commands import environment
from parvis.commands.words import _


@dataclass(frozen=True)
class Command:
    """One word of the command line: its module, and whether Django must be ready before it."""

    module: str
    help: str
    django: bool = True


COMMANDS = {
    "run": Command("run", "start everything on this machine", django=False),
    "doctor": Command("doctor", "say in plain words what is missing or wrong", django=False),
    "database": Command("database", "start, prepare and migrate the database", django=False),
    "keys": Command("keys", "make the installation's keys", django=False),
    "build": Command("build", "compile translations and build the pages", django=False),
    "web": Command("web", "serve the pages", django=False),
    "worker": Command("worker", "do the work that waits in the background"),
    "reader": Command("reader", "read what people say"),
    "study": Command("study", "work out a study that was asked for"),
    "demo": Command("demo", "load the demonstration town, show its log-ins"),
    "authority": Command("authority", "create an authority"),
    "addresses": Command("addresses", "take in a town's addresses"),
    "journal": Command("journal", "seal and verify the journal"),
    "import": Command("imports", "bring in reports or answers from elsewhere"),
    "erase": Command("erase", "erase a person's data"),
    "retain": Command("retain", "erase what is past its retention"),
}


def main(words: Sequence[str] | None = None) -> int:
    """Run the command given by `words` (the program's own by default); the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    parser = argparse.ArgumentParser(prog="parvis", description=_("Parvis, on the command line"))
    choices = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for name, command in COMMANDS.items():
        if not _is_there(command):
            continue
        choice = choices.add_parser(name, help=_(command.help), description=_(command.help))
        if given[:1] == [name]:
            _configure(choice, command)
    arguments = parser.parse_args(given)
    try:
        return int(arguments.run(arguments) or 0)
    except environment.PLAIN_ERRORS as error:
        print(f"parvis: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _is_there(command: Command) -> bool:
    return importlib.util.find_spec(f"parvis.commands.{command.module}") is not None


def _configure(parser: argparse.ArgumentParser, command: Command) -> None:
    environment.point_to_database()
    if command.django:
        environment.start_django()
    module = importlib.import_module(f"parvis.commands.{command.module}")
    module.configure(parser)
    parser.set_defaults(run=module.run)


if __name__ == "__main__":
    sys.exit(main())
