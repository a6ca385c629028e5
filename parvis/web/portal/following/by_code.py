"""Following by the code that one can say on the phone.

A code alone shows the public steps, and nothing of a closed department; with the e-mail address or
the number that was given, it leads to the person's own page, wherever the report is. What is
answered never tells a wrong code from a closed one. Tries are counted in the database, from one
address and overall.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from parvis.authorities import queries as authorities
from parvis.capture.reports import links, operations
from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Follower, Report
from parvis.foundation.clock import now
from parvis.inform.tracking import attempts
from parvis.inform.tracking.facts import facts
from parvis.journal.rules import SYSTEM
from parvis.web.portal.following import showing
from parvis.web.portal.following.holder import base_address, secret
from parvis.web.portal.following.shell import wrap

_LONGEST = 254


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The form; a POST looks the code up. `?code=` comes typed already (from a QR code)."""
    if request.method != "POST":
        return secret(_form(request, code=request.GET.get("code", "")[:_LONGEST]))
    return secret(_look_up(request))


def _look_up(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("code", "").strip()[:_LONGEST]
    contact = request.POST.get("contact", "").strip()[:_LONGEST]
    if not code:
        return _form(request, error=gettext("Type the code of your receipt first."), status=400)
    if not attempts.may_try(request.client_address):  # type: ignore[attr-defined]
        return _form(request, code=code, error=_too_often(), status=429)
    follower = reports.follower_by_code(code, contact) if contact else None
    if follower is not None:
        return HttpResponseRedirect(_own_page(follower), status=303)
    report = None if contact else reports.report_by_code(code)
    if report is None:
        attempts.note_wrong()
        return _form(request, code=code, contact=contact, error=_unknown(contact), status=404)
    if attempts.is_under_attack():
        needed = gettext("Add the e-mail address or the mobile number that you gave us.")
        return _form(request, code=code, error=needed, status=400)
    return _public(request, report)


def _own_page(follower: Follower) -> str:
    token = links.token_of(follower) or operations.renew_link(follower=follower, by=SYSTEM)
    return base_address(follower.report_id, token)


def _unknown(contact: str) -> str:
    if contact:
        return gettext(
            "We do not find a report with this code and this address or number. Check both. With "
            "the second left empty, most codes show the public steps."
        )
    return gettext(
        "We do not know this code. Check the three words and the number. Some requests, of social "
        "help for instance, open only with the address or number that you gave."
    )


def _too_often() -> str:
    return gettext(
        "That is a lot of tries. Wait an hour, use the link in your message, or call us."
    )


def _public(request: HttpRequest, report: Report) -> HttpResponse:
    found = facts(report.pk)
    if found is None:
        return _form(request, code=report.code, error=_unknown(""), status=404)
    shown = showing.for_code(found, now())
    content = get_template("following/public.html").render(
        {
            "shown": shown,
            "department": authorities.in_charge(found.department),
            "town": authorities.authority(),
        }
    )
    return HttpResponse(wrap(request, title=shown.title, content=content))


def _form(
    request: HttpRequest, *, code: str = "", contact: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    content = get_template("following/by_code.html").render(
        {"code": code, "contact": contact, "error": error, "town": authorities.authority()}
    )
    title = gettext("Follow my report")
    return HttpResponse(wrap(request, title=title, content=content), status=status)
