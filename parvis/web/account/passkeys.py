"""Passkeys: as second factor, as both steps at once, as confirmation; and adding one.

The browser's question comes by POST (it is kept in the session), the answer by another.
"""

import json
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.foundation.db.operation import Refusal
from parvis.foundation.text import keepable
from parvis.people import operations, passkeys, queries
from parvis.people.attempts import wait_before
from parvis.people.models import Account
from parvis.people.operations.factors import PASSKEY
from parvis.people.sessions import mark_factor
from parvis.web.account import doors
from parvis.web.account.codes import first_factor_added
from parvis.web.account.forms import KeyName
from parvis.web.account.pages import page, sentence, wait_sentence
from parvis.web.middleware.headers import private

CEREMONY = "ceremony"
STEP = "passkey"


@require_POST
def ask_anyone(request: HttpRequest) -> HttpResponse:
    """The question to whoever has a passkey here."""
    options, ceremony = passkeys.ask_for_known(None, host=_host(request))
    return _question(request, options, ceremony, alone=True)


@require_POST
def ask_known(request: HttpRequest) -> HttpResponse:
    """The question to the account that waits for its factor, or confirms it."""
    waiting = doors.pending(request)
    account = waiting.account if waiting else doors.insider(request)
    if account is None:
        return JsonResponse({}, status=403)
    return _question(request, *passkeys.ask_for_known(account, host=_host(request)))


@require_POST
def ask_new(request: HttpRequest) -> HttpResponse:
    """The question that makes a new passkey."""
    account = doors.enrolling(request)
    if account is None:
        return JsonResponse({}, status=403)
    name = account.email or account.full_name
    return _question(request, *passkeys.ask_for_new(account, host=_host(request), name=name))


@require_POST
def log_in(request: HttpRequest) -> HttpResponse:
    """A passkey alone: the device has checked its holder, so it stands for both steps."""
    alone = request.session.get(CEREMONY, {}).get("alone", False)
    account, problem = _answer(request, None) if alone else (None, sentence("wrong_key"))
    if account is not None and not queries.works_here(account):
        account, problem = None, sentence("wrong_key")
    if account is None:
        messages.error(request, problem)
        return HttpResponseRedirect(reverse("account:log_in"))
    doors.let_in(request, account, method=STEP, factor=PASSKEY)
    return HttpResponseRedirect(doors.safe_next(request) or doors.home_of(account))


@require_POST
def second(request: HttpRequest) -> HttpResponse:
    """The passkey as second factor."""
    waiting = doors.pending(request)
    if waiting is None:
        return doors.to_log_in(request)
    account, problem = _answer(request, waiting.account)
    if account is None:
        messages.error(request, problem)
        return HttpResponseRedirect(reverse("account:second"))
    doors.let_in(request, account, method=waiting.method, factor=PASSKEY)
    return HttpResponseRedirect(waiting.next or doors.home_of(account))


@doors.agents_only
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The passkey as confirmation."""
    account, problem = _answer(request, cast(Account, request.user))
    then = doors.safe_next(request) or reverse("account:security")
    if account is None:
        messages.error(request, problem)
        return HttpResponseRedirect(reverse("account:confirm"))
    mark_factor(request.session, PASSKEY)
    return HttpResponseRedirect(then)


def enrol(request: HttpRequest) -> HttpResponse:
    """Add a passkey."""
    account = doors.enrolling(request)
    if account is None:
        return doors.to_log_in(request)
    form = KeyName(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            ceremony, credential = _given(request)
            operations.add_passkey(
                account=account,
                name=form.cleaned_data["name"],
                credential=credential,
                ceremony=ceremony,
                by=doors.actor(account),
            )
        except Refusal as refusal:
            problem = sentence(refusal.problem)
        else:
            return first_factor_added(request, account, PASSKEY)
    status = 422 if problem or form.errors else 200
    return page(request, "enrol_passkey", status, form=form, problem=problem)


def _answer(request: HttpRequest, account: Account | None) -> tuple[Account | None, str]:
    """Whose passkey answered; or None, and the sentence."""
    visitor = cast(Any, request).client_address
    who = f"account:{account.pk}" if account else f"passkey:{visitor}"
    wait = wait_before(STEP, who=who, visitor=visitor)
    if wait is not None:
        return None, wait_sentence(wait)
    by = doors.actor(account)
    try:
        ceremony, credential = _given(request)
        found = operations.pass_passkey(
            credential=credential, ceremony=ceremony, account=account, by=by
        )
    except Refusal as refusal:
        operations.note_refusal(purpose=STEP, who=who, visitor=visitor, by=by)
        return None, sentence(refusal.problem)
    return found, ""


def _given(request: HttpRequest) -> tuple[passkeys.Ceremony, dict[str, Any]]:
    """The ceremony kept, taken out since it serves once, and the browser's answer to it."""
    kept = request.session.pop(CEREMONY, None)
    try:
        credential = keepable(json.loads(request.POST.get("credential", "")))
    except (ValueError, RecursionError) as error:
        raise Refusal("wrong_key") from error
    if kept is None or kept["host"] != _host(request) or not isinstance(credential, dict):
        raise Refusal("wrong_key")
    return passkeys.Ceremony(kept["host"], kept["state"]), credential


def _question(
    request: HttpRequest,
    options: dict[str, Any],
    ceremony: passkeys.Ceremony,
    *,
    alone: bool = False,
) -> HttpResponse:
    """`alone`: the answer stands for both steps, since the device checks its holder."""
    request.session[CEREMONY] = {
        "host": ceremony.host,
        "state": ceremony.state,
        "alone": alone,
    }
    return private(JsonResponse(options))


def _host(request: HttpRequest) -> str:
    return request.get_host().split(":")[0]
