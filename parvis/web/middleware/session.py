"""Django's session, whose cookie goes only with the answer that ends it."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest, HttpResponse


class SessionMiddleware(DjangoSessionMiddleware):
    """Logging in changes the session's key. An answer to a request that left before, with the old
    key, would find nothing behind it and take away the cookie: the new one by then, and the
    person would be out as soon as in."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        session = getattr(request, "session", None)
        if session is not None and not session.modified:
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer
