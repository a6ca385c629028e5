"""Where a size is measured: a data folder and an embedded server of its own, kept between runs."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg

from benchmarks.figures import Figure, figure
from config.environment import PROJECT
from parvis.commands import environment, keys, serving
from parvis.commands.children import Child, Children

ADDRESS = "127.0.0.1"
# The worker is calm when it used less than a twentieth of this.
CALM_SECONDS = 2.0
PORT = 8090
HOST = "belloire.localhost"
# The load stands for many visitors behind one proxy. The limits themselves stay as shipped.
PROXY = {"PARVIS_TRUSTED_PROXIES": ADDRESS}
SHOWN = (
    "shared_buffers", "effective_cache_size", "work_mem", "max_wal_size", "fsync",
    "synchronous_commit", "full_page_writes", "wal_compression", "random_page_cost", "jit",
)  # fmt: skip


def folder(size: int) -> Path:
    """The data folder of a size."""
    return Path(os.environ.get("PARVIS_BENCH_DIR", str(PROJECT / "var" / "bench"))) / str(size)


def point_to(size: int) -> None:
    """Name the size's folder in the environment; before any settings are read."""
    os.environ["PARVIS_DATA_DIR"] = str(folder(size))
    os.environ["PARVIS_PLAIN_HTTP"] = "1"
    os.environ.setdefault("PARVIS_PORT", str(PORT))
    for name in ("PARVIS_DATABASE_URL", "PARVIS_DATABASE_OWNER_URL", "PARVIS_SECRETS_DIR"):
        os.environ.pop(name, None)


@contextmanager
def database() -> Iterator[str]:
    """The size's database, started and migrated; gives the administrator's address."""
    from config import environment as settings

    keys.make_missing(settings.secrets_folder())
    (settings.data_folder() / "static").mkdir(parents=True, exist_ok=True)
    environment.point_to_database()
    server = environment.embedded_server()
    was_running = not server.start()
    try:
        from parvis.adapters.postgres import prepare

        prepare(server.admin_url(), environment.installation())
        _migrate()
        yield server.admin_url(database="parvis")
    finally:
        if not was_running:
            server.stop()


def _migrate() -> None:
    children = Children(PROJECT, {**os.environ, environment.OWNER_URL: environment.owner_url()})
    log = folder(0).parent / "migrate.log"
    command = [*serving.worker_command()[:-1], "database", "migrate"]
    migration = children.run("migrate", command, log=log)
    if migration.ended():
        raise RuntimeError(migration.last_words())


def fill(size: int, admin: str) -> list[Figure]:
    """Load the volume unless it is there, and let the database know its tables; the figures of
    loading."""
    from demo.load.installation import is_loaded

    figures = [] if is_loaded(size) else [_loaded(size)]
    with psycopg.connect(admin, autocommit=True) as connection:
        # Within minutes the server's own autovacuum would have done the same, or after the last
        # measures, which wrote to it.
        connection.execute("VACUUM ANALYZE")
    return figures


def _loaded(size: int) -> Figure:
    from time import monotonic

    from demo.load.volume import load_volume
    from parvis.commands import demo

    began = monotonic()
    load_volume(size, logins=demo.logins_file(), told=_say)
    return figure("volume.reports_per_second", size / (monotonic() - began), "/s", size)


def _say(progress: Any) -> None:
    print(f"  loading: {progress.done:,} of {progress.total:,}", end="\r", flush=True)


@dataclass(frozen=True)
class Site:
    """The application as `parvis run` serves it."""

    port: int
    web: Child
    worker: Child
    children: Children

    def processes(self) -> list[psutil.Process]:
        """The web processes that answer."""
        family = psutil.Process(self.web.process.pid).children(recursive=True)
        return [one for one in family if one.memory_info().rss > 40 * 2**20]

    def wait_until_calm(self) -> None:
        """Let the worker finish its start, and what it finds to do: none of it is a measure's."""
        spent = -CALM_SECONDS
        while (now := self._worker_seconds()) - spent > CALM_SECONDS / 20:
            spent = now
            time.sleep(CALM_SECONDS)

    def _worker_seconds(self) -> float:
        times = [one.cpu_times() for one in self.worker_family()]
        return sum(one.user + one.system for one in times)

    def pause_worker(self) -> None:
        """Let the worker stand still, with all that it started."""
        for one in self.worker_family():
            one.suspend()

    def resume_worker(self) -> None:
        """Let it go on."""
        for one in self.worker_family():
            one.resume()

    def worker_family(self) -> list[psutil.Process]:
        """The worker and what it started."""
        first = psutil.Process(self.worker.process.pid)
        return [first, *first.children(recursive=True)]

    def memory(self) -> float:
        """Megabytes of the largest web process."""
        return max(one.memory_info().rss for one in self.processes()) / 2**20

    def web_memory(self) -> float:
        """Megabytes of the web processes together, with whatever they have started."""
        return family_memory(self.web.process.pid)


def family_memory(number: int) -> float:
    """Megabytes of a process with whatever it has started; 0 once it has ended."""
    try:
        first = psutil.Process(number)
        family = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(_resident(one) for one in family) / 2**20


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        # It ended since it was listed.
        return 0


@contextmanager
def site() -> Iterator[Site]:
    """Start the web processes and the worker as shipped; stopped at the end."""
    from config import environment as settings

    port = serving.port()
    if not serving.is_free(ADDRESS, port):
        raise RuntimeError(f"Port {port} is taken: choose another with PARVIS_PORT.")
    given = serving.serving_environment({**os.environ, **PROXY}, address=ADDRESS)
    children = Children(PROJECT, given)
    logs = settings.data_folder() / "logs"
    try:
        web = children.start("web", serving.web_command(ADDRESS, port), log=logs / "web.log")
        worker = children.start("worker", serving.worker_command(), log=logs / "worker.log")
        if not serving.wait_until_it_answers(
            ADDRESS, port, still_alive=lambda: children.first_ended() is None
        ):
            raise RuntimeError(f"The site does not answer:\n{web.last_words()}")
        started = Site(port, web, worker, children)
        started.wait_until_calm()
        yield started
    finally:
        children.stop()


def settings_in_force(admin: str) -> list[str]:
    """The settings under which everything is measured, one line each."""
    from django.conf import settings

    limits = ", ".join(
        f"{name} {getattr(settings, name)}" for name in dir(settings) if "PARVIS_RATE" in name
    )
    with psycopg.connect(admin) as connection:
        rows = connection.execute(
            "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (%s)"
            " ORDER BY name",
            [list(SHOWN)],
        ).fetchall()
        version = connection.execute("SHOW server_version").fetchone()
    server = ", ".join(f"{name} {value}" for name, value in rows)
    return [
        f"Web: {' '.join(serving.web_command(ADDRESS, serving.port())[1:])}",
        f"Middleware: {len(settings.MIDDLEWARE)}, all; worker running; log level INFO",
        f"Limits: {limits}; load through the trusted proxy {ADDRESS} as many addresses",
        f"PostgreSQL {version[0] if version else ''}: {server}",
    ]
