"""Links received by mail: a GET shows what they open, a POST opens it, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parvis.foundation.db.operation import Refusal
from parvis.people import operations, queries
from parvis.people.models import AccountLink
from parvis.people.rules import AGENTS, INVITATION, PASSWORD, SIGN_IN
from parvis.web.account import doors
from parvis.web.account.forms import Address, NewPassword
from parvis.web.account.pages import page


def forgotten(request: HttpRequest) -> HttpResponse:
    """An agent who forgot the password asks for a link. The answer is the same for everyone."""
    form = Address(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return send(request, form.cleaned_data["email"], PASSWORD, back=reverse("account:log_in"))
    return page(request, "forgotten", 422 if form.errors else 200, form=form)


def send(request: HttpRequest, email: str, purpose: str, *, back: str) -> HttpResponse:
    """Have a link sent, and say so: the same words and the same work for every address."""
    operations.ask_for_link(
        email=email,
        purpose=purpose,
        origin=f"{request.scheme}://{request.get_host()}",
        by=doors.actor(None),
        language=getattr(request, "LANGUAGE_CODE", "fr"),
    )
    return page(request, "link_sent", back=back)


def open_link(request: HttpRequest, link: int, token: str) -> HttpResponse:
    """What a link opens."""
    found = queries.open_link(link, token)
    if found is None:
        return _closed(request)
    try:
        if found.purpose == SIGN_IN:
            return _sign_in(request, found)
        return _password(request, found)
    except Refusal:
        return _closed(request)


def _sign_in(request: HttpRequest, link: AccountLink) -> HttpResponse:
    if request.method != "POST":
        return page(request, "link_sign_in")
    account = operations.use_link(link=link, by=doors.actor(None))
    doors.let_in(request, account, method="link")
    return HttpResponseRedirect(reverse("account:mine"))


def _password(request: HttpRequest, link: AccountLink) -> HttpResponse:
    account = link.account
    agent = queries.agent_of(account) if account else None
    if account is None or agent is None or not agent.is_active or not account.is_active:
        return _closed(request)
    form = NewPassword(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        by = doors.actor(account)
        operations.use_link(link=link, by=by)
        operations.set_password(account=account, password=form.cleaned_data["password"], by=by)
        return doors.after_first_step(request, account, method=link.purpose)
    known: dict[str, Any] = {
        "form": form,
        "invited": link.purpose == INVITATION,
        "name": agent.display_name,
        "providers": queries.providers(AGENTS) if link.purpose == INVITATION else [],
    }
    return page(request, "link_password", 422 if form.errors else 200, **known)


def _closed(request: HttpRequest) -> HttpResponse:
    return page(request, "link_closed", 410, again=reverse("account:mine"))
