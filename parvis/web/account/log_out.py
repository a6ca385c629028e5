"""Leaving: by POST alone."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from parvis.people import operations
from parvis.people.sessions import stored_key
from parvis.web.account import doors
from parvis.web.account.pages import page
from parvis.web.account.provider import way_out


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End this session, and the one at the provider through which it was opened. What the browser
    kept of forms begun goes too: at a counter, the next person is another."""
    provider, address = way_out(request)
    if request.user.is_authenticated and request.session.session_key:
        account = doors.insider(request)
        if account is not None:
            operations.end_session(
                account=account,
                session=stored_key(request.session.session_key),
                by=doors.actor(account),
            )
    logout(request)
    response = page(request, "left", provider=provider, address=address)
    response.headers["Clear-Site-Data"] = '"storage"'
    return response
