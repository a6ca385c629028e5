"""What an import could not read: the first lines on screen, every one in a file."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from config.environment import data_folder
from parvis.commands.words import _

SHOWN = 20


class Bad(Protocol):
    """A line in error, and the code of what is wrong."""

    @property
    def line(self) -> int: ...
    @property
    def problem(self) -> str: ...


def tell(errors: Sequence[Bad], problems: Mapping[str, str], wanted: Path) -> None:
    """Show the first lines in error in the words of `problems`, and write every one where it can be
    read again."""
    for bad in errors[:SHOWN]:
        print(_("  line {line}: {what}").format(line=bad.line, what=_(problems[bad.problem])))
    if not errors:
        return
    if len(errors) > SHOWN:
        print(_("  and {count} more").format(count=len(errors) - SHOWN))
    try:
        kept = _write(errors, problems, wanted)
    except OSError:
        # What is imported may lie where nothing can be written.
        folder = data_folder() / "imports"
        folder.mkdir(parents=True, exist_ok=True)
        kept = _write(errors, problems, folder / wanted.name)
    print(_("Every line in error is in {path}").format(path=kept))


def beside(file: Path) -> Path:
    """The file of errors of an imported file."""
    name = file.name.removesuffix(".gz").removesuffix(".csv")
    return file.with_name(f"{name}.errors.csv")


def _write(errors: Sequence[Bad], problems: Mapping[str, str], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow([_("line"), _("problem")])
        lines.writerows([bad.line, _(problems[bad.problem])] for bad in errors)
    return path
