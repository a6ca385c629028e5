"""A variable that we tell people to set is read, and one that is read is told."""

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.environment import PROJECT

NAME = re.compile(r"\bPARVIS_[A-Z]+(?:_[A-Z]+)*\b")
READERS = {"text", "flag", "number", "words", "folder", "get", "setdefault", "getenv"}
CODE = ("config", "parvis", "benchmarks", "scripts", "tests")
# Where the person who installs looks: pages, and whatever a command says.
TOLD_IN = ("*.md", "Makefile", "config/*.md", "docs/**/*.md", "benchmarks/*.md")
# Settings that no installation may change: docs explain them, nothing reads them from outside.
SETTINGS_ALONE = {"PARVIS_GET_MAY_WRITE"}
# Set by `parvis` for the processes that it starts.
AMONG_OURSELVES = {"PARVIS_DATABASE_EMBEDDED"}


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def constants() -> dict[str, str]:
    """Names of ours that stand for a variable's: APP_URL = "PARVIS_DATABASE_URL"."""
    return {
        target.id: node.value.value
        for path in files("parvis/commands")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and NAME.fullmatch(str(node.value.value))
    }


def asked_for(path: Path) -> Iterator[ast.expr]:
    """Whatever may be the name of a variable in the environment."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            name = getattr(called, "attr", getattr(called, "id", ""))
            if name in READERS:
                yield node.args[0]
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            yield node.slice


def read(*folders: str) -> set[str]:
    """Every variable that the code of these folders reads."""
    known = constants()
    found = set()
    for asked in (asked for path in files(*folders) for asked in asked_for(path)):
        if isinstance(asked, ast.Constant):
            found |= set(NAME.findall(str(asked.value)))
        else:
            found.add(known.get(getattr(asked, "attr", getattr(asked, "id", "")), ""))
    return found - {""}


def said_by_commands() -> set[str]:
    return {
        name
        for path in files("parvis/commands")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for name in NAME.findall(node.value)
    }


def told() -> set[str]:
    pages = (path for pattern in TOLD_IN for path in PROJECT.glob(pattern))
    return {name for page in pages for name in NAME.findall(page.read_text())}


def test_every_variable_that_people_are_told_of_is_read() -> None:
    assert sorted((told() | said_by_commands()) - read(*CODE) - SETTINGS_ALONE) == []


def test_every_variable_that_is_read_stands_in_the_settings_page() -> None:
    page = set(NAME.findall((PROJECT / "config" / "README.md").read_text()))
    assert sorted(read("config", "parvis") - page - AMONG_OURSELVES) == []


@pytest.mark.parametrize("name", ["PARVIS_SEAL_FOLDER", "PARVIS_DATABASE_READER_URL"])
def test_these_are_among_what_is_looked_at(name: str) -> None:
    assert name in told()
    assert name in read("config")


@pytest.mark.parametrize("name", ["PARVIS_SEAL_FOLDER", "PARVIS_MAIL_FOLDER"])
def test_a_folder_is_where_the_environment_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(tmp_path / "apart"))
    settings = runpy.run_path(str(PROJECT / "config" / "settings" / "outside.py"))
    assert settings[name] == tmp_path / "apart"
