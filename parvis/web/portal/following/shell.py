"""The page around a follow-up, made once and kept for seconds: head, town, footer.

The follow-up page is the one most looked at; what is the same for everybody is not made again for
each look. Whoever is logged in gets a page made for them alone.
"""

from copy import copy
from time import monotonic

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

TITLE, CONTENT, PATH = "@@title@@", "@@content@@", "@@path@@"
KEPT_SECONDS = 30.0
_MOST = 200
_kept: dict[tuple[object, ...], tuple[float, tuple[str, str, str]]] = {}


def wrap(request: HttpRequest, *, title: str, content: str) -> str:
    """A whole page of the portal around `content` (HTML)."""
    before, between, after = _pieces(request)
    path = escape(request.path)
    before, between, after = (piece.replace(PATH, path) for piece in (before, between, after))
    return f"{before}{escape(title)}{between}{content}{after}"


def _pieces(request: HttpRequest) -> tuple[str, str, str]:
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return _made(request)
    key = (request.authority_id, get_language(), request.COOKIES.get("theme"))  # type: ignore[attr-defined]
    found = _kept.get(key)
    if found is not None and found[0] > monotonic():
        return found[1]
    pieces = _made(request)
    if len(_kept) > _MOST:
        _kept.clear()
    _kept[key] = (monotonic() + KEPT_SECONDS, pieces)
    return pieces


def _made(request: HttpRequest) -> tuple[str, str, str]:
    # The address holds somebody's secret link: what is kept for others never does.
    nowhere = copy(request)
    nowhere.path = PATH
    page = render_to_string(
        "following/shell.html", {"title": TITLE, "content": CONTENT}, request=nowhere
    )
    before, _, rest = page.partition(TITLE)
    between, _, after = rest.partition(CONTENT)
    return before, between, after
