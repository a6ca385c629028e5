"""The small pages: language, the town's colour, accessibility, your data."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from parvis.authorities import queries as authorities
from parvis.offer.catalogue import queries as offer
from parvis.web.components import brand

_YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why the data of a service type are kept, on what ground, and how long."""

    name: str
    purpose: str
    basis: str
    kept: str


# A stranger's page that changes somebody's language harms nobody: no token is asked for.
@csrf_exempt
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen (POST), and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if request.method == "POST" and chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=_YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
            httponly=True,
        )
    return response


def brand_css(request: HttpRequest) -> HttpResponse:
    """The town's colour, readable in both themes; nothing when it has none."""
    try:
        sheet = brand.style_sheet(authorities.authority().brand_color)
    except ValueError:
        sheet = ""
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement: no audit yet, so not compliant."""
    return render(request, "portal/accessibility.html")


def data(request: HttpRequest) -> HttpResponse:
    """What is kept of people, why, how long, and what they may ask for."""
    return render(request, "portal/data.html", {"purposes": _purposes()})


def _purposes() -> list[Purpose]:
    """As the catalogue declares them, service type by service type."""
    return [
        Purpose(
            name=offer.worded(row.current.name),
            purpose=row.current.purpose,
            basis=_basis(row.current.legal_basis),
            kept=ngettext("%(n)d month", "%(n)d months", row.current.retention_months)
            % {"n": row.current.retention_months},
        )
        for row in offer.catalogue().services.values()
        if row.parent_id is None and row.current is not None
    ]


def _basis(code: str) -> str:
    return {
        "public_task": _("a public service task"),
        "legal_obligation": _("a legal obligation"),
        "consent": _("your consent"),
        "contract": _("a contract with you"),
        "vital_interest": _("somebody's vital interest"),
    }.get(code, _("a public service task"))
