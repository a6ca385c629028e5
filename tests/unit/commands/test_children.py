"""Whatever was started is ended, with all that it started itself."""

import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from parvis.commands import children as module
from parvis.commands.children import Children, end_group

GRANDCHILD = "import time; time.sleep(600)"


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Children]:
    started = Children(tmp_path, os.environ)
    yield started
    started.stop()


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(code)]


def test_a_process_that_ends_is_noticed_with_its_last_words(
    family: Children, tmp_path: Path
) -> None:
    log = tmp_path / "logs" / "a.log"
    child = family.start("a", _python("print('I had enough'); raise SystemExit(3)"), log=log)
    child.process.wait()
    assert family.first_ended() is child
    assert child.ended() == 3
    assert "I had enough" in child.last_words()


def test_the_log_of_the_run_before_is_kept(family: Children, tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    family.run("a", _python("print('first')"), log=log)
    family.run("a", _python("print('second')"), log=log)
    assert log.read_text() == "second\n"
    assert log.with_suffix(".previous.log").read_text() == "first\n"


def test_grandchildren_end_too(family: Children, tmp_path: Path) -> None:
    told = _mailbox(tmp_path)
    child = family.start(
        "parent",
        _python(f"""
            import pathlib, subprocess, sys
            inner = subprocess.Popen([sys.executable, "-c", {GRANDCHILD!r}])
            pathlib.Path({str(told)!r}).write_text(str(inner.pid))
            print("ready", flush=True)
            inner.wait()
        """),
        log=tmp_path / "a.log",
    )
    grandchild = int(told.read_text())
    family.stop()
    assert not psutil.pid_exists(child.process.pid)
    assert not psutil.pid_exists(grandchild)


def test_a_process_that_does_not_listen_is_ended_by_force(
    family: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.3)
    told = _mailbox(tmp_path)
    family.start(
        "deaf",
        _python(f"""
            import os, pathlib, signal, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            pathlib.Path({str(told)!r}).write_text(str(os.getpid()))
            time.sleep(600)
        """),
    )
    deaf = int(told.read_text())
    family.stop()
    assert not psutil.pid_exists(deaf)


def test_orphans_of_a_dead_leader_are_ended(family: Children, tmp_path: Path) -> None:
    told = _mailbox(tmp_path)
    child = family.start(
        "leader",
        _python(f"""
            import pathlib, subprocess, sys
            inner = subprocess.Popen([sys.executable, "-c", {GRANDCHILD!r}])
            pathlib.Path({str(told)!r}).write_text(str(inner.pid))
        """),
    )
    orphan = psutil.Process(int(told.read_text()))
    child.process.wait()
    end_group(child.process.pid)
    assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE


def _mailbox(folder: Path) -> Path:
    """A pipe with a name: reading it waits for the process that writes its number there."""
    path = folder / "pid"
    os.mkfifo(path)
    return path
