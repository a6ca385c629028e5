"""Where requests get stuck. What waits now is counted when asked for; paths are a study, worked out
at night, or when somebody asks for another period: a page reads what it kept."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.flows import studies
from parvis.flows.blocked_now import blocked_now
from parvis.flows.work_on_case import actor
from parvis.understand.studies import queries
from parvis.web.cockpit import sheets as files
from parvis.web.cockpit.paths import asked, page, sheets
from parvis.web.cockpit.paths.kept import traced


def show(request: HttpRequest) -> HttpResponse:
    """What waits, the paths, what goes with delay, second contacts."""
    return render(request, "cockpit/paths/page.html", page.shown(request))


def progress(request: HttpRequest) -> HttpResponse:
    """How far the working-out of a question is, asked again while it runs."""
    wanted = asked.read(request.GET)
    return render(
        request,
        "cockpit/paths/progress.html",
        {"running": queries.under_way(asked.STUDY, wanted.study), "query": wanted.query},
    )


def csv(request: HttpRequest) -> HttpResponse:
    """The page's tables in plain numbers."""
    wanted = asked.read(request.GET)
    found = traced(wanted.study)
    # Names are read before the page's transaction ends.
    rows = list(sheets.rows(blocked_now(wanted.department), found[1] if found else None))
    return files.answer(rows, "parvis-blocages")


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Have the paths of a period worked out."""
    wanted = asked.read(request.POST)
    studies.ask(
        code=asked.STUDY,
        asked=wanted.study,
        by=actor(request.agent),  # type: ignore[attr-defined]
    )
    return HttpResponseRedirect(f"{reverse('cockpit:paths')}?{wanted.query}")
