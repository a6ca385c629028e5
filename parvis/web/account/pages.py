"""What the pages of accounts share: their frame, and sentences for what was refused."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.web.middleware.headers import private


def page(request: HttpRequest, template: str, status: int = 200, **known: Any) -> HttpResponse:
    """One page of this face: kept by nobody, found by no search engine."""
    return private(render(request, f"account/{template}.html", known, status=status))


def sentence(problem: str) -> str:
    """What a refusal's code means to the person."""
    texts = {
        "wrong_code": _("This code is not right, or has been used. Type the next one."),
        "wrong_key": _("This passkey did not answer as expected. Try again, or use a code."),
        "already_there": _("An app is set up already. Take it away before adding another."),
        "last_factor": _("This is your only second factor. Add another before taking it away."),
        "wrong_log_in": _("The address or the password is not right. Check both, then try again."),
        "wrong_password": _("This is not your current password."),
    }
    return texts.get(problem, _("This could not be done. Go back and try again."))


def wait_sentence(wait: timedelta) -> str:
    """How long to wait after too many attempts."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    return ngettext(
        "Too many attempts. Try again in %(minutes)d minute.",
        "Too many attempts. Try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
