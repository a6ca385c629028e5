"""The processes that `parvis run` starts, and how they all end together."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import psutil

from parvis.commands.stopping import shielded

PATIENCE_SECONDS = 15
LAST_LINES = 15


@dataclass
class Child:
    """One process of ours, with the file that holds what it says."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None = None

    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll()

    def last_words(self) -> str:
        """The end of its log."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LAST_LINES:])


@dataclass
class Children:
    """All the processes of one run. Each has a session of its own: Ctrl-C reaches us alone, and
    we stop them in order, the last started first."""

    folder: Path
    environment: Mapping[str, str]
    started: list[Child] = field(default_factory=list)

    def start(self, name: str, command: Sequence[str], *, log: Path | None = None) -> Child:
        """Start a process; its words go to `log`, or to the screen without one."""
        output = _fresh(log) if log is not None else None
        with shielded():
            process = subprocess.Popen(  # noqa: S603 (our own commands)
                command,
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
            )
            child = Child(name, process, log)
            self.started.append(child)
        if output is not None:
            output.close()
        return child

    def first_ended(self) -> Child | None:
        """A process that has ended although it should go on."""
        return next((child for child in self.started if child.ended() is not None), None)

    def forget(self, child: Child) -> None:
        """Look no more after a process that has ended."""
        self.started.remove(child)

    def stop(self) -> None:
        """Ask each to end, then make it; returns when none is left."""
        while self.started:
            child = self.started.pop()
            end_group(child.process.pid)
            child.process.wait()

    def run(self, name: str, command: Sequence[str], *, log: Path | None = None) -> Child:
        """Start a process that is meant to end, and wait for it; it is ended should we be."""
        child = self.start(name, command, log=log)
        child.process.wait()
        self.started.remove(child)
        return child


def end_group(leader: int) -> None:
    """End the process `leader` and all of its session, gently, then by force."""
    family = [process for process in psutil.process_iter() if _session(process.pid) == leader]
    with suppress(ProcessLookupError):
        os.kill(leader, signal.SIGTERM)
    # Without its leader, nobody tells the others.
    if not any(process.pid == leader for process in family):
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGTERM)
    _gone, left = psutil.wait_procs(family, timeout=PATIENCE_SECONDS)
    for process in left:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(left, timeout=PATIENCE_SECONDS)


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return 0


def _fresh(log: Path) -> BinaryIO:
    """An empty log; the one of the run before is kept beside it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".previous.log"))
    return log.open("wb")
