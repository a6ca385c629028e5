"""Files that somebody gave in answer to the questions of a request."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from parvis.offer.forms.parting import joined
from parvis.web.answering.handing import handed
from parvis.web.desk.case_page import load
from parvis.web.desk.contact import write_down


def show(_request: HttpRequest, case: int, number: int) -> HttpResponse:
    """One that says nothing of who somebody is."""
    return handed(load(case).report.answers, number)


@require_POST
def show_personal(request: HttpRequest, case: int, number: int) -> HttpResponse:
    """One that is read with the contact: the look is written down."""
    row = load(case)
    write_down(request, row)
    return handed(joined({}, row.report.personal), number)
