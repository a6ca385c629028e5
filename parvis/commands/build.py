"""`parvis build`: compile the translations and build what browsers load."""

import argparse
import sys

from config.compile_messages import compile_all
from config.environment import PROJECT
from parvis.commands import frontend
from parvis.commands.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--script", help=_("run this script of the front end instead"))


def run(arguments: argparse.Namespace) -> int:
    """Build; 1 with the reason when it fails."""
    try:
        if arguments.script:
            frontend.run_script(arguments.script)
            return 0
        _count, wrong = compile_all(PROJECT / "parvis")
        built = frontend.build()
    except frontend.BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    print(_("The pages are built.") if built else _("The pages were up to date."))
    return 1 if wrong else 0
