"""The page of trends and anomalies, and asking for them anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.web.cockpit import studies, tabs
from parvis.web.cockpit.surveys import listing
from parvis.web.cockpit.trends import page


def show(request: HttpRequest) -> HttpResponse:
    """What is new first, then what goes on, then the slopes."""
    around = {"again": reverse("cockpit:trends_again"), **listing.tabs(tabs.LISTENING)}
    return render(request, "cockpit/trends/page.html", {**page.shown(request), **around})


def live(request: HttpRequest) -> HttpResponse:
    """The page's inside, asked again while it is looked at."""
    return render(request, "cockpit/trends/inside.html", page.shown(request))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have them worked out now."""
    studies.ask(request, page.CODE)
    return redirect("cockpit:trends")
