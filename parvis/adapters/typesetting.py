"""Papers: a template and its data become a tagged PDF (PDF/UA-1, ISO 14289-1), by Typst.

A template is ours; what a stranger wrote reaches it as data alone (`json("data.json")`), where
`#import` or `$` are letters like others. Typst runs in a process of its own, with bounded time and
memory, a folder that holds its pictures alone, and a proxy that nobody answers at: a template
reads nothing of this machine and fetches nothing.
"""

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from parvis.adapters.limited import run_limited
from parvis.foundation.text import keepable

WALL_SECONDS = 30
LARGEST_INPUT = 12_000_000  # bytes of texts, and as many of files
_CHILD = Path(__file__).with_name("typesetting_child.py")
# How the child ends when it refuses a document: its own `REFUSED`. Importing it would load typst.
REFUSED = 3
# As Typst finds them: one folder for each weight, so that no other weight is ever taken.
_FONTS = (
    "public-sans/400Regular",
    "public-sans/700Bold",
    "fraunces/600SemiBold",
    "noto-sans-arabic/400Regular",
    "noto-sans-arabic/700Bold",
    "noto-emoji/400Regular",
)
_PREAMBLE = """\
#set document(title: sys.inputs.title)
#set text(lang: sys.inputs.language, font: ("Public Sans", "Noto Sans Arabic", "Noto Emoji"))
"""
_NOT_PRINTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)
# A run without any place to break leaves the sheet: from here on it may break anywhere.
_LONG_RUN = re.compile(r"[^\s\u200b]{40,}")
_STEP = re.compile(r".{20}(?=.)")


class TypesettingError(RuntimeError):
    """A document could not be set: the template, or a file in it, is wrong."""


class TypesettingTooLong(TypesettingError):
    """It was too large, or took longer than it may."""


def pdf(
    source: str,
    *,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    title: str,
    language: str,
    made: date,
) -> bytes:
    """The PDF of a template: its texts from `data`, pictures from `files` by their names.

    `made` is the day written into the document: the same arguments give the same bytes. Raises
    TypesettingError.
    """
    asked = {
        "source": _PREAMBLE + source,
        "data": json.dumps(_printable(data), ensure_ascii=False),
        "fonts": _font_folders(),
        "inputs": {"title": _printable(title), "language": language},
        "timestamp": int(datetime.combine(made, time(), UTC).timestamp()),
    }
    if sum(map(len, (files or {}).values())) > LARGEST_INPUT:
        raise TypesettingTooLong("the files are too large")
    with TemporaryDirectory(prefix="parvis-typesetting-") as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name).write_bytes(content)
        return _set(json.dumps({**asked, "root": folder}).encode())


def _set(asked: bytes) -> bytes:
    if len(asked) > LARGEST_INPUT:
        raise TypesettingTooLong(f"{len(asked)} bytes to set")
    done = run_limited(
        "-I", str(_CHILD), given=asked, seconds=WALL_SECONDS, environment=_environment()
    )
    if done.returncode == REFUSED:
        raise TypesettingError(done.stderr.decode(errors="replace")[:2_000])
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-500:]
        raise TypesettingTooLong(f"the process ended with {done.returncode}: {said}")
    return done.stdout


def _environment() -> dict[str, str]:
    """Nobody answers at port 9 ("discard"); one thread needs the least memory set aside."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    nobody = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    return {**kept, **nobody, "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


def _font_folders() -> list[str]:
    folders = [Path(settings.PARVIS_FONTS) / name for name in _FONTS]
    missing = [str(folder) for folder in folders if not any(folder.glob("*.ttf"))]
    if missing:
        raise TypesettingError(f"no font in {', '.join(missing)}: run 'parvis build'")
    return [str(folder) for folder in folders]


def _printable(given: Any) -> Any:
    """The same without what prints nothing or turns its neighbours round, and with places to
    break in runs that would leave the sheet."""
    if isinstance(given, str):
        plain = _NOT_PRINTED.sub("", keepable(given))
        return _LONG_RUN.sub(lambda run: _STEP.sub("\\g<0>\N{ZERO WIDTH SPACE}", run[0]), plain)
    if isinstance(given, dict):
        return {name: _printable(value) for name, value in given.items()}
    if isinstance(given, list):
        return [_printable(value) for value in given]
    return given
