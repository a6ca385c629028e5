"""The authority's logo, as it was made anew from what an administrator gave."""

from django.http import Http404, HttpRequest, HttpResponse

from parvis.adapters.images import MEDIA_TYPE
from parvis.flows import set_logo


def show(request: HttpRequest, name: str) -> HttpResponse:
    """The picture of that name; it never changes under it."""
    data = set_logo.logo(name)
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
