"""Stages know no transport: of the web framework they use the database layer, and no more."""

import ast
from pathlib import Path

import pytest

from config.environment import PROJECT

STAGES = ("foundation", "journal", "authorities", "people", "offer", "capture", "act", "inform")
TRANSPORT = (
    "django.http",
    "django.shortcuts",
    "django.template",
    "django.urls",
    "django.views",
    "django.core.mail",
)
# A message's words come from a template.
ALLOWED: dict[str, set[str]] = {"inform": {"django.template"}}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_no_web_framework(stage: str) -> None:
    wrong = [
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in sorted((PROJECT / "parvis" / stage).rglob("*.py"))
        for name in sorted(_imports(path))
        for transport in TRANSPORT
        if name == transport or name.startswith(f"{transport}.")
        if transport not in ALLOWED.get(stage, set())
    ]
    assert wrong == []
