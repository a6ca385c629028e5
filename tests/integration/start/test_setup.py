"""The environment is made on a machine with Python alone, and not made twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from config.environment import PROJECT

SETUP = PROJECT / "scripts" / "setup.sh"
TOOLS = ("sh", "cat", "cksum", "awk", "dirname", "mkdir", "git")


def _run(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "sh", str(folder / "scripts" / "setup.sh")],
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The files that setting up looks at."""
    folder = tmp_path / "project"
    (folder / "scripts").mkdir(parents=True)
    for name in ("scripts/setup.sh", "pyproject.toml", "uv.lock"):
        shutil.copy(PROJECT / name, folder / name)
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A path with the few tools that every machine has, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")
    return folder


def _program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_without_python_one_plain_sentence_is_said(project: Path, bare: Path) -> None:
    done = _run(project, PATH=str(bare))
    assert done.returncode == 1
    assert "Python 3.11 or newer is missing" in done.stderr


def test_a_missing_home_is_replaced_inside_the_project(project: Path, bare: Path) -> None:
    _run(project, PATH=str(bare))
    assert (project / "var" / "home").is_dir()


def test_nothing_is_done_when_the_environment_is_from_todays_files(
    project: Path, bare: Path
) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)
    _program(project / ".venv" / "bin", "python", "exit 0")
    files = (project / "pyproject.toml").read_bytes() + (project / "uv.lock").read_bytes()
    mark = subprocess.run(["cksum"], input=files, capture_output=True, check=True).stdout
    (project / ".venv" / ".made-from").write_bytes(mark)
    done = _run(project, PATH=str(bare), HOME=str(project))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_environment_from_other_files_is_made_again(project: Path, bare: Path) -> None:
    """With the machine's uv when it is recent enough: here one that only says what it was told."""
    (project / ".venv").mkdir()
    (project / ".venv" / ".made-from").write_text("other files")
    _program(bare, "python3", 'case "$*" in *executable*) echo /the/python;; esac')
    _program(bare, "uv", f'[ "$1" = --version ] && echo "uv 0.9.1" || echo "$@" >{project}/told')
    done = _run(project, PATH=str(bare), HOME=str(project))
    assert done.returncode == 0, done.stderr
    assert (project / "told").read_text() == "sync --quiet --locked --python /the/python\n"
    assert (project / ".venv" / ".made-from").read_text() != "other files"


def test_too_old_a_uv_is_not_used(project: Path, bare: Path) -> None:
    _program(bare, "python3", 'case "$*" in *executable*) echo python3;; *-m*) exit 1;; esac')
    _program(bare, "uv", '[ "$1" = --version ] && echo "uv 0.4.30"')
    done = _run(project, PATH=str(bare), HOME=str(project))
    assert done.returncode == 1
    assert "Neither uv nor pip nor venv is there" in done.stderr


@pytest.mark.long
def test_a_fresh_clone_with_an_empty_home_is_set_up(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(PROJECT), str(clone)], check=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PARVIS_")}
    done = _run(clone, **(kept | {"HOME": str(home)}))
    assert done.returncode == 0, done.stderr
    said = subprocess.run(
        [clone / ".venv" / "bin" / "python", "-c", "import parvis; print(parvis.__file__)"],
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.startswith(str(clone))
