"""The receipt, at once: what was received, who takes care of it, by when, and how to follow it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _

from parvis.act.cases import queries as cases
from parvis.authorities import queries as authorities
from parvis.capture.reports import queries as reports
from parvis.foundation.clock import today
from parvis.foundation.wording import worded
from parvis.inform.tracking import words
from parvis.offer.catalogue import queries as offer
from parvis.web.portal.report import steps, texts


def show(request: HttpRequest, report: int, token: str) -> HttpResponse:
    """The receipt of a report, behind its secret link."""
    follower = reports.follower_by_token(report, token)
    case = cases.case_of_report(report) if follower is not None else None
    if follower is None or case is None:
        return steps.secret(render(request, "portal/report/gone.html", status=404))
    version = offer.version(follower.report.version_id)
    path = f"/suivi/{report}/{token}/"
    zone = authorities.calendar().zone
    context = {
        "case": case,
        "report": follower.report,
        "department": authorities.in_charge(case.department_id),
        "service_name": worded(offer.titles(version)) or case.title,
        "received": _moment(case.received_at.astimezone(zone)),
        "promised": _day(case.due_at, zone),
        "link": request.build_absolute_uri(path),
        "path": path,
        "is_closed": follower.department_lock is not None,
        "code_opens": reports.code_opens(follower),
        "email": follower.email,
        "phone": follower.phone,
        "emergency": texts.emergency(version),
        "thanks": _thanks(version.pk),
        "silence": words.silence(version.pk, case.received_at, zone),
        "done_keys": " ".join(steps.done_keys_of(request.GET.get("f", ""))),
    }
    return steps.secret(render(request, "portal/report/receipt.html", context))


def _thanks(version: int) -> str:
    """What the questions' own author says once they are answered."""
    form = offer.asked(version)
    return worded(form.definition.thanks) if form else ""


def _day(at: datetime, zone: ZoneInfo) -> str:
    """A date as letters say it, with its year unless it is this one."""
    this_year = words.local_day(at, zone).year == today(zone).year
    return words.day(at, zone) if this_year else words.full_day(at, zone)


def _moment(at: datetime) -> str:
    return _("%(day)s at %(time)s") % {
        "day": formats.date_format(at, "l j F Y"),
        "time": formats.time_format(at, "H:i"),
    }
