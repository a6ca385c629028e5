"""The gallery: every component and sample page, served as the app would, without the app."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from config.environment import PROJECT

MANIFEST = PROJECT / "parvis" / "web" / "static" / "build" / ".vite" / "manifest.json"


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """Address of a running gallery, without its last slash."""
    if not MANIFEST.is_file():
        pytest.fail("The front end is not built: run 'npm ci && npm run build' in frontend/.")
    command = [sys.executable, "-m", "parvis.web.components.gallery", "--port", "0"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip().rstrip("/")
        assert address, "the gallery did not start"
        yield address
        server.terminate()
