"""Choices that open from a message: stop the news, confirm the address, "it was not me".

The link opens a page with the choice ready; only its button acts. `stop` also takes the one-click
POST that a mail program sends by itself (RFC 8058), which never follows from a mere visit.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parvis.capture.reports import links
from parvis.capture.reports.models import Follower
from parvis.flows.resident_says import confirm_address, stop_news, was_not_me
from parvis.web.portal.following.holder import base_address, by_link
from parvis.web.portal.following.shell import wrap

_METHODS = ["GET", "HEAD", "POST"]


@by_link
@require_http_methods(_METHODS)
def stop(request: HttpRequest, follower: Follower, token: str) -> HttpResponse:
    """No more news."""
    if request.method == "POST":
        stop_news(follower=follower)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=200)
        return _back(follower, token, "arreter")
    return _page(
        request,
        follower,
        token,
        title=gettext("Stop the news"),
        says=gettext("You get no more messages about this report. The work on it goes on."),
        button=gettext("Stop the news"),
    )


@by_link
@require_http_methods(_METHODS)
def confirm(request: HttpRequest, follower: Follower, token: str, proof: str) -> HttpResponse:
    """This address is mine."""
    if not links.proves(follower, proof):
        return HttpResponseRedirect(base_address(follower.report_id, token), status=303)
    if request.method == "POST":
        confirm_address(follower=follower)
        return _back(follower, token, "confirmer")
    return _page(
        request,
        follower,
        token,
        title=gettext("Is this address yours?"),
        says=gettext("Once confirmed, you get news of each step of your report here."),
        button=gettext("Yes, send me news here"),
    )


@by_link
@require_http_methods(_METHODS)
def not_me(request: HttpRequest, follower: Follower, token: str, proof: str) -> HttpResponse:
    """Somebody else typed this address."""
    if not links.proves(follower, proof):
        return HttpResponseRedirect(base_address(follower.report_id, token), status=303)
    if request.method == "POST":
        was_not_me(follower=follower)
        content = get_template("following/forgotten.html").render({})
        return HttpResponse(wrap(request, title=gettext("It was not me"), content=content))
    return _page(
        request,
        follower,
        token,
        title=gettext("It was not me"),
        says=gettext("We forget your address and write to you no more about this report."),
        button=gettext("Forget my address"),
        leads_back=False,
    )


def _back(follower: Follower, token: str, said: str) -> HttpResponse:
    return HttpResponseRedirect(f"{base_address(follower.report_id, token)}?dit={said}", status=303)


def _page(
    request: HttpRequest,
    follower: Follower,
    token: str,
    *,
    title: str,
    says: str,
    button: str,
    leads_back: bool = True,
) -> HttpResponse:
    content = get_template("following/one_button.html").render(
        {
            "title": title,
            "says": says,
            "button": button,
            "base": base_address(follower.report_id, token) if leads_back else "",
        }
    )
    return HttpResponse(wrap(request, title=title, content=content))
