"""Answers taken away as a file: which kind, and whether with what names people."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_POST

from parvis.inform.answer_files.leaving import KINDS, MEDIA_TYPES, pieces
from parvis.inform.answer_files.operations import note_export
from parvis.journal.rules import Actor
from parvis.people.permissions import may
from parvis.web.cockpit.surveys.views import survey_of


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """The file, written as it is sent. With what names people, for who may see identities."""
    survey, agent = survey_of(request, number), request.agent
    kind, whole = request.POST.get("kind", ""), request.POST.get("what") == "whole"
    if kind not in KINDS:
        raise Http404
    if whole and not may(agent.roles, "case.identity"):
        return HttpResponseForbidden()
    note_export(survey=survey, kind=kind, is_whole=whole, by=Actor("agent", agent.pk))
    given = pieces(
        survey,
        kind,
        whole=whole,
        authority=request.authority_id,
        opened=tuple(agent.compartments),
    )
    answer = StreamingHttpResponse(given, content_type=MEDIA_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{survey.code}.{kind}"'
    return answer
