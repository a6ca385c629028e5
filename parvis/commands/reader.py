"""`parvis reader`: reads what people say, in a process of its own."""

import argparse
import os

from parvis.commands import environment


def configure(parser: argparse.ArgumentParser) -> None:
    """No options yet."""


def run(arguments: argparse.Namespace) -> int:
    """Read until told to stop."""
    # Told before numpy is loaded: with several threads what is small takes ten times longer.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    environment.start_django()
    from django.db import connections

    from parvis.adapters.postgres import check_role
    from parvis.jobs.reader import read

    for alias in ("default", "reader"):
        check_role(connections[alias])
        connections[alias].close()
    read()
    return 0
