"""No more of this: where an invitation's letter leads whoever does not want to be asked.

The link opens a page; only its button acts, or the one-click POST that a mail program sends by
itself (RFC 8058), which never follows from a mere visit.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from parvis.capture.answers import operations
from parvis.capture.answers import queries as answers
from parvis.journal.rules import RESIDENT
from parvis.offer.surveys.models import Survey
from parvis.web.middleware.headers import private
from parvis.web.portal.surveys import shell


# The token is the right to act: no form key is asked for, and no cookie set for one.
@csrf_exempt
@shell.with_survey
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, survey: Survey, token: str) -> HttpResponse:
    """Be asked no more, open or over."""
    invitation = answers.invitation_by(survey, token)
    if invitation is None:
        return private(render(request, "surveys/no_link.html", shell.about(survey), status=404))
    if request.method == "POST":
        operations.stop_invitation(invitation=invitation, by=RESIDENT)
    shown = {"title": shell.title_of(survey), "is_stopped": invitation.stopped_at is not None}
    return private(render(request, "surveys/stop.html", shown))
