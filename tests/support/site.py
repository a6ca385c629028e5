"""A running site for the browser tests: the real web server and the real worker, as shipped."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.environment import PROJECT
from parvis.commands import frontend, serving
from parvis.commands.children import Child, Children
from tests.support import database

ADDRESS = "127.0.0.1"
# A test knocks more often in a second than a person does in an hour; and waits for nobody.
HURRIED = {
    "PARVIS_RATE_READ": "100000/minute",
    "PARVIS_RATE_WRITE": "100000/minute",
    "PARVIS_RATE_CODE": "100000/hour",
    "PARVIS_RATE_REPORT": "100000/hour",
    "PARVIS_SHORTEST_SECONDS": "0",
    "PARVIS_HOLD_SECONDS": "1",
}


@dataclass(frozen=True)
class Site:
    """A site that answers, and its processes."""

    port: int
    children: Children
    web: Child
    worker: Child

    def url(self, host: str, path: str = "/") -> str:
        """Address of a page; `host` is an authority's, such as `ville.localhost`."""
        return f"http://{host}:{self.port}{path}"

    def restart_worker(self) -> "Site":
        """The same site with a new worker, after a test has ended the old one."""
        self.children.started.remove(self.worker)
        worker = self.children.start("worker", serving.worker_command(), log=self.worker.log)
        return Site(self.port, self.children, self.web, worker)


# The sites that answer in this test process: they share its database.
RUNNING: list[Site] = []


@contextmanager
def running_site(**variables: str) -> Iterator[Site]:
    """Start the site on the tests' database and a free port; stop it at the end.

    `variables` are added to its environment. Raises RuntimeError with its last words when it does
    not answer.
    """
    if not frontend.is_built():
        raise RuntimeError("The pages are not built, or are out of date: run 'make build'.")
    given = {**os.environ, **database.environment(), **HURRIED, **variables}
    given.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    port = _free_port()
    given["PARVIS_PORT"] = str(port)  # links in messages lead back to this site
    with ExitStack() as cleanup:
        logs = Path(cleanup.enter_context(tempfile.TemporaryDirectory(prefix="parvis-site-")))
        children = Children(PROJECT, serving.serving_environment(given, address=ADDRESS))
        cleanup.callback(children.stop)
        web = children.start("web", serving.web_command(ADDRESS, port), log=logs / "web.log")
        worker = children.start("worker", serving.worker_command(), log=logs / "worker.log")
        if not serving.wait_until_it_answers(
            ADDRESS, port, still_alive=lambda: children.first_ended() is None
        ):
            raise RuntimeError(
                f"The site does not answer.\n{web.last_words()}\n{worker.last_words()}"
            )
        site = Site(port, children, web, worker)
        RUNNING.append(site)
        try:
            yield site
        finally:
            RUNNING.remove(site)


@contextmanager
def without_workers() -> Iterator[None]:
    """Let no running site's worker do what the test's own worker should; give each one a new
    worker afterwards. Once in a test module: a site knows its first worker alone."""
    for site in RUNNING:
        site.worker.process.terminate()
        site.worker.process.wait(timeout=60)
    try:
        yield
    finally:
        for site in RUNNING:
            site.restart_worker()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((ADDRESS, 0))
        return int(trial.getsockname()[1])
