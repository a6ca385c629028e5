"""The pages are built again only when one of their sources changed."""

import os
from pathlib import Path

import pytest

from parvis.commands import frontend


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "frontend"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "portal.ts").write_text("one")
    (folder / "package-lock.json").write_text("{}")
    return folder


def test_the_same_sources_have_the_same_mark(source: Path) -> None:
    assert frontend.fingerprint(source) == frontend.fingerprint(source)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "src" / "portal.ts").write_text("two"),
        lambda folder: (folder / "src" / "portal.ts").rename(folder / "src" / "desk.ts"),
        lambda folder: (folder / "src" / "new.ts").write_text(""),
        lambda folder: (folder / "package-lock.json").write_text("{ }"),
    ],
    ids=["content", "name", "new file", "locked versions"],
)
def test_a_change_of_a_source_changes_the_mark(source: Path, change: object) -> None:
    before = frontend.fingerprint(source)
    change(source)  # type: ignore[operator]
    assert frontend.fingerprint(source) != before


def test_installed_packages_do_not_count(source: Path) -> None:
    before = frontend.fingerprint(source)
    (source / "node_modules").mkdir()
    (source / "node_modules" / "any.js").write_text("any")
    assert frontend.fingerprint(source) == before


def test_nothing_is_built_when_nothing_changed(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    output.mkdir()
    assert not frontend.is_built(source, output)
    (output / frontend.STAMP).write_text(frontend.fingerprint(source))
    assert frontend.is_built(source, output)
    assert frontend.build(source, output) is False


def _program(folder: Path, name: str, version: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)


def test_a_recent_machine_node_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "node", "v22.1.0")
    _program(tmp_path, "npm", "11.2.0")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    assert frontend.node_tools()["PATH"].split(os.pathsep)[0] == str(tmp_path)


@pytest.mark.parametrize(("node", "npm"), [("v20.18.1", "11.0.0"), ("v22.1.0", "10.9.0")])
def test_an_old_machine_node_gives_way_to_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node: str, npm: str
) -> None:
    _program(tmp_path, "node", node)
    _program(tmp_path, "npm", npm)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    assert frontend.node_tools()["PATH"].split(os.pathsep)[0].endswith(".venv/bin")


def test_a_failing_build_says_why(source: Path, tmp_path: Path) -> None:
    (source / "package-lock.json").write_text("this is no lock file")
    with pytest.raises(frontend.BuildError, match="npm ci"):
        frontend.build(source, tmp_path / "build")
