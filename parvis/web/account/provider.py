"""Log-in through an OpenID provider of this authority.

A POST starts it; the provider sends the person back by GET. The page that leads there is a link
that follows itself: under our content policy a form may not be sent on to another site.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.adapters.openid import (
    Identity,
    Party,
    ProviderProblem,
    Question,
    answered,
    ask,
    leaving,
)
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.people import operations, queries
from parvis.people.models import IdentityProvider
from parvis.people.rules import AGENTS, Assurance, holds_factor, is_accepted
from parvis.web.account import doors
from parvis.web.account.pages import page

WAITING = "openid"
# From leaving for the provider to coming back.
LONGEST = timedelta(minutes=10)


@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Off to the provider."""
    provider = _provider(code)
    try:
        address, question = ask(_party(request, provider))
    except ProviderProblem as problem:
        return _failed(request, provider, problem.problem)
    request.session[WAITING] = {
        "provider": code,
        "question": asdict(question),
        "at": now().isoformat(),
        "next": doors.safe_next(request),
    }
    return page(request, "to_provider", provider=provider, address=address)


@require_GET
def back(request: HttpRequest, code: str) -> HttpResponse:
    """Back from the provider: who is it?"""
    provider = _provider(code)
    kept = request.session.pop(WAITING, None)
    if kept is None or kept["provider"] != code or _too_old(kept["at"]):
        return _failed(request, provider, "too_late")
    if "code" not in request.GET:
        problem = "cancelled" if request.GET.get("error") == "access_denied" else "refused"
        return _failed(request, provider, problem)
    try:
        identity = answered(
            _party(request, provider),
            Question(**kept["question"]),
            code=request.GET["code"],
            state=request.GET.get("state", ""),
        )
        return _let_in(request, provider, identity, kept["next"])
    except ProviderProblem as trouble:
        return _failed(request, provider, trouble.problem)
    except Refusal as refusal:
        return _failed(request, provider, refusal.problem)


def _let_in(
    request: HttpRequest, provider: IdentityProvider, identity: Identity, wanted: str
) -> HttpResponse:
    assurance = Assurance(identity.acr, identity.amr)
    if not is_accepted(assurance, provider.acr_values):
        raise Refusal("not_sure_enough")
    method = f"openid:{provider.code}"
    by = doors.actor(None)
    if provider.audience == AGENTS:
        account = operations.account_of_agent_identity(
            provider=provider,
            subject=identity.subject,
            verified_email=identity.email,
            by=by,
        )
        if not holds_factor(assurance, provider.factor_acr, provider.factor_amr):
            response = doors.after_first_step(request, account, method=method, next=wanted)
            _remember(request, provider, identity)
            return response
        doors.let_in(request, account, method=method, factor="provider")
    elif (inside := doors.insider(request)) is not None and not queries.works_here(inside):
        # A resident who came by a link adds the provider to the same account.
        operations.link_identity(
            account=inside, provider=provider, subject=identity.subject, by=doors.actor(inside)
        )
        return HttpResponseRedirect(wanted or doors.home_of(inside))
    else:
        account = operations.account_of_resident_identity(
            provider=provider, subject=identity.subject, by=by, language=get_language() or "fr"
        )
        doors.let_in(request, account, method=method)
    _remember(request, provider, identity)
    return HttpResponseRedirect(wanted or doors.home_of(account))


def _remember(request: HttpRequest, provider: IdentityProvider, identity: Identity) -> None:
    """So that leaving here also leaves there."""
    request.session[doors.LEFT_BY] = {
        "provider": provider.code,
        "name": provider.name,
        "id_token": identity.id_token,
        "leave_at": identity.leave_at,
    }


def way_out(request: HttpRequest) -> tuple[str, str]:
    """The name of the provider whose session should end with ours, and the address that ends it:
    both as they were at log-in, so that leaving waits for nobody; the address is empty when the
    provider has none."""
    kept = request.session.get(doors.LEFT_BY)
    if kept is None:
        return "", ""
    if not kept["leave_at"]:
        return kept["name"], ""
    home = request.build_absolute_uri("/")
    return kept["name"], leaving(kept["leave_at"], id_token=kept["id_token"], back=home)


def _provider(code: str) -> IdentityProvider:
    provider = queries.provider(code)
    if provider is None:
        raise Http404
    return provider


def _party(request: HttpRequest, provider: IdentityProvider) -> Party:
    return Party(
        issuer=provider.issuer,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        back=request.build_absolute_uri(reverse("account:provider_back", args=[provider.code])),
        scopes=provider.scopes,
        acr_values=tuple(provider.acr_values),
        vouches_for_email=provider.vouches_for_email,
    )


def _too_old(at: str) -> bool:
    return now() - datetime.fromisoformat(at) > LONGEST


def _failed(request: HttpRequest, provider: IdentityProvider, problem: str) -> HttpResponse:
    texts: dict[str, Any] = {
        "cancelled": _("You stopped before the end. Nothing has changed."),
        "unreachable": _("%(name)s does not answer at the moment. Try again in a few minutes."),
        "too_late": _("This took too long, or was opened twice. Start again."),
        "not_agent": _("%(name)s knows you, but no agent's account here goes with it."),
        "not_invited": _(
            "Your account is not tied to %(name)s yet. Ask your administrator for an invitation."
        ),
        "is_agent": _("You work for the town: use the agents' log-in."),
        "inactive": _("This account is closed."),
        "not_sure_enough": _("%(name)s did not check your identity as strongly as is needed here."),
    }
    fallback = _("%(name)s did not confirm who you are. Start again.")
    sentence = texts.get(problem, fallback) % {"name": provider.name}
    again = "account:log_in" if provider.audience == AGENTS else "account:mine"
    return page(
        request,
        "provider_failed",
        503 if problem == "unreachable" else 403,
        provider=provider,
        sentence=sentence,
        again=reverse(again),
    )
