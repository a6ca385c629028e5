"""The agents' log-in, first step: address and password."""

from typing import Any, cast

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from parvis.people import operations, queries
from parvis.people.attempts import wait_before
from parvis.people.permissions import home
from parvis.people.rules import AGENTS
from parvis.web.account import doors
from parvis.web.account.forms import LogIn
from parvis.web.account.pages import page, sentence, wait_sentence

STEP = "password"


def agents(request: HttpRequest) -> HttpResponse:
    """The page, and what is typed into it."""
    agent = cast(Any, request).agent
    if agent is not None:
        return HttpResponseRedirect(doors.safe_next(request) or home(agent.roles))
    if request.method != "POST":
        return _show(request, LogIn())
    form = LogIn(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    return _try(request, form)


def _try(request: HttpRequest, form: LogIn) -> HttpResponse:
    email = form.cleaned_data["email"]
    visitor = cast(Any, request).client_address
    wait = wait_before(STEP, who=email, visitor=visitor)
    if wait is not None:
        return _show(request, form, problem=wait_sentence(wait), status=429)
    account = authenticate(request, email=email, password=form.cleaned_data["password"])
    if account is None or not queries.works_here(account):
        tried = queries.account_by_email(email)
        operations.note_refusal(
            purpose=STEP,
            who=email,
            visitor=visitor,
            by=doors.actor(None),
            account=tried.pk if tried else 0,
        )
        return _show(request, form, problem=sentence("wrong_log_in"), status=422)
    operations.clear_refusals(
        purpose=STEP, who=email, visitor=visitor, by=doors.actor(account), account=account.pk
    )
    return doors.after_first_step(request, account, method=STEP, next=doors.safe_next(request))


def _show(request: HttpRequest, form: LogIn, problem: str = "", status: int = 200) -> HttpResponse:
    return page(
        request,
        "log_in",
        status,
        form=form,
        problem=problem,
        next=doors.safe_next(request),
        providers=queries.providers(AGENTS),
    )
