"""`parvis run` from an empty folder: it answers, keeps what was entered, and leaves nothing."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config.environment import PROJECT
from parvis.adapters.postgres import EmbeddedServer
from parvis.adapters.postgres.roles import OWNER
from parvis.commands import frontend

COMMAND = [sys.executable, "-m", "parvis.commands.main", "run", "--no-demo"]
READY = "Ctrl-C stops everything."


class Run:
    """One run, on a data folder and a port of its own."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.said: list[str] = []
        self.process = subprocess.Popen(
            COMMAND,
            cwd=PROJECT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def environment(self) -> dict[str, str]:
        """An environment without the tests' own database."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PARVIS_")}
        kept |= {"PARVIS_DATA_DIR": str(self.data), "PARVIS_PORT": str(self.port)}
        return kept | {"LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8"}

    def wait_until_ready(self) -> None:
        """Read what it says until it is ready; fail with its words when it ends before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if READY in line:
                return
        pytest.fail("".join(self.said))

    def family(self) -> list[psutil.Process]:
        """Every process that it started; the database server is not its child."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number: signal.Signals) -> str:
        """Send a signal and wait for the end; all that it said."""
        self.process.send_signal(number)
        rest, _none = self.process.communicate(timeout=60)
        return "".join(self.said) + rest


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not frontend.is_built():
        pytest.fail("The pages are not built: run 'make build'.")
    folder = tmp_path_factory.mktemp("run") / "var"
    yield folder
    server(folder).stop()


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return int(trial.getsockname()[1])


@pytest.fixture
def running(data: Path, port: int) -> Iterator[Run]:
    run = Run(data, port)
    try:
        run.wait_until_ready()
        yield run
    finally:
        if run.process.poll() is None:
            run.end(signal.SIGTERM)


def server(data: Path) -> EmbeddedServer:
    return EmbeddedServer(data, secrets_folder=data / "secrets")


def answer(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_starts_answers_and_leaves_nothing(running: Run, number: signal.Signals) -> None:
    # No authority has this name: the answer is ours all the same.
    assert answer(running.port) == 421
    family = running.family()
    assert len(family) >= 4, "two web processes, their parent, and a worker"
    said = running.end(number)
    assert running.process.returncode == 0, said
    assert "Everything is stopped" in said
    assert "Traceback" not in said
    assert not [process for process in family if process.is_running()]
    assert not server(running.data).running()
    assert not (running.data / "run.json").exists()


def test_what_was_entered_is_kept(running: Run) -> None:
    url = server(running.data).url(OWNER)
    with psycopg.connect(url) as connection:
        connection.execute("create table entered (words text)")
        connection.execute("insert into entered values ('un nid-de-poule')")
    running.end(signal.SIGTERM)
    again = Run(running.data, running.port)
    again.wait_until_ready()
    try:
        with psycopg.connect(url) as connection:
            kept = connection.execute("select words from entered").fetchall()
            connection.execute("drop table entered")
    finally:
        again.end(signal.SIGTERM)
    assert kept == [("un nid-de-poule",)]


def test_a_second_start_says_that_it_runs_already(running: Run) -> None:
    second = Run(running.data, running.port)
    said, _none = second.process.communicate(timeout=60)
    assert second.process.returncode == 1
    assert f"Parvis is running already, at http://localhost:{running.port}/" in said
    assert answer(running.port) == 421


def test_the_web_processes_never_hold_the_owners_address(running: Run) -> None:
    for process in running.family():
        given = process.environ()
        assert "PARVIS_DATABASE_OWNER_URL" not in given
        assert "PARVIS_DATABASE_ADMIN_URL" not in given
        assert "parvis_owner" not in " ".join(given.values())


def test_the_end_of_one_process_ends_all_and_is_explained(running: Run) -> None:
    worker = next(process for process in running.family() if "worker" in process.cmdline())
    family = running.family()
    worker.kill()
    assert running.process.stdout is not None
    said = running.process.stdout.read()
    assert running.process.wait(timeout=60) == 1
    assert "'worker' has ended by itself; everything stops" in said
    assert not [process for process in family if process.is_running()]


def test_what_a_killed_run_left_behind_is_ended(running: Run) -> None:
    family = running.family()
    running.process.kill()
    running.process.wait(timeout=20)
    again = Run(running.data, running.port)
    again.wait_until_ready()
    try:
        assert not [process for process in family if process.is_running()]
        assert answer(running.port) == 421
    finally:
        again.end(signal.SIGTERM)


def test_a_taken_port_is_explained(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = Run(data, taken.getsockname()[1])
        said, _none = run.process.communicate(timeout=60)
    assert run.process.returncode == 1
    assert "is taken by another program" in said
    assert "Traceback" not in said
