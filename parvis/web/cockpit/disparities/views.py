"""The comparison of districts, its table as a file, and asking for it over another period. A study
works it out: a page reads what it kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.understand.studies import queries
from parvis.web.cockpit import sheets as files
from parvis.web.cockpit import studies
from parvis.web.cockpit.disparities import asked, page, sheets
from parvis.web.cockpit.disparities.kept import kept
from parvis.web.cockpit.surveys import listing


def show(request: HttpRequest) -> HttpResponse:
    """One measure, district by district, and what stands apart by any."""
    around = listing.tabs("quartier")
    return render(request, "cockpit/disparities/page.html", {**page.shown(request), **around})


def live(request: HttpRequest) -> HttpResponse:
    """Its inside alone, asked again while a study is worked out."""
    return render(request, "cockpit/disparities/inside.html", page.shown(request))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have the comparison of a period worked out now."""
    wanted = asked.read(request.GET)
    studies.ask(request, asked.STUDY, wanted.study)
    return redirect(f"{reverse('cockpit:disparities')}?{wanted.but()}")


def csv(request: HttpRequest) -> HttpResponse:
    """Every measure in plain numbers."""
    given = kept(queries.newest(asked.STUDY, asked.read(request.GET).study))
    if given is None:
        raise Http404
    # The names of districts are read before the page's transaction ends.
    return files.answer(list(sheets.rows(given.found)), "parvis-ecarts")
