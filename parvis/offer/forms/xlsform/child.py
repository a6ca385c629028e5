"""Reads or writes one workbook, in a process of its own, and ends.

Started by `apart.py` with `read` or `write`. To be read, a workbook comes on standard input; to be
written, the JSON of a definition. The answer leaves as JSON on standard output.
"""

import base64
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition, write_definition
from parvis.offer.forms.xlsform.notes import MOST_NOTES, BadFile
from parvis.offer.forms.xlsform.reading import read_xlsform
from parvis.offer.forms.xlsform.writing import write_xlsform

CPU_SECONDS = 15
MEMORY_BYTES = 1_000 * 1024 * 1024
# pyxform writes what it compiles into a temporary file.
FILE_BYTES = 50 * 1024 * 1024


def confine() -> None:
    """Give up, in this process and for good, what a workbook of questions doesn't need."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(given: bytes) -> dict[str, Any]:
    definition, notes = read_xlsform(given)
    told = [asdict(one) for one in notes[:MOST_NOTES]]
    return {"definition": write_definition(definition), "notes": told}


def _write(given: bytes) -> dict[str, Any]:
    content, _notes = write_xlsform(compile_form(read_definition(json.loads(given))))
    return {"content": base64.b64encode(content).decode()}


DONE: dict[str, Callable[[bytes], dict[str, Any]]] = {"read": _read, "write": _write}


def main(act: str) -> None:
    """Do what is asked."""
    given = sys.stdin.buffer.read()
    confine()
    try:
        answer = DONE[act](given)
    except BadFile as bad:
        answer = {"bad": [bad.code, bad.sheet, bad.line, bad.details[:1_000]]}
    except MemoryError:
        answer = {"bad": ["too_much"]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
