"""Workbooks read and written apart from the process that answers people.

A workbook of two hundred kilobytes can ask minutes of work of whoever reads it, and what reads it
takes a second and much memory to load. So it is done by a process of its own, whose time and
memory are bounded; what it answers is read as anybody's definition is.
"""

import base64
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from parvis.adapters.limited import run_limited
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
        child = run_limited(
            "-m",
            "parvis.offer.forms.xlsform.child",
            act,
            given=given,
            seconds=WALL_SECONDS,
            environment={"PATH": os.environ.get("PATH", ""), "TMPDIR": folder},
            folder=_HERE,
        )
    if child.returncode < 0:
        # Its time or its memory was over.
        raise BadFile("too_much")
    if child.returncode:
        raise RuntimeError(child.stderr.decode(errors="replace")[-2_000:])
    answer: dict[str, Any] = json.loads(child.stdout)
    if "bad" in answer:
        raise BadFile(*answer["bad"])
    return answer
