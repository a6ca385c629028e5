"""Shows every component and the sample pages without the app, under a strict content policy.

`python -m parvis.web.components.gallery [--port 8099] [--brand "#0B7A75"]`. The built front end
must be there (`npm run build` in `frontend/`).
"""

import argparse
import json
import mimetypes
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.http import HttpRequest

from parvis.web.components import brand, samples

PAGES = ("portal_home", "report", "follow", "desk", "cockpit", "studio", "receipt")
ERRORS = ("400", "403", "404", "429", "500", "offline")
STATIC = Path(__file__).resolve().parents[1] / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
    " img-src 'self' blob:; connect-src 'self'; worker-src 'self'; form-action 'self';"
    " base-uri 'none'"
)

# No address of the app exists here: links to its pages are left out.
urlpatterns: list[object] = []


def configure() -> None:
    """The least of Django that these templates need."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "django_vite", "parvis.web.components"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        ROOT_URLCONF=__name__,
        LANGUAGE_CODE="fr",
        USE_I18N=True,
        STATIC_URL="/static/",
        ALLOWED_HOSTS=["*"],
        LOCALE_PATHS=[str(Path(__file__).with_name("locale"))],
        DJANGO_VITE={
            "default": {
                "manifest_path": STATIC / "build/.vite/manifest.json",
                "static_url_prefix": "build",
            }
        },
    )
    django.setup()


def page(path: str, query: str, colour: str) -> tuple[str, bytes] | None:
    """Content type and body of one address, or None when there is nothing there."""
    from django.template.loader import render_to_string

    if path.startswith("/static/"):
        file = STATIC / path.removeprefix("/static/")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return (kind, file.read_bytes()) if file.is_file() else None
    if path == "/brand.css":
        return "text/css", brand.style_sheet(colour).encode()
    if path == "/photo.svg":
        return "image/svg+xml", samples.PHOTO.encode()
    data: dict[str, Callable[[], Any]] = {
        "/layers.json": samples.layers,
        "/points.json": samples.points,
        "/reverse.json": lambda: {"label": "48 rue des Tanneurs"},
        "/addresses.json": lambda: samples.addresses(query),
    }
    if path in data:
        return "application/json", json.dumps(data[path]()).encode()
    name = path.strip("/").removesuffix(".html") or "gallery"
    if name in PAGES:
        template = f"components/samples/{name}.html"
    elif name in (*ERRORS, "gallery"):
        template = f"components/{name}.html"
    else:
        return None
    request = HttpRequest()
    request.COOKIES = {"theme": query.removeprefix("theme=")}
    context = {**samples.context(), "pages": (*PAGES, *ERRORS), "brand_css_url": "/brand.css"}
    return "text/html; charset=utf-8", render_to_string(template, context, request).encode()


def application(colour: str) -> Callable[..., Iterable[bytes]]:
    """The gallery as a WSGI application."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            return posted(environ, start)
        found = page(environ["PATH_INFO"], environ.get("QUERY_STRING", ""), colour)
        kind, body = found or ("text/plain", b"not here")
        start(
            "200 OK" if found else "404 Not Found",
            [("Content-Type", kind), ("Content-Security-Policy", POLICY)],
        )
        return [body]

    return answer


def posted(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """What the app would answer to the samples' forms: nothing is kept."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    path = environ["PATH_INFO"]
    if path == "/presence.json":
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({"sentence": "Une collègue regarde aussi"}).encode()]
    if path == "/undo":
        start("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return ["C’est annulé.".encode()]
    start("303 See Other", [("Location", "/follow.html")])
    return [b""]


class Quiet(WSGIRequestHandler):
    """One line per request is noise here."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Serve the gallery until interrupted."""
    parser = argparse.ArgumentParser(description="Components and sample pages")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--brand", default="", help="a town's colour, as #RRGGBB")
    given = parser.parse_args()
    configure()
    with make_server(
        "127.0.0.1", given.port, application(given.brand), handler_class=Quiet
    ) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
