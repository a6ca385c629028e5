"""The standing indicator, and its table as a file. What judges figures needs numpy: it is imported
by the request that asks, not by every web process."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.web.cockpit import sheets as files


def show(request: HttpRequest) -> HttpResponse:
    """How satisfied people are, by department, each way of asking on its own."""
    from parvis.web.cockpit.satisfaction import page

    return render(request, "cockpit/satisfaction/page.html", page.shown(request))


def csv(request: HttpRequest) -> HttpResponse:
    """The same in plain numbers."""
    from parvis.web.cockpit.satisfaction import sheets

    # Read and worded now: what is streamed later has no transaction any more.
    return files.answer(list(sheets.rows(request)), "parvis-satisfaction")
