"""Outside operators that a case may wait for."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.authorities import operations, queries, setup
from parvis.authorities.models import ThirdParty
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import StudioForm, actor, form_page, saved


class OperatorForm(StudioForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=20, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    is_authority = forms.BooleanField(
        label=gettext_lazy("It is an authority, to which requests may be passed on"),
        help_text=gettext_lazy(
            "A request that is theirs to answer is passed on to them, as the law wants it"
            " (CRPA, L114-2): with an e-mail address, from here."
        ),
        required=False,
    )


def show(request: HttpRequest) -> HttpResponse:
    rows = list(queries.third_parties().values())
    return render(request, "studio/operators.html", {"rows": rows, "here": "operators"})


def add(request: HttpRequest) -> HttpResponse:
    form = OperatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = free_code(form.cleaned_data["name"], ThirdParty)
        operations.add_third_party(code=code, by=actor(request), **form.cleaned_data)
        return saved(request, reverse("studio:operators"))
    return _page(request, form, _("New operator"))


def change(request: HttpRequest, party: int) -> HttpResponse:
    row = get_object_or_404(ThirdParty, pk=party)
    initial = {name: getattr(row, name) for name in setup.THIRD_PARTY}
    form = OperatorForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        setup.change_third_party(party=row, by=actor(request), **form.cleaned_data)
        return saved(request, reverse("studio:operators"))
    return _page(request, form, row.name)


def _page(request: HttpRequest, form: forms.Form, title: str) -> HttpResponse:
    return form_page(
        request, form, title=title, here="operators", back=reverse("studio:operators"),
        back_name=_("Outside operators"),
    )  # fmt: skip
