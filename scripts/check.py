"""`make check`: every check that needs no database, each with its name and its verdict.

All run, so that one sees everything at once. A check that cannot be made here (the register of
known weaknesses may be out of reach) says so in words, and does not pass for a success.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Literal

from config.environment import PROJECT
from parvis.commands import frontend

Verdict = Literal["ok", "wrong", "not possible here"]
PYTHON = [sys.executable, "-m"]
# How npm says that its register of weaknesses did not answer, as against what it found there.
NPM_UNREACHED = "audit endpoint returned an error"


@dataclass(frozen=True)
class Check:
    """One check: its name, its command."""

    name: str
    command: list[str]
    folder: str = "."


CHECKS = (
    Check("format", [*PYTHON, "ruff", "format", "--check", "."]),
    Check("lint", [*PYTHON, "ruff", "check", "."]),
    Check("types", [*PYTHON, "mypy"]),
    Check(
        "imports",
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"],
    ),
    Check("migrations", [*PYTHON, "scripts.migrations"]),
    Check("pages", [*PYTHON, "parvis.commands.main", "build", "--script", "check"]),
    Check(
        "audit (Python)", [*PYTHON, "pip_audit", "--progress-spinner", "off", "--format", "json"]
    ),
    Check("audit (npm)", ["npm", "audit", "--audit-level", "high"], folder="frontend"),
)


def verdict(check: Check, code: int, output: str) -> Verdict:
    """What the end of a check means. An audit whose register did not answer proves nothing."""
    if check.name == "audit (Python)" and not _looked_up(output):
        return "not possible here"
    if check.name == "audit (npm)" and NPM_UNREACHED in output:
        return "not possible here"
    return "ok" if code == 0 else "wrong"


def _looked_up(report: str) -> bool:
    """True when pip-audit found at least one of our packages in its register."""
    start = report.find('{"dependencies"')
    if start < 0:
        return False
    found, _end = json.JSONDecoder().raw_decode(report[start:])
    return any("skip_reason" not in package for package in found["dependencies"])


def run(check: Check) -> tuple[Verdict, str]:
    """Run one check; its verdict and what it said."""
    done = subprocess.run(  # noqa: S603 (our own list)
        check.command,
        cwd=PROJECT / check.folder,
        env=frontend.node_tools(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return verdict(check, done.returncode, done.stdout), done.stdout


def main() -> int:
    """Run all; 1 when one is wrong."""
    wrong = 0
    for check in CHECKS:
        began = time.monotonic()
        found, output = run(check)
        sys.stdout.write(f"{check.name:<16} {found:<18} {time.monotonic() - began:6.1f} s\n")
        if found == "wrong":
            wrong += 1
            sys.stdout.write(f"{output}\n")
        elif found != "ok":
            sys.stdout.write(
                "    audit not possible here: the register of known weaknesses did not answer\n"
            )
        sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
