"""Sets one document in type, in a process of its own, and ends.

Started by `typesetting.py` as a plain script, it knows nothing of the project. What to set comes as
JSON on standard input; the PDF leaves on standard output, or why there is none on standard error.
"""

import json
import re
import resource
import sys
from collections.abc import Mapping
from typing import Any

import typst

CPU_SECONDS = 20
MEMORY_BYTES = 2_000 * 1024 * 1024
REFUSED = 3
# A document that lacks more characters than this is told the last of them as an error.
_MOST_ATTEMPTS = 20
_MISSING = "\N{WHITE SQUARE}"
# Every Latin letter of Europe: our fonts have them all.
_DRAWN_BELOW = "\u0180"
_UNDRAWN = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def confine() -> None:
    """Give up, in this process and for good, what setting type doesn't need."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def compiled(asked: Mapping[str, Any]) -> bytes:
    """The PDF. A character that no font has is drawn as an empty square, since PDF/UA-1 forbids
    one without a shape. Raises typst.TypstError."""
    fonts = typst.Fonts(False, True, asked["fonts"])
    data: str = asked["data"]
    for attempt in range(_MOST_ATTEMPTS):
        try:
            return _once(asked, data, fonts)
        except typst.TypstError as error:
            without = _replaced(data, error.diagnostic)
            if without == data or attempt == _MOST_ATTEMPTS - 1:
                raise
            data = without
    raise AssertionError("the last attempt raises")


def _once(asked: Mapping[str, Any], data: str, fonts: typst.Fonts) -> bytes:
    made = typst.compile(
        {"main": asked["source"].encode(), "data.json": data.encode()},
        root=asked["root"],
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=asked["inputs"],
        pdf_standards=["ua-1"],
        timestamp=asked["timestamp"],
    )
    return bytes(made)


def _replaced(data: str, diagnostic: str) -> str:
    for found in _UNDRAWN.findall(diagnostic):
        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)
        # A mark that no font has takes the letter before it along, which stands elsewhere too: in
        # a paper's code, between the words, in what makes this JSON.
        if max(text) >= _DRAWN_BELOW:
            data = data.replace(text, _MISSING)
    return data


def main() -> int:
    """Set what standard input asks for."""
    asked = json.load(sys.stdin.buffer)
    confine()
    try:
        made = compiled(asked)
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic or error.message)
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
