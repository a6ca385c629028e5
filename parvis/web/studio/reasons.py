"""Reasons for declining: made, changed, withdrawn and brought back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.foundation.wording import worded
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import DeclineReason
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import StudioForm, actor, form_page, saved


class ReasonForm(StudioForm):
    name = forms.CharField(label=gettext_lazy("Reason"), max_length=120)
    name_en = forms.CharField(
        label=gettext_lazy("Reason in English"), max_length=120, required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Sentence proposed to the agent"), max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Why, who decides, what else can be done, and how to contest it."
        ),
    )  # fmt: skip
    words_en = forms.CharField(
        label=gettext_lazy("The sentence in English"), max_length=1_000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=0
    )

    def content(self) -> dict[str, Any]:
        """As the catalogue keeps it."""
        given = self.cleaned_data
        return {
            "name": _languages(given["name"], given["name_en"]),
            "words": _languages(given["words"], given["words_en"]),
            "position": given["position"],
        }


def add(request: HttpRequest) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = free_code(form.cleaned_data["name"], DeclineReason)
        catalogue.add_decline_reason(code=code, by=actor(request), **form.content())
        return saved(request, reverse("studio:replies"))
    return _page(request, form, _("New reason for declining"))


def change(request: HttpRequest, reason: int) -> HttpResponse:
    row = get_object_or_404(DeclineReason, pk=reason)
    initial = {
        "name": row.name.get("fr", ""), "name_en": row.name.get("en", ""),
        "words": row.words.get("fr", ""), "words_en": row.words.get("en", ""),
        "position": row.position,
    }  # fmt: skip
    form = ReasonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        catalogue.change_decline_reason(reason=row, by=actor(request), **form.content())
        return saved(request, reverse("studio:replies"))
    return _page(request, form, worded(row.name), row=row)


@require_POST
def offer(request: HttpRequest, reason: int) -> HttpResponse:
    """Withdraw a reason, or (`offered`) bring it back."""
    row = get_object_or_404(DeclineReason, pk=reason)
    is_offered = request.POST.get("offered") == "yes"
    catalogue.offer_decline_reason(reason=row, is_offered=is_offered, by=actor(request))
    sentence = _("This reason is offered again.") if is_offered else _("This reason is withdrawn.")
    return saved(request, reverse("studio:replies"), sentence)


def _page(request: HttpRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    return form_page(
        request, form, title=title, here="replies", back=reverse("studio:replies"),
        back_name=_("Ready words"), template="studio/reason.html", **more,
    )  # fmt: skip


def _languages(french: str, english: str) -> dict[str, str]:
    return {code: text for code, text in {"fr": french, "en": english}.items() if text}
