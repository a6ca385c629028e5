"""`parvis doctor`: says in plain words what is missing or wrong, and what to do about it."""

import argparse
import os
from collections.abc import Iterator

import psycopg

from config import environment as settings
from parvis.commands import environment
from parvis.commands.checks import background, database, installation, machine, server_log
from parvis.commands.checks.finding import Finding, Verdict, wrong
from parvis.commands.words import _

MARKS = {Verdict.OK: "✓", Verdict.NOTE: "·", Verdict.WRONG: "✗"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--brief", action="store_true", help=_("say only what is not well"))


def run(arguments: argparse.Namespace) -> int:
    """Look at everything; 1 when something is wrong."""
    seen = []
    for finding in look():
        seen.append(finding.verdict)
        if arguments.brief and finding.verdict is Verdict.OK:
            continue
        print(f"{MARKS[finding.verdict]} {finding.said}")
        if finding.advice:
            print(f"    {finding.advice}")
    bad = seen.count(Verdict.WRONG)
    print(_("All is well.") if not bad else _("To put right: {count}.").format(count=bad))
    return 1 if bad else 0


def look() -> Iterator[Finding]:
    """Every finding, the machine first, then what rests on it."""
    data = settings.data_folder()
    data.mkdir(parents=True, exist_ok=True)
    settings.secrets_folder().mkdir(parents=True, exist_ok=True)
    yield from machine.look(data)
    environment.start_django()
    yield from installation.look(settings.secrets_folder())
    try:
        with psycopg.connect(os.environ[environment.APP_URL], connect_timeout=10) as connection:
            yield from database.look(connection)
            yield from server_log.look(connection)
            yield database.migrations()
            yield background.worker(connection)
            yield background.jobs(connection)
        yield from _readers()
        yield from _seals()
        yield from _retention()
        yield from _towns()
    except psycopg.OperationalError as error:
        yield _unreachable(error)
    except psycopg.errors.UndefinedTable:
        yield wrong(_("Tables are missing"), _("Run: parvis database migrate"))
    except psycopg.errors.InsufficientPrivilege as error:
        yield wrong(
            _("A role lacks a right: {error}").format(error=str(error).strip()),
            _("Run: parvis database prepare, then: parvis database migrate"),
        )


def _readers() -> Iterator[Finding]:
    url = os.environ.get(environment.READER_URL, "")
    if not url:
        yield wrong(
            _("{name} is not set").format(name=environment.READER_URL),
            _("The readers of the journal log in with a role of their own (config/README.md)."),
        )
        return
    with psycopg.connect(url, connect_timeout=10) as connection:
        yield from background.readers(connection)
        yield from background.troubles(connection)
    with psycopg.connect(_far_seeing_url(), connect_timeout=10) as connection:
        yield from background.holding(connection)


def _seals() -> list[Finding]:
    from parvis.commands.checks import seals
    from parvis.foundation.clock import now

    return seals.look(now())


def _retention() -> list[Finding]:
    from parvis.commands.checks import retention
    from parvis.foundation.clock import now

    return retention.look(now())


def _towns() -> list[Finding]:
    from parvis.commands.checks import towns

    return towns.look()


def _far_seeing_url() -> str:
    """The log-in that sees most of what other roles do."""
    if environment.uses_embedded():
        return environment.embedded_server().admin_url()
    names = (environment.ADMIN_URL, environment.OWNER_URL, environment.APP_URL)
    return next(os.environ[name] for name in names if os.environ.get(name))


def _unreachable(error: psycopg.OperationalError) -> Finding:
    if environment.uses_embedded() and not environment.embedded_server().running():
        return wrong(
            _("The database is stopped: the rest cannot be looked at"),
            _("Start it: make run, or only the database: parvis database start"),
        )
    return wrong(
        _("The database does not answer: {error}").format(error=str(error).strip()),
        _("Look at PARVIS_DATABASE_URL, and at the server's own log."),
    )
