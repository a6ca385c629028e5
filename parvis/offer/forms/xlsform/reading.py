"""An XLSForm as a definition.

Columns of our own say what they say as long as the standard ones beside them still agree: who
changed a condition in a spreadsheet finds it changed here. What a definition can't express is
named line by line, and the rest taken.
"""

from typing import Any

from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import BadDefinition, Definition, read_definition
from parvis.offer.forms.xlsform.agreeing import Agreement
from parvis.offer.forms.xlsform.checking import check_compiles
from parvis.offer.forms.xlsform.incoming import Incoming
from parvis.offer.forms.xlsform.notes import BadFile, Note
from parvis.offer.forms.xlsform.sheets import Rows, read_workbook


def read_xlsform(content: bytes) -> tuple[Definition, list[Note]]:
    """The definition in an .xlsx, and what of it is left out. Raises BadFile."""
    sheets = read_workbook(content)
    if not sheets.get("survey"):
        raise BadFile("no_survey")
    check_compiles(sheets)
    return definition_of(sheets)


def definition_of(sheets: Rows) -> tuple[Definition, list[Note]]:
    """The same from rows. Raises BadFile."""
    incoming = Incoming(sheets)
    try:
        stored = incoming.stored()
    # Columns of our own in which somebody else has written.
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadFile("not_a_form", details=str(error)[:200]) from error
    form = _compiled(stored, without_conditions=True)
    agreement = Agreement(form, incoming)
    agreement.settle()
    form = _compiled(stored)
    if agreement.settle_pages(form):
        form = _compiled(stored)
    return form.definition, incoming.notes


def _compiled(stored: dict[str, Any], *, without_conditions: bool = False) -> CompiledForm:
    """The form of a definition's JSON; for a first look at its questions, without what they ask
    of one another."""
    try:
        read = read_definition(_bare(stored) if without_conditions else stored)
        return compile_form(read)
    except BadDefinition as error:
        raise BadFile("not_a_form", details=f"{error.where}: {error.why}") from error
    except (KeyError, ValueError) as error:
        raise BadFile("not_a_form", details=str(error)) from error


_EXPRESSIONS = {"show", "required_when", "constraint", "compute", "skip", "depends_on"}


def _bare(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _bare(one) for key, one in part.items() if key not in _EXPRESSIONS}
    return [_bare(one) for one in part] if isinstance(part, list) else part
