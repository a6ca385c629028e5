"""What left the house to be put into other words, as the data protection officer reads it."""

from django.http import HttpRequest, HttpResponse

from parvis.act.wording import queries
from parvis.web.numbers import number
from parvis.web.outside import left
from parvis.web.trust.pages import page


def show(request: HttpRequest) -> HttpResponse:
    """Whether anything may leave, and what did, the newest first."""
    found: HttpResponse = page(
        request, "outside", "outside", endpoint=queries.endpoint(),
        **left(number(request.GET.get("avant", ""))),
    )  # fmt: skip
    return found
