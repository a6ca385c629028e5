"""`parvis run`: everything on this machine, from an empty folder to a page in the browser.

The steps stand in `_story`, top to bottom. Each process of ours is stopped before this one ends,
whatever the reason: Ctrl-C, a signal, an error, or the end of one of them (then all stop, with the
last words of the one that ended).
"""

import argparse
import contextlib
import fcntl
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import psutil
import psycopg

from config import environment as settings
from config.compile_messages import compile_all
from parvis.adapters.postgres import check_role, prepare
from parvis.commands import environment, frontend, keys, serving, stopping
from parvis.commands.children import Child, Children, end_group
from parvis.commands.words import _

LOOK_EVERY_SECONDS = 0.5
READER = "reader"
READER_RESTS_SECONDS = 10


class Refused(RuntimeError):
    """Parvis does not start; the message says why and what to do."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--no-demo", action="store_true", help=_("do not load the demonstration town")
    )
    parser.add_argument("--reports", type=int, help=_("how many reports to make up"))


def run(arguments: argparse.Namespace) -> int:
    """Start everything, and stay until asked to stop; 0 when asked, 1 when something went wrong."""
    stopping.listen()
    data = settings.data_folder()
    try:
        with _only_one(data), contextlib.ExitStack() as cleanup:
            _story(data, cleanup, _wanted(arguments))
    except stopping.Asked:
        _say(_("Everything is stopped. What was entered is kept."))
        return 0
    except (Refused, frontend.BuildError, *environment.PLAIN_ERRORS) as error:
        print(f"parvis: {error}", file=sys.stderr)
        return 1
    return 0


def _story(data: Path, cleanup: contextlib.ExitStack, demo: list[str] | None) -> None:
    address, port = serving.host(), serving.port()
    _end_leftovers(data)
    if not serving.is_free(address, port):
        raise Refused(
            _(
                "Port {port} is taken by another program. Choose another one, for example: "
                "PARVIS_PORT=8001 make run"
            ).format(port=port)
        )
    children = Children(settings.PROJECT, serving.serving_environment(os.environ, address=address))
    cleanup.callback(stopping.ignore)
    _step(_("Keys"), _provide_keys)
    _step(_("Translations"), _compile)
    _step(_("Pages"), frontend.build)
    _step(_("Database"), lambda: _open_database(cleanup))
    # What is registered last is done first: the site and the worker end before the database.
    cleanup.callback(children.stop)
    cleanup.callback(stopping.ignore)
    _step(_("Tables"), lambda: _migrate(children))
    _check_role()
    (data / "static").mkdir(exist_ok=True)
    logs = data / "logs"
    web = children.start("web", serving.web_command(address, port), log=logs / "web.log")
    worker = children.start("worker", serving.worker_command(), log=logs / "worker.log")
    reader = _start_reader(children, logs)
    _note(data, port, [web, worker, reader])
    _step(_("Site"), lambda: _wait_for_site(address, port, web))
    _say_where(address, port, demo=demo is not None)
    if demo is not None:
        _show_demonstration(children, demo)
    _say(_("Ctrl-C stops everything."))
    _watch(children)


_PARVIS = [sys.executable, "-m", "parvis.commands.main"]


def _wanted(arguments: argparse.Namespace) -> list[str] | None:
    """The words that load the demonstration; None when there is to be none."""
    if arguments.no_demo or not settings.flag("PARVIS_DEMO", default=True):
        return None
    if importlib.util.find_spec("parvis.commands.demo") is None:
        return None
    return ["load", *(["--reports", str(arguments.reports)] if arguments.reports else [])]


def _provide_keys() -> None:
    folder = settings.secrets_folder()
    if not os.environ.get("PARVIS_SECRETS_DIR"):
        keys.make_missing(folder)
        return
    lacking = keys.missing(folder)
    if lacking:
        raise Refused(
            _(
                "{folder} lacks {names}. Put the installation's own there, or make new ones for a "
                "new installation: parvis keys create"
            ).format(folder=folder, names=", ".join(lacking))
        )


def _compile() -> None:
    _count, wrong = compile_all(settings.PROJECT / "parvis")
    if wrong:
        raise Refused("\n".join(wrong))


def _open_database(cleanup: contextlib.ExitStack) -> None:
    if environment.uses_embedded():
        server = environment.embedded_server()
        with stopping.shielded():
            cleanup.callback(server.stop)
            server.start()
        prepare(server.admin_url(), environment.installation())
        return
    environment.installation()
    try:
        psycopg.connect(os.environ[environment.APP_URL], connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise Refused(
            _("The database named in PARVIS_DATABASE_URL does not answer: {error}").format(
                error=str(error).strip()
            )
        ) from error


def _migrate(children: Children) -> None:
    # The owner's address goes to this process alone, and ends with it.
    owner = Children(
        children.folder, {**children.environment, environment.OWNER_URL: environment.owner_url()}
    )
    log = settings.data_folder() / "logs" / "migrate.log"
    with contextlib.ExitStack() as cleanup:
        cleanup.callback(owner.stop)
        migration = owner.run("migrate", [*_PARVIS, "database", "migrate"], log=log)
    if migration.ended():
        raise Refused(
            _("The tables could not be brought up to date:\n{words}").format(
                words=migration.last_words()
            )
        )


def _check_role() -> None:
    with psycopg.connect(os.environ[environment.APP_URL]) as connection:
        check_role(connection)


def _wait_for_site(address: str, port: int, web: Child) -> None:
    if not serving.wait_until_it_answers(address, port, still_alive=lambda: web.ended() is None):
        raise Refused(
            _("The site does not answer. Its last words:\n{words}").format(words=web.last_words())
        )


def _say_where(address: str, port: int, *, demo: bool) -> None:
    """The address of each town that answers. Where none does, how to open one; the demonstration
    says by itself where its town answers, once it does."""
    hosts = [host for host in _hosts() if serving.answers(address, port, town=host)]
    for host in hosts:
        _say(_("The site answers: {address}").format(address=f"http://{host}:{port}/"))
    if not hosts and not demo:
        _say(
            _(
                "The site is up, and waits for its first town: parvis authority create (README, A "
                "town of one's own)"
            )
        )


def _hosts() -> list[str]:
    """One host name for each authority, the shortest that is a name."""
    with psycopg.connect(os.environ[environment.APP_URL]) as connection:
        rows = connection.execute(
            "SELECT DISTINCT ON (authority_id) name FROM authorities_host"
            " ORDER BY authority_id, name ~ '^[0-9.]+$', length(name), name"
        ).fetchall()
    return [name for (name,) in rows]


def _show_demonstration(children: Children, words: list[str]) -> None:
    """Load the demonstration town, once, and show its log-ins; without it the site goes on."""
    if children.run("demo", [*_PARVIS, "demo", *words]).ended():
        _say(_("The demonstration was not loaded (see above); everything else goes on."))


def _watch(children: Children) -> NoReturn:
    """Stay until asked to stop; raises Refused when a process of ours ends by itself."""
    embedded = environment.embedded_server() if environment.uses_embedded() else None
    while True:
        ended = children.first_ended()
        if ended is not None and ended.name == READER:
            _start_reader_again(children, ended)
        elif ended is not None:
            raise Refused(
                _(
                    "'{name}' has ended by itself; everything stops. Its last words:\n{words}"
                ).format(name=ended.name, words=ended.last_words())
            )
        if embedded is not None and not embedded.running():
            raise Refused(
                _("The database has ended by itself; everything stops. See {log}").format(
                    log=embedded.log
                )
            )
        time.sleep(LOOK_EVERY_SECONDS)


def _start_reader_again(children: Children, ended: Child) -> None:
    """Without its reader the site goes on: what people say is read later."""
    _say(_("What people say is not read for now; it starts again. See {log}").format(log=ended.log))
    children.forget(ended)
    time.sleep(READER_RESTS_SECONDS)
    _start_reader(children, settings.data_folder() / "logs")
    _note(settings.data_folder(), serving.port(), children.started)


def _start_reader(children: Children, logs: Path) -> Child:
    return children.start(READER, serving.reader_command(), log=logs / "reader.log")


@contextlib.contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """Hold the data folder for this run; Refused when another one holds it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                _("Parvis is running already, at http://localhost:{port}/").format(
                    port=_noted(data).get("port", serving.port())
                )
            ) from error
        try:
            yield
        finally:
            # By now all that it names has ended.
            (data / "run.json").unlink(missing_ok=True)


