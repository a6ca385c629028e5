"""Ready words, chosen while a reply is being written."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from parvis.web.desk import composer
from parvis.web.desk.case_page import Again, load, page


def add(request: HttpRequest, case: int) -> HttpResponse:
    """The reply as it was typed, with a template's words in it; nothing is sent."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = load(case)
    typed = {name: str(value) for name, value in request.POST.items()}
    typed = composer.with_template(typed, row, request.agent)  # type: ignore[attr-defined]
    return page(request, row, Again("reply", typed))
