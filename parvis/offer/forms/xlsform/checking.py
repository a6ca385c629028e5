"""Whether pyxform, ODK's own compiler, takes a form. It costs nearly a second to import: only who
needs it waits for it."""

from collections.abc import Sequence
from typing import Any

from parvis.offer.forms.xlsform.notes import BadFile
from parvis.offer.forms.xlsform.sheets import LINE, Row, Rows


def check_compiles(sheets: Rows) -> str:
    """The XForm that pyxform makes of these sheets. Raises BadFile with what it says."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    plain: dict[str, Any] = {}
    for sheet, rows in sheets.items():
        headings = dict.fromkeys(heading for row in rows for heading in row if heading != LINE)
        plain[sheet] = _where_they_stood(rows)
        plain[f"{sheet}_header"] = [headings] if headings else []
    try:
        return str(convert(plain, form_name="parvis-form").xform)
    except PyXFormError as error:
        raise BadFile("not_valid", details=str(error)) from error
    # What it stumbles over instead of saying so: no form of anybody's either.
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise BadFile("not_valid", details=type(error).__name__) from error


def _where_they_stood(rows: Sequence[Row]) -> list[Row]:
    """The rows with the blank ones between them, so that what pyxform says names the right line."""
    found: list[Row] = []
    for row in rows:
        found += [{} for _ in range(int(row.get(LINE, 0)) - 2 - len(found))]
        found.append({heading: text for heading, text in row.items() if heading != LINE})
    return found