def _note(data: Path, port: int, started: list[Child]) -> None:
    """Write down what we started, for whoever starts next should we be killed."""
    processes = [
        {"pid": child.process.pid, "since": psutil.Process(child.process.pid).create_time()}
        for child in started
    ]
    (data / "run.json").write_text(json.dumps({"port": port, "processes": processes}))


def _noted(data: Path) -> dict[str, object]:
    try:
        return dict(json.loads((data / "run.json").read_text()))
    except (FileNotFoundError, ValueError):
        return {}


def _end_leftovers(data: Path) -> None:
    """End the processes of a run that was killed before it could."""
    for noted in _noted(data).get("processes", []):  # type: ignore[attr-defined]
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(noted["pid"])
            if process.create_time() == noted["since"]:
                end_group(process.pid)


def _step(name: str, work: Callable[[], object]) -> None:
    """Do one step: its name while it lasts (on a terminal), and its time afterwards."""
    began = time.monotonic()
    live = sys.stdout.isatty()
    if live:
        print(f"  {name} ...", end="", flush=True)
    try:
        work()
    except BaseException:
        if live:
            print(flush=True)
        raise
    took = time.monotonic() - began
    print("\r" * live + f"  {name:<16} {took:6.1f} s", flush=True)


def _say(words: str) -> None:
    print(words, flush=True)
