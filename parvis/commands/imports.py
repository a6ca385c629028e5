"""`parvis import`: bring in reports, answers to a survey, or counted visits from elsewhere."""

import argparse
from pathlib import Path

from parvis.commands import bad_lines, import_answers, import_visits, letters
from parvis.commands.words import _

PROBLEMS = {
    "no_id": "no number",
    "no_type": "no type",
    "bad_date": "unreadable date",
    "bad_place": "unreadable place",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the sources."""
    sources = parser.add_subparsers(dest="source", required=True, metavar=_("SOURCE"))
    dansmarue = sources.add_parser("dansmarue", help=_("Paris's published reports (CSV)"))
    bad_lines.configure(dansmarue)
    dansmarue.add_argument("--districts", type=Path, required=True, help=_("GeoJSON of districts"))
    dansmarue.add_argument("--host", default="dansmarue.localhost")
    dansmarue.add_argument("--name", default="Paris, données publiées")
    dansmarue.add_argument("--admin-email", help=_("who will look at it, at its desk and figures"))
    answers = sources.add_parser("answers", help=_("answers to a survey (CSV or XLSX)"))
    import_answers.configure(answers)
    visits = sources.add_parser(
        "visits", help=_("how many came, by hour or by day (CSV: date, hour, count, place)")
    )
    import_visits.configure(visits)


def run(arguments: argparse.Namespace) -> int:
    """Import what the source says."""
    if arguments.source == "answers":
        return import_answers.run(arguments)
    if arguments.source == "visits":
        return import_visits.run(arguments)
    return _run_dansmarue(arguments)


def _run_dansmarue(arguments: argparse.Namespace) -> int:
    """Import, show progress, and list the lines that could not be read."""
    from rich.progress import Progress

    from parvis.adapters.dansmarue import NotDansMaRue, count_lines
    from parvis.flows.import_dansmarue import appoint, import_reports, prepare_authority
    from parvis.flows.rebuild import rebuild_projections
    from parvis.foundation.contacts import InvalidContact
    from parvis.foundation.polygons import GeoRefused

    origin = letters.origin_of(arguments.host)
    try:
        authority = prepare_authority(
            name=arguments.name, host=arguments.host, districts=arguments.districts
        )
        if arguments.admin_email:
            appoint(authority, email=arguments.admin_email, origin=origin)
        with Progress() as bar:
            task = bar.add_task(_("Reports"), total=count_lines(arguments.file))
            outcome = import_reports(
                authority, arguments.file, progress=lambda lines: bar.advance(task, lines)
            )
    except InvalidContact:
        print(_("This e-mail address can't be used: {it}").format(it=arguments.admin_email))
        return 1
    except (NotDansMaRue, GeoRefused, OSError) as error:
        print(_("This file can't be imported: {why}").format(why=error))
        return 1
    rebuild_projections(authority)
    print(
        _("{written} reports taken in, {known} already there, {errors} lines in error.").format(
            written=outcome.written, known=outcome.known, errors=len(outcome.errors)
        )
    )
    print(_("It answers under {address}").format(address=f"{origin}/"))
    if arguments.admin_email:
        letters.tell_of_invitation(arguments.admin_email)
    bad_lines.tell([(bad.line, _(PROBLEMS[bad.problem])) for bad in outcome.errors], arguments)
    return 0
