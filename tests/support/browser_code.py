"""The browser's own code, run by Node and asked a line of JSON at a time."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from parvis.commands.frontend import SOURCE, node_tools

FORM = SOURCE / "src" / "islands" / "form"


@contextmanager
def running(code: Path, runner: Path, folder: Path) -> Iterator[Callable[[Any], Any]]:
    """A function that gives cases to `code`, bundled into `folder`, through the script `runner`,
    and returns what it says of them."""
    tools = node_tools()
    node = str(shutil.which("node", path=tools["PATH"]))
    bundled = folder / f"{code.stem}.mjs"
    bundler = SOURCE / "node_modules" / "rolldown" / "bin" / "cli.mjs"
    subprocess.run(
        [node, bundler, code, "--format", "esm", "--file", bundled],
        env=tools, check=True, capture_output=True,
    )  # fmt: skip
    with subprocess.Popen(
        [node, runner, bundled], env=tools, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stdout is not None

        def said(cases: Any) -> Any:
            process.stdin.write(json.dumps(cases) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield said
        process.stdin.close()
