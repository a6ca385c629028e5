"""The machine: Python, room on the disk, what is needed to build and to test."""

import platform
import shutil
import sys
from pathlib import Path

from parvis.commands import frontend
from parvis.commands.checks.finding import Finding, note, ok, wrong
from parvis.commands.words import _

OLDEST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 1_000_000_000
LITTLE_FREE_BYTES = 5_000_000_000


def look(data: Path) -> list[Finding]:
    """All that concerns the machine; `data` is the folder that fills up."""
    return [python(sys.version_info[:2]), room(shutil.disk_usage(data).free), node(), browser()]


def python(version: tuple[int, ...]) -> Finding:
    """Is Python recent enough?"""
    said = _("Python {version}").format(version=platform.python_version())
    if version < OLDEST_PYTHON:
        return wrong(said, _("Parvis needs Python 3.11 or newer."))
    return ok(said)


def room(free: int) -> Finding:
    """Is there room on the disk, for photos and the database? `free` in bytes."""
    said = _("{size} GB free on the disk").format(size=f"{free / 1e9:.1f}")
    if free < LEAST_FREE_BYTES:
        return wrong(said, _("Make room: below 1 GB the database may stop."))
    if free < LITTLE_FREE_BYTES:
        return note(said, _("Plan for more room soon."))
    return ok(said)


def node() -> Finding:
    """Can the pages be built here?"""
    if frontend.is_built():
        return ok(_("The pages are built from today's sources"))
    try:
        frontend.node_tools()
    except frontend.BuildError as error:
        return wrong(_("The pages are not built, and cannot be built here"), str(error))
    return wrong(_("The pages are not built, or are out of date"), _("Run: make build"))


def browser() -> Finding:
    """Is there a browser for the tests? The application itself needs none."""
    try:
        from scripts.browser import find

        found = find()
    except ImportError:
        # Without the tests' own packages.
        found = None
    if found:
        return ok(_("Chromium is there, for the tests"))
    return note(
        _("No Chromium on this machine"), _("Only the tests need it; make test installs it.")
    )
