"""The long lists that a type of request asks, completed while the person talks."""

from django.http import Http404, HttpRequest, HttpResponse

from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceVersion
from parvis.web.answering.completing import completed


def options(request: HttpRequest, version: int, key: str) -> HttpResponse:
    """Those of the choices that are meant, of a question of this version."""
    try:
        return completed(request, offer.asked(version), key)
    except ServiceVersion.DoesNotExist as error:
        raise Http404 from error
