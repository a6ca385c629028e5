"""Identity providers: FranceConnect for residents, ProConnect for agents, or one of one's own."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.adapters.openid import ProviderProblem, discovered
from parvis.foundation.db.operation import Refusal
from parvis.people import operations as people
from parvis.people.models import IdentityProvider
from parvis.people.rules import AGENTS, RESIDENTS
from parvis.web.account.doors import confirmed
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import StudioForm, actor, form_page, refuse, saved

AUDIENCES = {RESIDENTS: gettext_lazy("Residents"), AGENTS: gettext_lazy("Agents")}
PROBLEMS = {
    "unreachable": gettext_lazy("It does not answer at this address. Check it, and the network."),
    "refused": gettext_lazy("What it answers is no discovery document of OpenID Connect."),
    "not_trusted": gettext_lazy(
        "It names another issuer, or an address without https: don't trust it before you know why."
    ),
}
_LISTS = ("acr_values", "factor_acr", "factor_amr")


class ProviderForm(StudioForm):
    name = forms.CharField(
        label=gettext_lazy("Name on the button"), max_length=80,
        help_text=gettext_lazy("FranceConnect, ProConnect, or your own."),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=gettext_lazy("Who logs in with it"), choices=AUDIENCES.items
    )  # fmt: skip
    issuer = forms.URLField(
        label=gettext_lazy("Address of the provider (issuer)"), max_length=300,
        assume_scheme="https",
        help_text=gettext_lazy(
            "Without “/.well-known/openid-configuration”: we add it to find the rest."
        ),
    )  # fmt: skip
    client_id = forms.CharField(label=gettext_lazy("Client identifier"), max_length=200)
    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"), max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Kept encrypted, and never shown again."),
    )  # fmt: skip
    scopes = forms.CharField(
        label=gettext_lazy("What we ask it for (scopes)"), max_length=200, initial="openid email"
    )
    acr_values = forms.CharField(
        label=gettext_lazy("Level of assurance that we require (acr)"), max_length=200,
        required=False,
        help_text=gettext_lazy("Separated by spaces; eidas1 for FranceConnect. Empty for none."),
    )  # fmt: skip
    factor_acr = forms.CharField(
        label=gettext_lazy("Levels that count as a second factor (acr)"), max_length=300,
        required=False,
        help_text=gettext_lazy("For agents. Otherwise our own second factor is asked."),
    )  # fmt: skip
    factor_amr = forms.CharField(
        label=gettext_lazy("Methods that count as a second factor (amr)"), max_length=200,
        required=False, help_text=gettext_lazy("For example: mfa."),
    )  # fmt: skip
    vouches_for_email = forms.BooleanField(
        label=gettext_lazy("Answers for the addresses of its agents"), required=False,
        help_text=gettext_lazy(
            "For ProConnect: it never says whether an address was checked, the agent’s own "
            "organisation answers for it. Tick it for no provider where people type their own. "
            "It serves once, while an invitation is open; after that the identifier alone counts."
        ),
    )  # fmt: skip
    is_active = forms.BooleanField(
        label=gettext_lazy("Shown on the log-in page"), required=False, initial=True
    )

    def __init__(self, *args: Any, has_secret: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if has_secret:
            self.fields["client_secret"].required = False
            self.fields["client_secret"].help_text = _(
                "A secret is kept, encrypted; it is never shown again. Leave this empty to keep it."
            )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "openid" not in given.get("scopes", "openid").split():
            self.add_error("scopes", _("“openid” must be among them."))
        return given

    def fields_of_provider(self) -> dict[str, Any]:
        """As `people.operations.set_provider` takes them."""
        given = dict(self.cleaned_data)
        return {**given, **{name: given[name].split() for name in _LISTS}}


def show(request: HttpRequest) -> HttpResponse:
    rows = list(IdentityProvider.objects.order_by("audience", "name"))
    shown = [(row, AUDIENCES.get(row.audience, "")) for row in rows]
    return render(request, "studio/providers.html", {"rows": shown, "here": "providers"})


@confirmed
def add(request: HttpRequest) -> HttpResponse:
    form = ProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = free_code(form.cleaned_data["name"], IdentityProvider)[:30]
        if _set(request, form, code):
            return saved(request, reverse("studio:providers"))
    return _page(
        request, form, _("New identity provider"),
        intro=_("Once it is saved, its page gives the address that the provider asks for."),
    )  # fmt: skip


@confirmed
def change(request: HttpRequest, provider: int) -> HttpResponse:
    row = get_object_or_404(IdentityProvider, pk=provider)
    names = (
        "name", "audience", "issuer", "client_id", "scopes", "vouches_for_email", "is_active",
    )  # fmt: skip
    initial = {name: getattr(row, name) for name in names}
    initial |= {name: " ".join(getattr(row, name)) for name in _LISTS}
    form = ProviderForm(request.POST or None, initial=initial, has_secret=bool(row.client_secret))
    if request.method == "POST" and form.is_valid() and _set(request, form, row.code):
        return saved(request, reverse("studio:providers"))
    return _page(
        request, form, row.name, row=row,
        back_to=_return_address(request, row.code),
    )  # fmt: skip


@confirmed
@require_POST
def try_out(request: HttpRequest, provider: int) -> HttpResponse:
    """Read the provider's discovery document; nothing of ours is sent."""
    row = get_object_or_404(IdentityProvider, pk=provider)
    try:
        hosts, problem = discovered(row.issuer), ""
    except ProviderProblem as found:
        hosts, problem = [], str(PROBLEMS.get(found.problem, _("It can't be used.")))
    context = {
        "row": row, "hosts": hosts, "problem": problem, "title": _("Trial of a provider"),
        "here": "providers", "back": reverse("studio:providers"),
        "back_name": _("Identity providers"),
    }  # fmt: skip
    return render(request, "studio/provider_trial.html", context)


def _set(request: HttpRequest, form: ProviderForm, code: str) -> bool:
    try:
        people.set_provider(code=code, by=actor(request), **form.fields_of_provider())
    except Refusal as refusal:
        refuse(form, refusal)
        return False
    return True


def _return_address(request: HttpRequest, code: str) -> str:
    path = reverse("account:provider_back", args=[code])
    return f"{request.scheme}://{request.get_host()}{path}"


def _page(request: HttpRequest, form: ProviderForm, title: str, **more: Any) -> HttpResponse:
    return form_page(
        request, form, title=title, here="providers", back=reverse("studio:providers"),
        back_name=_("Identity providers"), template="studio/provider.html", **more,
    )  # fmt: skip
