"""`parvis import answers`: a sheet of answers into a survey."""

import argparse
from typing import TYPE_CHECKING

from django.utils.translation import override

from parvis.commands import bad_lines, choosing
from parvis.commands.choosing import authority_of, wrong
from parvis.commands.words import _, terminal_language

if TYPE_CHECKING:
    from parvis.capture.answer_imports.models import AnswerImport

REFUSALS = {
    "not_open_yet": "The survey takes no answers yet: open it first.",
    "over": "The survey ended more than four weeks ago: it takes no answers any more.",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what is given."""
    bad_lines.configure(parser)
    choosing.configure(parser)
    parser.add_argument("--survey", required=True, metavar="CODE", help=_("the survey's code"))
    parser.add_argument("--check", action="store_true", help=_("only say what the sheet comes to"))


def run(arguments: argparse.Namespace) -> int:
    """Look through the sheet, take in what is right, and list the lines to mend."""
    from parvis.foundation.db.operation import Refusal

    authority = authority_of(arguments.host.lower())
    if authority is None:
        return 1
    try:
        return _take(arguments, authority)
    except Refusal as refusal:
        return wrong(_(REFUSALS[refusal.problem]))
    except OSError as error:
        return wrong(_("This file can't be imported: {why}").format(why=error))


def _take(arguments: argparse.Namespace, authority: int) -> int:
    from parvis.authorities import queries as authorities
    from parvis.capture.answer_imports import operations as imports
    from parvis.capture.answer_imports.models import REFUSED
    from parvis.flows.import_answers import BY, check_takes, go_on
    from parvis.foundation.db.scope import acting_for
    from parvis.offer.surveys.models import Survey
    from parvis.web.answering.sheet_words import refused

    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        survey = Survey.objects.filter(code=arguments.survey).first()
        if survey is None:
            return wrong(_("No survey has the code {it}.").format(it=arguments.survey))
        check_takes(survey)
        content = arguments.file.read_bytes()
        batch = imports.begin_import(survey=survey, content=content, by=BY)
    go_on(authority, batch.pk)
    with acting_for(authority, compartments=closed), override(terminal_language()):
        batch.refresh_from_db()
        if batch.state == REFUSED:
            why = refused(batch.problem)
            return wrong(_("This file can't be imported: {why}").format(why=why))
        errors = _errors(batch)
        _tell(batch)
        is_taken = bool(batch.right) and not arguments.check
        if is_taken:
            imports.confirm_import(batch=batch, by=BY)
    if is_taken:
        go_on(authority, batch.pk)
    with acting_for(authority, compartments=closed):
        batch.refresh_from_db()
        print(_("{written} answers taken in.").format(written=batch.written))
        if not is_taken:
            imports.drop_import(batch=batch, by=BY)
    bad_lines.tell(errors, arguments)
    return 0


def _tell(batch: "AnswerImport") -> None:
    """What the sheet comes to."""
    from parvis.capture.answer_imports.queries import beyond
    from parvis.offer.forms import queries as forms
    from parvis.web.answering.sheet_words import more_than_wanted

    print(
        _("{right} right lines, {known} taken in before, {wrong} to mend.").format(
            right=batch.right, known=batch.known, wrong=batch.wrong
        )
    )
    form = forms.form(batch.survey.version_id or 0)
    more = [more_than_wanted(form, one) for one in beyond(batch)]
    if more:
        print(_("More than the survey wanted:"), *more, sep="\n  ")


def _errors(batch: "AnswerImport") -> list[bad_lines.Bad]:
    """Each line to mend, in the terminal's words."""
    from parvis.capture.answer_imports.queries import wrong_lines
    from parvis.offer.forms import queries as forms
    from parvis.web.answering.sheet_words import Teller

    teller = Teller(forms.form(batch.survey.version_id or 0), batch)
    return [(line.line, teller.mending(line)) for line in wrong_lines(batch)]
