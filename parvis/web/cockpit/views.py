"""Pages of the cockpit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.foundation.clock import now
from parvis.web.cockpit import page


def home(request: HttpRequest) -> HttpResponse:
    """The overview."""
    given = page.overview(request)
    return render(
        request,
        "cockpit/home.html",
        {**given, **page.frame(request, given["asked"]), "moment": now()},
    )


def live(request: HttpRequest) -> HttpResponse:
    """The overview's inside alone, asked again while the page is looked at."""
    given = page.overview(request)
    return render(
        request,
        "cockpit/figures.html",
        {**given, **page.frame(request, given["asked"]), "moment": now()},
    )


def by(request: HttpRequest, name: str) -> HttpResponse:
    """The page of one dimension."""
    if name not in page.DIMENSIONS:
        raise Http404
    given = page.table(request, name)
    return render(
        request, "cockpit/by.html", {**given, **page.frame(request, given["asked"], name)}
    )
