"""The page of forecasts, and asking for them anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.web.cockpit import studies, tabs
from parvis.web.cockpit.forecasts import page
from parvis.web.cockpit.surveys import listing


def show(request: HttpRequest) -> HttpResponse:
    """The next days first, then hours, weeks, the season."""
    around = {"again": reverse("cockpit:forecasts_again"), **listing.tabs(tabs.LISTENING)}
    return render(request, "cockpit/forecasts/page.html", {**page.shown(request), **around})


def live(request: HttpRequest) -> HttpResponse:
    """The page's inside, asked again while it is looked at."""
    return render(request, "cockpit/forecasts/inside.html", page.shown(request))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have them worked out now."""
    studies.ask(request, page.CODE)
    return redirect("cockpit:forecasts")
