"""The agents' log-in, second step: a code or a passkey; or choosing one at the first time."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parvis.foundation.db.operation import Refusal
from parvis.people import operations, queries
from parvis.people.attempts import wait_before
from parvis.people.models import Account
from parvis.web.account import doors
from parvis.web.account.forms import Code
from parvis.web.account.pages import page, sentence, wait_sentence

STEP = "factor"


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor, and let in whoever shows it."""
    waiting = doors.pending(request)
    if waiting is None:
        return doors.to_log_in(request)
    mine = queries.factors(waiting.account)
    if not mine.enrolled:
        return HttpResponseRedirect(reverse("account:choose"))
    form = Code(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        factor, problem = try_code(request, waiting.account, form.cleaned_data["code"])
        if factor:
            doors.let_in(request, waiting.account, method=waiting.method, factor=factor)
            return HttpResponseRedirect(waiting.next or doors.home_of(waiting.account))
    status = 422 if problem or form.errors else 200
    return page(request, "second", status, form=form, problem=problem, factors=mine)


def choose(request: HttpRequest) -> HttpResponse:
    """The first time: which second factor will it be?"""
    waiting = doors.pending(request)
    if waiting is None or doors.enrolling(request) is None:
        return doors.to_log_in(request)
    return page(request, "choose")


def try_code(request: HttpRequest, account: Account, code: str) -> tuple[str, str]:
    """Try a code: the factor that it passes (empty when none), and the sentence when it fails."""
    visitor, who = cast(Any, request).client_address, f"account:{account.pk}"
    wait = wait_before(STEP, who=who, visitor=visitor)
    if wait is not None:
        return "", wait_sentence(wait)
    by = doors.actor(account)
    try:
        factor = operations.pass_code(account=account, typed=code, by=by)
    except Refusal as refusal:
        operations.note_refusal(purpose=STEP, who=who, visitor=visitor, by=by, account=account.pk)
        return "", sentence(refusal.problem)
    operations.clear_refusals(purpose=STEP, who=who, visitor=visitor, by=by, account=account.pk)
    return factor, ""
