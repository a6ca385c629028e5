"""The small pages: language, the town's colour, accessibility, your data, legal notice."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from parvis.act.wording import queries as wording
from parvis.authorities import queries as authorities
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceType
from parvis.understand.moderation.rules import PUBLIC_RULES
from parvis.understand.moderation.told import title, told
from parvis.web.components import brand
from parvis.web.portal.surveys.pages import open_now

_YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Term:
    """On what ground and for how long, and of which kinds of report."""

    basis: str
    kept: str
    kinds: list[str]


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


def legal(request: HttpRequest) -> HttpResponse:
    """Who publishes this site and who hosts it (law 2004-575 of 21 June 2004, article 1-1)."""
    return render(request, "portal/legal.html")


def rules(request: HttpRequest) -> HttpResponse:
    """What is published of what residents say, and what is not: the rules that are told to them."""
    every = [(title(rule), told(rule)) for rule in PUBLIC_RULES]
    return render(request, "portal/rules.html", {"rules": every})


def data(request: HttpRequest) -> HttpResponse:
    """What is kept of people, why, how long, and what they may ask for."""
    asked = [one for one in open_now() if not one["survey"].is_anonymous]
    outside = wording.endpoint_in_force()
    context = {
        "purposes": _purposes(),
        "surveys": asked,
        "worded_by": outside.host if outside else "",
    }
    return render(request, "portal/data.html", context)


def _purposes() -> dict[str, list[Term]]:
    """Why data are kept, as the catalogue declares it: each purpose with its terms, each of these
    with all the kinds of report that it holds for. A sub-type is named where it differs from what
    it belongs to."""
    services = offer.catalogue().services
    kinds: dict[tuple[str, str, int], list[str]] = {}
    for row in services.values():
        parent = services.get(row.parent_id or 0)
        if parent is None or _terms(parent) != _terms(row):
            kinds.setdefault(_terms(row), []).append(offer.full_name(row.pk))
    found: dict[str, list[Term]] = {}
    for (purpose, basis, months), names in kinds.items():
        kept = ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
        found.setdefault(purpose or _("Deal with what you tell us"), []).append(
            Term(_basis(basis), kept, names)
        )
    return found


def _terms(row: ServiceType) -> tuple[str, str, int]:
    shown = offer.catalogue().version(row.pk)
    return shown.purpose, shown.legal_basis, shown.retention_months


def _basis(code: str) -> str:
    return {
        "public_task": _("a public service task"),
        "legal_obligation": _("a legal obligation"),
        "consent": _("your consent"),
        "contract": _("a contract with you"),
        "vital_interest": _("somebody's vital interest"),
    }.get(code, _("a public service task"))
