"""`parvis study`: works one study out, in a process of its own, started by the worker."""

import argparse

from parvis.commands.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("authority", type=int, help=_("the authority's number"))
    parser.add_argument("study", type=int, help=_("the study's number"))


def run(arguments: argparse.Namespace) -> int:
    """Work it out; 1 when it failed."""
    from parvis.flows.studies import run as work_out

    return 0 if work_out(arguments.authority, arguments.study) else 1
