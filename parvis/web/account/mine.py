"""A resident's own space: coming in by a link, and what one finds there."""

import json
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parvis.flows import identity_readings, my_space
from parvis.foundation.db.operation import Refusal
from parvis.people import queries
from parvis.people.models import Account
from parvis.people.rules import RESIDENTS, SIGN_IN
from parvis.web.account import doors
from parvis.web.account.forms import Address
from parvis.web.account.links import send
from parvis.web.account.pages import page
from parvis.web.account.readings import why
from parvis.web.account.security import session_rows
from parvis.web.middleware.headers import private
from parvis.web.numbers import number

# The report that somebody wants in their space, kept by their own browser while they log in.
WANTED = "a_garder"
WANTED_SECONDS = 3_600


def show(request: HttpRequest) -> HttpResponse:
    """My space; or, for who is not inside, the door to it."""
    if "suivi" in request.GET:
        return _keep_in_mind(request.GET["suivi"])
    account = doors.insider(request)
    if account is None:
        return _door(request)
    if queries.works_here(account):
        return HttpResponseRedirect(reverse("account:security"))
    return page(
        request,
        "mine",
        account=account,
        wanted=_wanted(request, account),
        reports=my_space.my_reports(account, translation.get_language() or "fr"),
        sessions=session_rows(request, account),
        languages=settings.LANGUAGES,
        readings=_readings(account),
    )


def _readings(account: Account) -> list[dict[str, object]]:
    """When and why agents looked at my contact details; not who: the town answers for them."""
    found = identity_readings.readings_of_account(account, limit=20)
    return [{"at": row.read_at, "why": why(row.purpose)} for row in found]


def _keep_in_mind(link: str) -> HttpResponse:
    """Remember which report is to come into the space, out of the address bar."""
    response = HttpResponseRedirect(reverse("account:mine"))
    response.set_signed_cookie(
        WANTED,
        link,
        max_age=WANTED_SECONDS,
        path=reverse("account:mine"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return private(response)


def _kept_in_mind(request: HttpRequest) -> tuple[int, str] | None:
    """The report and the token of the link that is to come into the space."""
    link = request.get_signed_cookie(WANTED, "", max_age=WANTED_SECONDS)
    report, _slash, token = link.partition("/")
    found = number(report)
    return (found, token) if found is not None and 0 < len(token) <= 64 else None


def _wanted(request: HttpRequest, account: Account) -> dict[str, object] | None:
    """The report that waits to be brought in, and what its form sends."""
    kept = _kept_in_mind(request)
    if kept is None:
        return None
    offered = my_space.offered(account, *kept, translation.get_language() or "fr")
    return offered and {"row": offered, "report": kept[0], "token": kept[1]}


def _door(request: HttpRequest) -> HttpResponse:
    form = Address(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return send(request, form.cleaned_data["email"], SIGN_IN, back=reverse("account:mine"))
    return page(
        request,
        "door",
        422 if form.errors else 200,
        form=form,
        wanted=_kept_in_mind(request),
        providers=queries.providers(RESIDENTS),
    )


def _resident(request: HttpRequest) -> Account | None:
    account = doors.insider(request)
    return None if account is None or queries.works_here(account) else account


@require_POST
def gather(request: HttpRequest) -> HttpResponse:
    """Bring in the reports left under my address; or, from its page, the one of a secret link."""
    account = _resident(request)
    if account is None:
        return HttpResponseRedirect(reverse("account:mine"))
    by = doors.actor(account)
    report, token = number(request.POST.get("report", "")), request.POST.get("token", "")
    if report is not None and token:
        try:
            my_space.claim_by_link(account=account, report=report, token=token, by=by)
        except Refusal:
            messages.error(request, _("This link no longer opens that report."))
            return _let_go(HttpResponseRedirect(reverse("account:mine")))
        # Back to the page of that report, which says that it is there now.
        return _let_go(HttpResponseRedirect(f"/suivi/{report}/{token}/?dit=espace"))
    found = my_space.claim_all(account=account, by=by)
    if found:
        text = ngettext("%(found)d report found.", "%(found)d reports found.", found)
        messages.success(request, text % {"found": found})
    else:
        messages.info(request, _("No other report was left under your address."))
    return HttpResponseRedirect(reverse("account:mine"))


def _let_go(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(WANTED, path=reverse("account:mine"), samesite="Lax")
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """The language in which I am written to, and read these pages."""
    account = _resident(request)
    wanted = request.POST.get("language", "")
    response = HttpResponseRedirect(reverse("account:mine"))
    if account is not None and wanted in dict(settings.LANGUAGES):
        my_space.choose_language(account=account, language=wanted, by=doors.actor(account))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=31_536_000,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def export(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about me here, as a file."""
    account = _resident(request)
    if account is None:
        return HttpResponseRedirect(reverse("account:mine"))
    body = json.dumps(
        my_space.my_data(account), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    name = f"mes-donnees-{date.today().isoformat()}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


def erase(request: HttpRequest) -> HttpResponse:
    """Erase my account: a GET explains, a POST does it."""
    account = _resident(request)
    if account is None:
        return HttpResponseRedirect(reverse("account:mine"))
    if request.method != "POST":
        return page(request, "erase")
    my_space.leave(account=account, by=doors.actor(account))
    logout(request)
    return page(request, "erased")
