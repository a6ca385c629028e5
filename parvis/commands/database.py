"""`parvis database`: start and stop the embedded server, prepare any server, migrate."""

import argparse
import os

from parvis.adapters.postgres import complete, preparation_script, prepare
from parvis.commands import environment
from parvis.commands.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    for name, meaning in (
        ("start", "start the embedded database; it goes on until it is stopped"),
        ("stop", "stop the embedded database"),
        ("prepare", "make roles, database and extension, with PARVIS_DATABASE_ADMIN_URL"),
        ("sql", "print that preparation as a script for a database administrator"),
        ("migrate", "bring the tables up to date, as their owner"),
        ("url", "print the application's address of the database"),
    ):
        actions.add_parser(name, help=_(meaning))


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen action; the exit code."""
    return {
        "start": start,
        "stop": stop,
        "prepare": prepare_database,
        "sql": print_script,
        "migrate": migrate,
        "url": print_url,
    }[arguments.action]()


def start() -> int:
    """Start the embedded server and prepare it."""
    if not environment.uses_embedded():
        print(_("Another database is named in PARVIS_DATABASE_URL: nothing to start here."))
        return 1
    server = environment.embedded_server()
    fresh = server.start()
    prepare(server.admin_url(), environment.installation())
    print(_("The database is started.") if fresh else _("The database was running already."))
    return 0


def stop() -> int:
    """Stop the embedded server."""
    environment.embedded_server().stop()
    print(_("The database is stopped."))
    return 0


def prepare_database() -> int:
    """Prepare the embedded server, or the one an administrator's address leads to."""
    if environment.uses_embedded():
        return start()
    admin = os.environ.get(environment.ADMIN_URL, "")
    if not admin:
        print(
            _(
                "PARVIS_DATABASE_ADMIN_URL is not set. Give there the log-in of an administrator, "
                "or hand over to one what 'parvis database sql' prints."
            )
        )
        return 1
    prepare(admin, environment.installation())
    print(_("The database is prepared. Next: parvis database migrate"))
    return 0


def print_script() -> int:
    """Print the preparation for a database administrator."""
    installation = environment.installation()
    drawn = [installation.reader.name] if environment.readers_are_ours() else []
    print(preparation_script(installation, drawn=drawn), end="")
    return 0


def migrate() -> int:
    """Apply the migrations through the owner's log-in, which no other process is given."""
    os.environ[environment.OWNER_URL] = owner = environment.owner_url()
    if not environment.uses_embedded():
        installation = environment.installation()
        if environment.readers_are_ours():
            complete(owner, installation)
    environment.start_django()
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=1)
    return 0


def print_url() -> int:
    """Print the application's address."""
    print(os.environ[environment.APP_URL])
    return 0
