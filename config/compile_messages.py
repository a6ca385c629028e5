"""Compiles every `locale/*/LC_MESSAGES/*.po` into its `.mo`, without the gettext programs.

`python -m config.compile_messages` says how many it compiled; a catalogue that a person could not
rely on (a wrong placeholder, a syntax error) stops it with its file and line.
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import TranslationError
from babel.messages.checkers import python_format
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from config import environment

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"#.*|{_QUOTED}|(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+{_QUOTED}|"
)


def catalogues(folder: Path) -> list[Path]:
    """The `.po` files of the rooms below `folder`."""
    return sorted(folder.glob("**/locale/*/LC_MESSAGES/*.po"))


def stale(catalogue: Path) -> bool:
    """True when the compiled file is missing or older than the catalogue."""
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def compile_one(catalogue: Path) -> list[str]:
    """Compile one catalogue; returns what is wrong in it, as `file:line: message` (then it is
    not compiled)."""
    locale = catalogue.parent.parent.name
    # Babel reads past what it does not understand; gettext's own compiler refuses it.
    lines = catalogue.read_text(encoding="utf-8").splitlines()
    wrong = [
        f"{catalogue}:{number}: not understood: {line}"
        for number, line in enumerate(lines, 1)
        if not _LINE.fullmatch(line.strip())
    ]
    if wrong:
        return wrong
    try:
        with catalogue.open("rb") as source:
            read = read_po(source, locale=locale, abort_invalid=True)
    except PoFileError as error:
        return [f"{catalogue}: {error}"]
    for message in read:
        try:
            python_format(read, message)
        except TranslationError as error:
            wrong.append(f"{catalogue}:{message.lineno}: {error}")
    if wrong:
        return wrong
    draft = catalogue.with_suffix(".mo.draft")
    with draft.open("wb") as target:
        write_mo(target, read)
    draft.replace(catalogue.with_suffix(".mo"))
    return []


def compile_all(folder: Path) -> tuple[int, list[str]]:
    """Compile the stale catalogues below `folder`: how many, and what is wrong."""
    todo = [catalogue for catalogue in catalogues(folder) if stale(catalogue)]
    wrong = [line for catalogue in todo for line in compile_one(catalogue)]
    return len(todo), wrong


def main() -> int:
    """Compile the project's catalogues; 1 when one is wrong."""
    count, wrong = compile_all(environment.PROJECT / "parvis")
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    sys.stdout.write(f"{count} catalogue(s) compiled\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
