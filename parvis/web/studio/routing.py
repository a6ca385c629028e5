"""How the studio's routes are made: all for administrators, and fresh."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from parvis.foundation.db.remember import forget
from parvis.web import routes

EDIT = "studio.edit"


def route(
    address: str, view: Callable[..., HttpResponse], permission: str, *, name: str
) -> URLPattern:
    """A page that shows what is kept now: what another process has just changed too, which small
    answers may hide for seconds elsewhere."""

    @wraps(view)
    def fresh(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        forget()
        return view(request, *args, **kwargs)

    return routes.route(address, fresh, permission, name=name)
