"""`parvis import`: bring in reports from elsewhere."""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from config.environment import data_folder
from parvis.commands.words import _

if TYPE_CHECKING:
    from parvis.adapters.dansmarue import BadLine

PROBLEMS = {
    "no_id": "no number",
    "no_type": "no type",
    "bad_date": "unreadable date",
    "bad_place": "unreadable place",
}
SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the sources."""
    sources = parser.add_subparsers(dest="source", required=True, metavar=_("SOURCE"))
    dansmarue = sources.add_parser("dansmarue", help=_("Paris's published reports (CSV)"))
    dansmarue.add_argument("file", type=Path)
    dansmarue.add_argument("--districts", type=Path, required=True, help=_("GeoJSON of districts"))
    dansmarue.add_argument(
        "--errors", type=Path, help=_("where lines in error are written, beside FILE unless given")
    )
    dansmarue.add_argument("--host", default="dansmarue.localhost")
    dansmarue.add_argument("--name", default="Paris, données publiées")


def run(arguments: argparse.Namespace) -> int:
    """Import, show progress, and list the lines that could not be read."""
    from rich.progress import Progress

    from parvis.adapters.dansmarue import NotDansMaRue, count_lines
    from parvis.flows.import_dansmarue import import_reports, prepare_authority
    from parvis.flows.rebuild import rebuild_projections
    from parvis.foundation.polygons import GeoRefused

    try:
        authority = prepare_authority(
            name=arguments.name, host=arguments.host, districts=arguments.districts
        )
        with Progress() as bar:
            task = bar.add_task(_("Reports"), total=count_lines(arguments.file))
            outcome = import_reports(
                authority, arguments.file, progress=lambda lines: bar.advance(task, lines)
            )
    except (NotDansMaRue, GeoRefused, OSError) as error:
        print(_("This file can't be imported: {why}").format(why=error))
        return 1
    rebuild_projections(authority)
    print(
        _("{written} reports taken in, {known} already there, {errors} lines in error.").format(
            written=outcome.written, known=outcome.known, errors=len(outcome.errors)
        )
    )
    report_errors(outcome.errors, arguments.errors or beside(arguments.file))
    return 0


def report_errors(errors: "Sequence[BadLine]", wanted: Path) -> None:
    """Show the first lines in error, and write every one where it can be read again."""
    for bad in errors[:SHOWN]:
        print(_("  line {line}: {what}").format(line=bad.line, what=_(PROBLEMS[bad.problem])))
    if not errors:
        return
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


def beside(file: Path) -> Path:
    """The file of errors of an imported file."""
    name = file.name.removesuffix(".gz").removesuffix(".csv")
    return file.with_name(f"{name}.errors.csv")


def _write(errors: "Sequence[BadLine]", path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow([_("line"), _("problem")])
        lines.writerows([bad.line, _(PROBLEMS[bad.problem])] for bad in errors)
    return path
