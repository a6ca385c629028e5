"""Where a survey is found: its address, and the code that a phone reads."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from urllib.parse import urlencode

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from parvis.inform.notifications.links import site
from parvis.offer.forms import queries as forms
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.surveys.models import Survey
from parvis.web.answering.known import by_link

TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Links:
    """The whole address, the same as a picture (`data:`), the page that gives a button for other
    sites, and an address that answers questions beforehand ("" where none takes it)."""

    address: str
    qr: str
    button: str
    answering: str


def of(survey: Survey) -> Links | None:
    """The links of a survey that everybody may answer; None for one by invitation."""
    if survey.door != "open":
        return None
    address = f"{site()}{reverse('portal:survey', args=[survey.code])}"
    button = f"{site()}{reverse('portal:survey_button', args=[survey.code])}"
    return Links(address, _drawn(address), button, _answering(survey, address))


def _answering(survey: Survey, address: str) -> str:
    if survey.version_id is None or survey.is_anonymous:
        return ""
    said = {field.key: _example(field) for field in by_link(forms.form(survey.version_id))}
    return f"{address}?{urlencode(said, safe='…')}" if said else ""


def _example(field: FieldBase) -> str:
    """The key of a choice; otherwise what is to be put there."""
    return next(iter(field.keys), "…") if isinstance(field, ChoosingField) else "…"


@lru_cache(maxsize=64)
def _drawn(text: str) -> str:
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff", xmldecl=False))


def qr(request: HttpRequest, survey: int, kind: str) -> HttpResponse:
    """The code as a file, for a poster or a letter of one's own."""
    row = get_object_or_404(Survey, pk=survey)
    found = of(row)
    if found is None or kind not in TYPES:
        raise Http404
    drawn = BytesIO()
    segno.make(found.address, error="q", micro=False).save(drawn, kind=kind, scale=12, border=4)
    answer = HttpResponse(drawn.getvalue(), content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.code}.{kind}"'
    return answer
