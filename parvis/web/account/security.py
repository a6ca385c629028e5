"""An agent's own doors: factors, password, sessions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.foundation.db.operation import Refusal
from parvis.people import operations, queries
from parvis.people.models import Account
from parvis.people.permissions import home, may
from parvis.people.sessions import passed_factor, recently_confirmed, stored_key
from parvis.web.account import doors
from parvis.web.account.forms import ChangePassword
from parvis.web.account.pages import page, sentence


@doors.agents_only
def show(request: HttpRequest) -> HttpResponse:
    """The page of one's factors, password and sessions."""
    account = request.user
    assert isinstance(account, Account)
    roles = account.agent.roles
    face = home(roles)
    return page(
        request,
        "security",
        factors=queries.factors(account),
        sessions=session_rows(request, account),
        recent=recently_confirmed(request.session),
        has_password=account.has_usable_password(),
        home=None if face == request.path else face,
        may_read_trust=may(roles, "trust.read"),
    )


def session_rows(request: HttpRequest, account: Account) -> list[dict[str, object]]:
    """The account's open sessions, this one marked."""
    here = stored_key(request.session.session_key or "")
    return [
        {
            "key": row.session_key,
            "device": row.device,
            "seen_at": row.seen_at,
            "started_at": row.started_at,
            "is_here": row.session_key == here,
        }
        for row in queries.sessions(account.pk)
    ]


@doors.confirmed
@require_POST
def remove(request: HttpRequest, factor: int) -> HttpResponse:
    """Take one factor away."""
    account = request.user
    assert isinstance(account, Account)
    try:
        operations.remove_factor(account=account, factor=factor, by=doors.actor(account))
    except Refusal as refusal:
        messages.error(request, sentence(refusal.problem))
    else:
        messages.success(request, _("Taken away."))
    return HttpResponseRedirect(reverse("account:security"))


@doors.confirmed
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends."""
    account = request.user
    assert isinstance(account, Account)
    form = ChangePassword(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        if account.check_password(form.cleaned_data["current"]):
            return _changed(request, account, form.cleaned_data["password"])
        form.add_error("current", sentence("wrong_password"))
    return page(request, "change_password", 422 if form.errors else 200, form=form)


def _changed(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    factor = passed_factor(request.session)
    operations.set_password(account=account, password=password, by=doors.actor(account))
    doors.let_in(request, account, method="password", factor=factor)
    messages.success(request, _("Your password is changed. Your other sessions are closed."))
    return HttpResponseRedirect(reverse("account:security"))


@doors.agents_only
@require_POST
def letter_keys(request: HttpRequest) -> HttpResponse:
    """Single letters of the keyboard act at the desk, or no more: one's own choice."""
    agent = request.agent  # type: ignore[attr-defined]
    on = request.POST.get("on") == "1"
    operations.set_letter_keys(agent=agent, on=on, by=doors.actor(agent.account))
    done = _("Single letters act at the desk.") if on else _("Single letters do nothing any more.")
    messages.success(request, done)
    return HttpResponseRedirect(doors.safe_next(request) or reverse("account:security"))


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions, or every other one."""
    account = doors.insider(request)
    if account is None:
        return doors.to_log_in(request)
    by = doors.actor(account)
    if request.POST.get("every"):
        operations.end_every_session(account=account, by=by, keep=request.session.session_key or "")
    else:
        operations.end_session(account=account, session=request.POST.get("session", ""), by=by)
    messages.success(request, _("Closed."))
    then = "account:security" if queries.works_here(account) else "account:mine"
    return HttpResponseRedirect(reverse(then))
