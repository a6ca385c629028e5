"""`parvis web`: the pages, as `parvis run` serves them, for a machine that starts its own services.

This process becomes the web server, which starts and renews its processes by itself.
"""

import argparse
import os
import sys

from parvis.commands import environment, serving
from parvis.commands.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--processes",
        type=int,
        default=serving.WEB_PROCESSES,
        help=_("how many pages are made at once: one or two for each core"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    os.chdir(environment.project_folder())
    command = serving.web_command(
        serving.host(), serving.port(), processes=max(1, arguments.processes)
    )
    os.execve(sys.executable, command, serving.kept_for_serving(os.environ))  # noqa: S606
