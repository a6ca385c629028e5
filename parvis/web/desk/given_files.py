"""Files that somebody gave in answer to the questions of a request."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from parvis.adapters.storage import NoSuchFile, files_of
from parvis.foundation.db.scope import current_authority
from parvis.offer.forms.fields.files import stored_in
from parvis.offer.forms.parting import joined
from parvis.web.desk.case_page import load
from parvis.web.desk.contact import write_down
from parvis.web.middleware.headers import private


def show(_request: HttpRequest, case: int, number: int) -> HttpResponse:
    """One that says nothing of who somebody is."""
    return _file(load(case).report.answers, number)


@require_POST
def show_personal(request: HttpRequest, case: int, number: int) -> HttpResponse:
    """One that is read with the contact: the look is written down."""
    row = load(case)
    write_down(request, row)
    return _file(joined({}, row.report.personal), number)


def _file(answers: Mapping[str, Any], number: int) -> HttpResponse:
    """A picture was written anew by us and is shown; a paper came from a stranger: it is handed
    out, never opened within the page."""
    one = next(islice(stored_in(dict(answers)), number, None), None)
    if one is None:
        raise Http404
    try:
        data = files_of(current_authority()).get(one["file"])
    except NoSuchFile as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=one["media_type"])
    is_paper = not one["media_type"].startswith("image/")
    named = content_disposition_header(as_attachment=is_paper, filename=_named(one))
    response.headers["Content-Disposition"] = named or "attachment"
    return private(response)


def _named(one: Mapping[str, Any]) -> str:
    """What the person calls it; a picture is WebP, whatever it came as."""
    name = str(one["name"])
    is_picture = one["media_type"].startswith("image/")
    return f"{name.rpartition('.')[0] or name}.webp" if is_picture else name
