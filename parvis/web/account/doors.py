"""How far a person has come: nobody yet, the first step done, or inside.

The first step (a password, an invitation, a provider) only leaves a *pending* account in a fresh
session; the session becomes the account's own once a second factor is passed. A resident's account
opens with the first step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from parvis.foundation.clock import now
from parvis.journal.rules import Actor
from parvis.people import operations, queries, totp
from parvis.people.models import Account
from parvis.people.permissions import home
from parvis.people.rules import PENDING_LONGEST, device_name
from parvis.people.sessions import DEVICE, mark_factor, recently_confirmed
from parvis.web.middleware.headers import private

PENDING = "pending"
# The provider through which the session was opened, so that leaving here also leaves there.
LEFT_BY = "openid_session"
ENROL_SECRET = "enrol_secret"  # noqa: S105 - a key of the session, not a secret
BACKEND = "parvis.people.authentication.AccountBackend"

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Pending:
    """An account whose first step is done; `method` says which."""

    account: Account
    method: str
    next: str


def actor(account: Account | None) -> Actor:
    """Who acts, for the journal: the account's holder, as agent or as resident."""
    if account is None:
        return Actor("resident")
    agent = queries.agent_of(account)
    return Actor("agent", agent.pk) if agent else Actor("resident", account.pk)


def safe_next(request: HttpRequest) -> str:
    """Where the person wanted to go, if it is a page of this site; else empty."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if here else ""


def after_first_step(
    request: HttpRequest, account: Account, *, method: str, next: str = ""
) -> HttpResponse:
    """The first step is done: on to the second factor, or to choosing one."""
    request.session.flush()
    request.session.create()
    request.session[PENDING] = {
        "account": account.pk,
        "method": method,
        "at": now().isoformat(),
        "next": next,
    }
    if queries.factors(account).enrolled:
        return HttpResponseRedirect(reverse("account:second"))
    request.session[ENROL_SECRET] = totp.new_secret()
    return HttpResponseRedirect(reverse("account:choose"))


def pending(request: HttpRequest) -> Pending | None:
    """The account that waits for its second factor; None when none does, or for too long."""
    kept = request.session.get(PENDING)
    if not kept or now() - datetime.fromisoformat(kept["at"]) > PENDING_LONGEST:
        return None
    account = queries.active_account(kept["account"])
    if account is None:
        return None
    return Pending(account=account, method=kept["method"], next=kept["next"])


def let_in(request: HttpRequest, account: Account, *, method: str, factor: str = "") -> None:
    """Open the account's own session, under a new key."""
    came_by = request.session.get(LEFT_BY)
    request.session.flush()
    login(request, account, backend=BACKEND)
    request.session[DEVICE] = device_name(request.headers.get("User-Agent", ""))
    if came_by and method.startswith("openid:"):
        request.session[LEFT_BY] = came_by
    if factor:
        mark_factor(request.session, factor)
        request.session[ENROL_SECRET] = totp.new_secret()
    operations.note_log_in(account=account, method=method, factor=factor, by=actor(account))


def home_of(account: Account) -> str:
    """Where an account goes when it wanted nothing else."""
    agent = queries.agent_of(account)
    return home(agent.roles) if agent and agent.is_active else reverse("account:mine")


def insider(request: HttpRequest) -> Account | None:
    """The account that is fully inside: an agent who passed a factor, or a resident."""
    if not request.user.is_authenticated:
        return None
    account = request.user
    is_agent = cast(Any, request).agent is not None
    return account if is_agent or not queries.works_here(account) else None


def enrolling(request: HttpRequest) -> Account | None:
    """Who may add a factor here: an agent who just showed one, or somebody whose account has
    none yet and whose first step is done."""
    if cast(Any, request).agent is not None:
        return cast(Account, request.user) if recently_confirmed(request.session) else None
    waiting = pending(request)
    if waiting is None or queries.factors(waiting.account).enrolled:
        return None
    return waiting.account


def to_log_in(request: HttpRequest) -> HttpResponse:
    """Off to the agents' log-in, and back here afterwards."""
    here = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{reverse('account:log_in')}?{here}".rstrip("?"))


def agents_only(view: View) -> View:
    """Opens a page to agents who are inside."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if cast(Any, request).agent is None:
            return to_log_in(request)
        return private(view(request, *args, **kwargs))

    return guarded


def confirmed(view: View) -> View:
    """Opens a sensitive setting to agents who showed a factor within the last minutes; others
    are asked for it first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if cast(Any, request).agent is None:
            return to_log_in(request)
        if not recently_confirmed(request.session):
            back = request.get_full_path() if request.method == "GET" else ""
            again = urlencode({"next": back or reverse("account:security")})
            return HttpResponseRedirect(f"{reverse('account:confirm')}?{again}")
        return private(view(request, *args, **kwargs))

    return guarded
