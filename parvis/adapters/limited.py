"""Work on what strangers send, done by a Python process of its own, whose time is counted.

What else bounds it (memory, files, processor), the process gives up by itself when it begins.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from signal import SIGKILL

Done = subprocess.CompletedProcess[bytes]


def run_limited(
    *arguments: str,
    given: bytes,
    seconds: float,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Done:
    """Run our interpreter with these arguments, `given` on its standard input. When its time is
    over it is killed, as the kernel kills one that wants too much: its return code is below 0."""
    command = [sys.executable, *arguments]
    try:
        return subprocess.run(  # noqa: S603 (our own interpreter and scripts)
            command,
            input=given,
            capture_output=True,
            check=False,
            timeout=seconds,
            env=environment,
            cwd=folder,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -SIGKILL, b"", b"")
