"""Setting up an authenticator app, and the recovery codes."""

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from parvis.authorities import queries as authorities
from parvis.foundation.db.operation import Refusal
from parvis.people import operations, queries, totp
from parvis.people.models import Account
from parvis.people.operations.factors import APP
from parvis.web.account import doors
from parvis.web.account.forms import Code
from parvis.web.account.pages import page, sentence


def enrol_app(request: HttpRequest) -> HttpResponse:
    """Show the QR code, and take the first code that the app makes."""
    account = doors.enrolling(request)
    secret = request.session.get(doors.ENROL_SECRET)
    if account is None or not secret:
        return doors.to_log_in(request)
    form = Code(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            operations.activate_totp(
                account=account,
                secret=secret,
                code="".join(form.cleaned_data["code"].split()),
                by=doors.actor(account),
            )
        except Refusal as refusal:
            problem = sentence(refusal.problem)
        else:
            return first_factor_added(request, account, APP)
    status = 422 if problem or form.errors else 200
    return page(
        request,
        "enrol_app",
        status,
        form=form,
        problem=problem,
        picture=_picture(secret, account),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )


def first_factor_added(request: HttpRequest, account: Account, factor: str) -> HttpResponse:
    """A factor was added. Whoever was on the way in is inside now; whoever has no recovery codes
    gets them, this once."""
    waiting = doors.pending(request)
    then = reverse("account:security")
    if waiting is not None:
        doors.let_in(request, account, method=waiting.method, factor=factor)
        then = waiting.next or doors.home_of(account)
    else:
        request.session[doors.ENROL_SECRET] = totp.new_secret()
    if queries.factors(account).codes_left:
        return HttpResponseRedirect(then)
    made = operations.new_recovery_codes(account=account, by=doors.actor(account))
    return _codes_page(request, made, then)


@doors.confirmed
def renew(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old."""
    account = doors.insider(request)
    if request.method != "POST" or account is None:
        return HttpResponseRedirect(reverse("account:security"))
    made = operations.new_recovery_codes(account=account, by=doors.actor(account))
    return _codes_page(request, made, reverse("account:security"))


def _codes_page(request: HttpRequest, made: list[str], then: str) -> HttpResponse:
    shown = [f"{code[:4]} {code[4:]}" for code in made]
    return page(request, "recovery_codes", codes=shown, then=then)


def _picture(secret: str, account: Account) -> SafeString:
    address = totp.enrolment_address(
        secret, label=account.email or account.full_name, issuer=authorities.authority().name
    )
    drawing = segno.make(address, error="m").svg_inline(
        border=4, dark="#17213a", light="#ffffff", svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawing)  # noqa: S308 - drawn here, from our own address
