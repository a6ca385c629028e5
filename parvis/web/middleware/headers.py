"""Headers of every answer: no inline script or style, no frame, no referrer to strangers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " font-src 'self'; connect-src 'self'; worker-src 'self' blob:; form-action 'self';"
    " manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecurityHeadersMiddleware:
    """A view may set a stricter value itself; secret pages call `private()`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        from django.conf import settings

        self.get_response = get_response
        self.fixed = dict(FIXED)
        if settings.SECURE_HSTS_SECONDS:
            self.fixed["Strict-Transport-Security"] = (
                f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.fixed.items():
            response.headers.setdefault(name, value)
        return response


def private(response: HttpResponse) -> HttpResponse:
    """A page behind a secret link or a log-in: kept by nobody, found by nobody, told to nobody."""
    response.headers["Cache-Control"] = "no-store, private"
    # Not `no-referrer`: under it a browser sends its forms with `Origin: null`, which the check
    # against forged requests rightly refuses. Other sites learn nothing either way.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
