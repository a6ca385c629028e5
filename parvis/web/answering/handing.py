"""Handing a file that somebody gave in answer to a question to whoever may see it."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from parvis.adapters.storage import BadName, NoSuchFile, files_of
from parvis.foundation.db.scope import current_authority
from parvis.offer.forms.fields.files import handed_as, stored_in
from parvis.web.middleware.headers import private


def handed(answers: Mapping[str, Any], number: int) -> HttpResponse:
    """One of the files among answers, counted from 0. A picture was written anew by us and is
    shown; a paper came from a stranger: it is handed out, never opened within the page. Raises
    Http404."""
    one = next(islice(stored_in(dict(answers)), number, None), None)
    if one is None:
        raise Http404
    try:
        data = files_of(current_authority()).get(one["file"])
    except (BadName, NoSuchFile) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=one["media_type"])
    is_paper = not one["media_type"].startswith("image/")
    named = content_disposition_header(as_attachment=is_paper, filename=handed_as(one))
    response.headers["Content-Disposition"] = named or "attachment"
    return private(response)
