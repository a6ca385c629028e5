"""How the authority presents itself: name, addresses, colour."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.authorities import queries, setup
from parvis.flows import set_logo
from parvis.foundation.references import PREFIX
from parvis.web.components import brand
from parvis.web.studio.agents import nobody_works
from parvis.web.studio.pages import StudioForm, actor, saved
from parvis.web.studio.words import LOGO


class LogoForm(StudioForm):
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=gettext_lazy("PNG, JPEG or WebP, square if you can, at least 80 pixels."),
    )


class IdentityForm(StudioForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    postal_address = forms.CharField(
        label=gettext_lazy("Postal address"), widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=20, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    protection_officer_email = forms.EmailField(
        label=gettext_lazy("Data protection officer's address"),
        required=False,
        help_text=gettext_lazy("The journal's seals are sent there."),
    )
    publication_director = forms.CharField(
        label=gettext_lazy("Who answers for what the site publishes"),
        max_length=160,
        required=False,
        help_text=gettext_lazy(
            "As a rule the mayor, or the president: name and office. The law wants it in the legal "
            "notice."
        ),
    )
    hosting = forms.CharField(
        label=gettext_lazy("Who hosts the site"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("Name, address and phone; your own when it runs in your house."),
    )
    reference_prefix = forms.RegexField(
        PREFIX,
        label=gettext_lazy("Beginning of the references"),
        help_text=gettext_lazy("Two to four capital letters: VP gives VP-26-48213."),
    )
    brand_color = forms.CharField(
        label=gettext_lazy("Colour"),
        max_length=7,
        required=False,
        help_text=gettext_lazy(
            "For example #2C6A4D. It is darkened where it could not be read otherwise; empty, the "
            "house's brick stays."
        ),
    )

    def clean_brand_color(self) -> str:
        colour = self.cleaned_data["brand_color"].strip()
        if colour:
            try:
                brand.parse(colour)
            except ValueError:
                raise forms.ValidationError(
                    _("A colour is # and three or six digits or letters from A to F.")
                ) from None
        return str(colour)


def show(request: HttpRequest) -> HttpResponse:
    town = queries.authority()
    initial = {name: getattr(town, name) for name in setup.IDENTITY}
    form = IdentityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        setup.set_identity(by=actor(request), **form.cleaned_data)
        return saved(request, reverse("studio:home"), _saved(form.cleaned_data["brand_color"]))
    return _page(request, form, LogoForm())


@require_POST
def change_logo(request: HttpRequest) -> HttpResponse:
    """Take a new logo, or (`remove`) the present one away."""
    if "remove" in request.POST:
        set_logo.remove_logo(by=actor(request))
        return saved(request, reverse("studio:home"), _("The logo is taken away."))
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        problem = set_logo.set_logo(form.cleaned_data["logo"].read(), by=actor(request))
        if problem is None:
            return saved(request, reverse("studio:home"), _("The logo is at the top of each page."))
        unread = _("This is no PNG, JPEG or WebP picture that we can read.")
        form.add_error("logo", str(LOGO.get(problem, unread)))
    town = queries.authority()
    initial = {name: getattr(town, name) for name in setup.IDENTITY}
    return _page(request, IdentityForm(initial=initial), form)


def _page(request: HttpRequest, form: IdentityForm, logo: LogoForm) -> HttpResponse:
    colour = form["brand_color"].value() or ""
    try:
        shown = brand.shades(colour) if colour else None
    except ValueError:
        shown = None
    town = queries.authority()
    context = {
        "town": town, "code": town.siren or town.insee_code,
        "form": form, "logo_form": logo, "title": _("Identity and colour"), "here": "home",
        "intro": _("What residents see at the top of each page and on each receipt."),
        "shades": shown,
        "nobody_works": nobody_works(),
        "without_contact": queries.without_contact(),
    }  # fmt: skip
    wrong = form.errors or logo.errors
    return render(request, "studio/identity.html", context, status=422 if wrong else 200)


def _saved(colour: str) -> str:
    if colour and brand.shades(colour).was_changed:
        return _("Saved. The colour was darkened, so that everyone can read it.")
    return _("Saved.")
