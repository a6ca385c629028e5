"""Files of typed columns: XLSX, Parquet, SPSS, written by a process of its own.

The rows go there as they are read, so that this process holds none of them.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

KINDS = ("xlsx", "parquet", "sav")
WALL_SECONDS = 600
_CHILD = Path(__file__).with_name("tabular_child.py")


class TabularError(RuntimeError):
    """A file could not be written."""


def write(
    kind: str,
    path: Path,
    *,
    columns: Sequence[Mapping[str, Any]],
    code_book: Sequence[Sequence[str]],
    sheets: tuple[str, str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Write `rows` to `path`, as one of KINDS. Of each column: `name`, `spss` (its name there),
    `type` (`offer.forms.fields.Column`), `label`, `codes` (what each means), `yes` and `no`. The
    code book is lines of words; `sheets` are the names of both sheets. Raises TabularError."""
    asked = {
        "kind": kind,
        "path": str(path),
        "columns": columns,
        "code_book": code_book,
        "sheets": sheets,
    }
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and script)
        [sys.executable, "-I", str(_CHILD)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert child.stdin is not None
    try:
        child.stdin.write(json.dumps(asked, ensure_ascii=False) + "\n")
        for row in rows:
            child.stdin.write(json.dumps(row, ensure_ascii=False) + "\n")
    except BrokenPipeError:
        # It ended before it had read all: it says why.
        pass
    finally:
        _close(child)


def _close(child: subprocess.Popen[str]) -> None:
    try:
        _out, said = child.communicate(timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired as error:
        child.kill()
        child.communicate()
        raise TabularError(f"more than {WALL_SECONDS} seconds") from error
    if child.returncode:
        raise TabularError(said[-2_000:])
