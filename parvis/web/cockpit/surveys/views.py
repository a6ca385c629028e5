"""Results of surveys: the list, one survey, the words of one of its questions.

What counts answers needs numpy: it is imported by the request that first asks for results, not by
every web process.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.capture.answers import queries as answers
from parvis.offer.surveys.models import Survey
from parvis.web.cockpit.surveys import listing, response


def listed(request: HttpRequest) -> HttpResponse:
    """Every survey that has begun, with how many have answered."""
    return render(request, "cockpit/surveys/list.html", _lines(request) | listing.tabs())


def listed_live(request: HttpRequest) -> HttpResponse:
    """The list alone, asked again while it is looked at."""
    return render(request, "cockpit/surveys/lines.html", _lines(request))


def _lines(request: HttpRequest) -> dict[str, Any]:
    return {"lines": listing.lines(listing.of_agent(request.agent))}


def show(request: HttpRequest, number: int) -> HttpResponse:
    """What came of one survey."""
    from parvis.web.cockpit.surveys import page

    given = page.shown(survey_of(request, number), request)
    return render(request, "cockpit/surveys/survey.html", given | listing.tabs())


def show_live(request: HttpRequest, number: int) -> HttpResponse:
    """How many have answered it, asked again while its page is looked at."""
    given = {"tiles": response.tiles(answers.response(survey_of(request, number)))}
    return render(request, "cockpit/surveys/tiles.html", given)


def words(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """What people wrote to one question, a page at a time."""
    from parvis.web.cockpit.surveys import wordings

    given = wordings.shown(survey_of(request, number), key, request)
    return render(request, "cockpit/surveys/words.html", given | listing.tabs())


def survey_of(request: HttpRequest, number: int) -> Survey:
    """A survey that has begun; of a closed department, for its agents alone. Raises Http404."""
    found = listing.of_agent(request.agent).filter(pk=number).select_related("form").first()
    if found is None:
        raise Http404
    return found
