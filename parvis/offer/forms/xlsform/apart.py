"""Workbooks read and written apart from the process that answers people.

A workbook of two hundred kilobytes can ask minutes of work of whoever reads it, and what reads it
takes a second and much memory to load. So it is done by a process of its own, whose time and
memory are bounded; what it answers is read as anybody's definition is.
"""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from parvis.offer.forms.definition import Definition, read_definition, write_definition
from parvis.offer.forms.xlsform.notes import BadFile, Note
from parvis.offer.forms.xlsform.sheets import LARGEST_FILE

WALL_SECONDS = 20
_HERE = Path(__file__).resolve().parents[4]


def read_apart(content: bytes) -> tuple[Definition, list[Note]]:
    """The definition in an .xlsx, and what of it is left out: the first MOST_NOTES of it.
    Raises BadFile."""
    if len(content) > LARGEST_FILE:
        raise BadFile("too_large")
    answer = _done("read", content)
    return read_definition(answer["definition"]), [Note(**one) for one in answer["notes"]]


def write_apart(definition: Definition) -> bytes:
    """The .xlsx of a definition that can be answered. Raises BadFile when pyxform refuses it."""
    answer = _done("write", json.dumps(write_definition(definition)).encode())
    return base64.b64decode(answer["content"])


def _done(act: str, given: bytes) -> dict[str, Any]:
    with TemporaryDirectory(prefix="parvis-xlsform-") as folder:
        child = _ended(act, given, {"PATH": os.environ.get("PATH", ""), "TMPDIR": folder})
    if child.returncode < 0:
        # The kernel ended it: its time or its memory was over.
        raise BadFile("too_much")
    if child.returncode:
        raise RuntimeError(child.stderr.decode(errors="replace")[-2_000:])
    answer: dict[str, Any] = json.loads(child.stdout)
    if "bad" in answer:
        raise BadFile(*answer["bad"])
    return answer


def _ended(act: str, given: bytes, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-m", "parvis.offer.forms.xlsform.child", act],
            input=given,
            capture_output=True,
            check=False,
            timeout=WALL_SECONDS,
            cwd=_HERE,
            env=env,
        )
    except subprocess.TimeoutExpired as error:
        raise BadFile("too_much") from error
