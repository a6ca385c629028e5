"""Where a request really comes from: a forwarded address is believed from a trusted proxy alone."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


class TrustedProxyMiddleware:
    """Sets `request.client_address`, and the scheme that the trusted proxy was asked with."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.trusted = [ip_network(net, strict=False) for net in settings.PARVIS_TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR", "")
        request.client_address = peer  # type: ignore[attr-defined]
        if self._is_trusted(peer):
            self._believe(request)
        else:
            for header in (
                "HTTP_X_FORWARDED_FOR",
                "HTTP_X_FORWARDED_PROTO",
                "HTTP_X_FORWARDED_HOST",
            ):
                request.META.pop(header, None)
        return self.get_response(request)

    def _believe(self, request: HttpRequest) -> None:
        """The nearest address that is not itself a trusted proxy: what is left of it is hearsay."""
        for hop in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            address = hop.strip()
            if not _is_address(address):
                break
            request.client_address = address  # type: ignore[attr-defined]
            if not self._is_trusted(address):
                break
        if request.META.get("HTTP_X_FORWARDED_PROTO") == "https":
            request.META["wsgi.url_scheme"] = "https"
            request.environ["wsgi.url_scheme"] = "https"  # type: ignore[attr-defined]

    def _is_trusted(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in net for net in self.trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
