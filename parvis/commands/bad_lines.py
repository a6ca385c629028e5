"""What an import could not read: the first lines on screen, every one in a file."""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

from config.environment import data_folder
from parvis.commands.words import _

SHOWN = 20


# The number of a line, and what is wrong in it, in words.
Bad = tuple[int, str]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the file that is imported, and where its lines in error go."""
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--errors", type=Path, help=_("where lines in error are written, beside FILE unless given")
    )


def tell(errors: Sequence[Bad], arguments: argparse.Namespace) -> None:
    """Show the first lines in error, and write every one where it can be read again."""
    for line, what in errors[:SHOWN]:
        print(_("  line {line}: {what}").format(line=line, what=what))
    if not errors:
        return
    wanted = arguments.errors or _beside(arguments.file)
    if len(errors) > SHOWN:
        print(_("  and {count} more").format(count=len(errors) - SHOWN))
    try:
        kept = _write(errors, wanted)
    except OSError:
        # What is imported may lie where nothing can be written.
        folder = data_folder() / "imports"
        folder.mkdir(parents=True, exist_ok=True)
        kept = _write(errors, folder / wanted.name)
    print(_("Every line in error is in {path}").format(path=kept))


def _beside(file: Path) -> Path:
    """The file of errors of an imported file."""
    name = file.name.removesuffix(".gz").removesuffix(".csv")
    return file.with_name(f"{name}.errors.csv")


def _write(errors: Sequence[Bad], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow([_("line"), _("problem")])
        lines.writerows(errors)
    return path
