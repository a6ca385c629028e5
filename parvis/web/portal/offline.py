"""What a browser shows of these pages while there is no network: one page, the same for everybody.

The worker keeps that page and what draws it, and nothing else: no page of a person is ever kept.
It stands between the browser and the network for page loads of the portal alone.
"""

import hashlib
import json
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from parvis.web.components.templatetags.components import built_font
from parvis.web.context import authority

# The worker asks for pages on behalf of the browser, here alone, and runs nothing else.
_WORKER_POLICY = "default-src 'none'; connect-src 'self'"
_DRAWN_BY = re.compile(r'(?:href|src)="(/(?:static/[^"#]+|brand\.css))')


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page itself: nothing in it is about who asks."""
    response = HttpResponse(_page(request))
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with the page, and with the page its copy."""
    text = _page(request)
    parts = sorted({*_DRAWN_BY.findall(text), built_font("sans"), built_font("serif")})
    version = hashlib.sha256(f"{get_language()} {text} {parts}".encode()).hexdigest()[:16]
    response = render(
        request,
        "portal/offline_worker.js",
        {
            "version": version,
            "page": json.dumps(reverse("portal:offline")),
            "parts": json.dumps(parts),
        },
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = _WORKER_POLICY
    return response


def _page(request: HttpRequest) -> str:
    # Without the request: no form key, no log-in, no choice of one person enters a shared copy.
    town = authority(request)
    known = {name: town.get(name) for name in ("authority", "brand_css_url", "logo_url")}
    return render_to_string("components/offline.html", known)
