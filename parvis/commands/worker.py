"""`parvis worker`: background tasks, and the journal's readers every second or when woken."""

import argparse

from parvis.commands import environment


def configure(parser: argparse.ArgumentParser) -> None:
    """No options yet."""


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop."""
    environment.start_django()
    from django.db import connections

    from parvis.adapters.postgres import check_role
    from parvis.jobs.worker import work

    for alias in ("default", "reader"):
        check_role(connections[alias])
        connections[alias].close()
    work()
    return 0
