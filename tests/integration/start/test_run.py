"""`parvis run` from an empty folder: it answers, keeps what was entered, and leaves nothing."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
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
# Each start takes seconds of both cores: they follow one another.
pytestmark = pytest.mark.xdist_group("run")


class Run:
    """One run, on a data folder and a port of its own."""

    def __init__(self, data: Path, port: int, command: list[str] = COMMAND) -> None:
        self.data, self.port, self.command = data, port, command
        self.said: list[str] = []
        self.process = subprocess.Popen(
            command,
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
def data() -> Iterator[Path]:
    if not frontend.is_built():
        pytest.fail("The pages are not built: run 'make build'.")
    # Not in pytest's own folder, which it closes to other accounts at any moment: as root, the
    # server runs under one.
    with tempfile.TemporaryDirectory(prefix="parvis-run-") as folder:
        yield Path(folder) / "var"
        server(Path(folder) / "var").stop()


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


def answer(port: int, host: str = "nobody.localhost") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_it_starts_answers_and_leaves_nothing(running: Run) -> None:
    # No authority has this name: the answer is ours all the same.
    assert answer(running.port) == 421
    family = running.family()
    assert len(family) >= 4, "two web processes, their parent, and a worker"
    for process in family:
        given = process.environ()
        assert "PARVIS_DATABASE_OWNER_URL" not in given
        assert "parvis_owner" not in " ".join(given.values())
    second = Run(running.data, running.port)
    said, _none = second.process.communicate(timeout=60)
    assert second.process.returncode == 1
    assert f"Parvis is running already, at http://localhost:{running.port}/" in said
    said = running.end(signal.SIGINT)
    assert running.process.returncode == 0, said
    assert "Everything is stopped" in said
    assert "Traceback" not in said
    assert_nothing_is_left(running, family)


def test_the_first_town_answers_at_once_and_from_then_on_is_told(running: Run) -> None:
    said = "".join(running.said)
    assert "waits for its first town" in said
    assert "http://" not in said, "no address is told that nobody answers under"
    words = ["authority", "create", "--name", "Essai-sur-Orvelle", "--host", "essai.localhost"]
    asked = [answer(running.port, "essai.localhost") for _each_process in range(6)]
    made = subprocess.run(
        [*COMMAND[:3], *words, "--admin-email", "maire@essai.example"],
        cwd=PROJECT,
        env=running.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert set(asked) == {421}
    assert {answer(running.port, "essai.localhost") for _each_process in range(6)} == {200}
    running.end(signal.SIGINT)
    again = Run(running.data, running.port)
    again.wait_until_ready()
    again.end(signal.SIGTERM)
    assert f"http://essai.localhost:{running.port}/" in "".join(again.said)


def test_after_a_kill_the_next_start_clears_up_and_keeps_what_was_entered(running: Run) -> None:
    url = server(running.data).url(OWNER)
    with psycopg.connect(url) as connection:
        connection.execute("create table entered (words text)")
        connection.execute("insert into entered values ('un nid-de-poule')")
    family = running.family()
    running.process.kill()
    running.process.wait(timeout=20)
    again = Run(running.data, running.port)
    again.wait_until_ready()
    try:
        assert not [process for process in family if process.is_running()]
        assert answer(running.port) == 421
        with psycopg.connect(url) as connection:
            kept = connection.execute("select words from entered").fetchall()
            connection.execute("drop table entered")
        assert kept == [("un nid-de-poule",)]
        family = again.family()
    finally:
        said = again.end(signal.SIGTERM)
    assert again.process.returncode == 0, said
    assert_nothing_is_left(again, family)


def test_the_end_of_one_process_ends_all_and_is_explained(running: Run) -> None:
    worker = next(process for process in running.family() if "worker" in process.cmdline())
    family = running.family()
    worker.kill()
    assert running.process.stdout is not None
    said = running.process.stdout.read()
    assert running.process.wait(timeout=60) == 1
    assert "'worker' has ended by itself; everything stops" in said
    assert_nothing_is_left(running, family)


@pytest.mark.long
def test_each_address_that_the_demonstration_prints_opens(port: int) -> None:
    with tempfile.TemporaryDirectory(prefix="parvis-run-") as folder:
        run = Run(Path(folder) / "var", port, [*COMMAND[:4], "--reports", "300"])
        try:
            run.wait_until_ready()
            told = "".join(run.said)
            hosts = set(re.findall(rf"http://([a-z.-]+):{port}/", told))
            assert hosts == {"localhost", "belloire.localhost", "saint-aubray.localhost"}
            assert {answer(port, host) for host in hosts} == {200}
            site, logins = told.index("The site answers"), told.index(" handler ")
            assert site < logins < told.rindex(" handler "), "soon, then once more at the end"
            assert "Traceback" not in run.end(signal.SIGINT)
            again = Run(run.data, port, run.command)
            again.wait_until_ready()
            assert "http://localhost:" in "".join(again.said)
            again.end(signal.SIGTERM)
        finally:
            if run.process.poll() is None:
                run.end(signal.SIGTERM)
            server(run.data).stop()


def test_a_taken_port_is_explained(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = Run(data, taken.getsockname()[1])
        said, _none = run.process.communicate(timeout=60)
    assert run.process.returncode == 1
    assert "is taken by another program" in said
    assert "Traceback" not in said


def assert_nothing_is_left(run: Run, family: list[psutil.Process]) -> None:
    assert not [process for process in family if process.is_running()]
    assert not server(run.data).running()
    assert not (run.data / "run.json").exists()
