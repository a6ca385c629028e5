"""Pages of the cockpit."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.act.cases.queue import Viewer
from parvis.foundation.clock import now
from parvis.inform.dashboards import queries as figures_of
from parvis.web.cockpit import page, panels, sheets


def home(request: HttpRequest) -> HttpResponse:
    """The overview."""
    given = page.overview(request)
    return render(
        request,
        "cockpit/home.html",
        {**given, **page.frame(request, given["asked"])},
    )


def live(request: HttpRequest) -> HttpResponse:
    """The overview's inside alone, asked again while the page is looked at."""
    given = page.overview(request)
    return render(
        request,
        "cockpit/figures.html",
        {**given, **page.inside(request, given["asked"])},
    )


def freshness(request: HttpRequest) -> HttpResponse:
    """Whether the figures are up to date, asked again and again."""
    return render(request, "cockpit/freshness.html", page.freshness())


def by(request: HttpRequest, name: str) -> HttpResponse:
    """The page of one dimension, or of the line over time."""
    given = _by(request, name)
    around = page.frame(request, given["asked"], name)
    return render(request, "cockpit/by.html", {**given, **around})


def by_live(request: HttpRequest, name: str) -> HttpResponse:
    """Its table alone, asked again while the page is looked at."""
    given = _by(request, name)
    return render(request, "cockpit/rows.html", {**given, **page.inside(request, given["asked"])})


def _by(request: HttpRequest, name: str) -> dict[str, Any]:
    if name == page.TIME:
        return page.over_time(request)
    if name not in page.DIMENSIONS:
        raise Http404
    return page.table(request, name)


def csv(request: HttpRequest, name: str) -> HttpResponse:
    """The table behind a picture, as CSV: of a dimension, or of the line over time."""
    if name == page.TIME:
        seen = page.look(request, ())
        return sheets.answer(list(sheets.over_time(seen.figures)), "parvis-temps")
    if name not in page.DIMENSIONS:
        raise Http404
    dimension = page.DIMENSIONS[name]
    seen = page.look(request, (dimension,))
    figures_of.add_delays(seen.figures, dimension, seen.asked.filters)
    lines = panels.lines(seen.figures, dimension, seen.doors)
    # Read and worded now: what is streamed later has no transaction any more.
    return sheets.answer(list(sheets.table(seen.figures, dimension, lines)), f"parvis-{name}")


def cases(request: HttpRequest) -> HttpResponse:
    """Every case of the period, one line each, as CSV."""
    agent = request.agent  # type: ignore[attr-defined]
    rows = sheets.cases(
        page.asked_of(request),
        Viewer(agent.pk, tuple(agent.teams), now()),
        request.authority_id,  # type: ignore[attr-defined]
        tuple(agent.compartments),
    )
    return sheets.download(rows, "parvis-demandes")
