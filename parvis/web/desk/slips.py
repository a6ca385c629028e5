"""The receipt of what the counter took down: printed, and taken away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.act.cases import queries as cases
from parvis.authorities import queries as authorities
from parvis.capture.reports import queries as reports
from parvis.foundation.clock import now
from parvis.inform.tracking import words as told
from parvis.inform.tracking.facts import facts
from parvis.web.desk.drawing import qr_code


def slip(request: HttpRequest, report: int) -> HttpResponse:
    """What the person takes away, with the words of the mail; for whoever typed it."""
    agent = request.agent  # type: ignore[attr-defined]
    if not cases.was_typed_by(report, agent.pk):
        raise Http404
    return printed(request, report, is_author=True)


def printed(request: HttpRequest, report: int, *, is_author: bool) -> HttpResponse:
    """The slip of a report: for its author, or for somebody who joined it."""
    case, found = cases.case_of_report(report), facts(report)
    if case is None or found is None:
        raise Http404
    person = reports.last_who_came(report, is_author=is_author)
    zone = authorities.calendar().zone
    follow = request.build_absolute_uri("/suivi/")
    return render(
        request,
        "desk/slip.html",
        {
            "case": case,
            "facts": found,
            "title": told.title(found),
            "where": told.where(found, is_author=is_author),
            "received": told.moment(found.occurred_at, zone),
            "standing": told.standing(found, now(), zone),
            "promise": told.promise(found, now(), zone),
            "silence": told.silence(found.version, found.occurred_at, zone),
            "department": authorities.in_charge(case.department_id),
            "is_closed": found.lock is not None,
            "code_opens": person is not None and reports.code_opens(person),
            "address": follow,
            "qr": qr_code(f"{follow}?code={found.code}"),
        },
    )
