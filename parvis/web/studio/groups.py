"""Groups of service types: the large doors of the portal."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.foundation.wording import worded
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceGroup
from parvis.web.studio.drawings import DrawingField
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import StudioForm, actor, form_page, saved


class GroupForm(StudioForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=80, required=False)
    icon = DrawingField(label=gettext_lazy("Drawing"))
    position = forms.IntegerField(
        label=gettext_lazy("Place among the doors"), min_value=0, max_value=99, initial=0
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["icon"].keep(self.initial.get("icon", ""))

    def content(self) -> dict[str, Any]:
        """As the catalogue keeps it."""
        given = self.cleaned_data
        name = {"fr": given["name"], "en": given["name_en"]}
        return {
            "name": {language: text for language, text in name.items() if text},
            "icon": given["icon"],
            "position": given["position"],
        }


def add(request: HttpRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = free_code(form.cleaned_data["name"], ServiceGroup)
        catalogue.add_group(code=code, by=actor(request), **form.content())
        return saved(request, reverse("studio:services"))
    return _page(request, form, _("New group"))


def change(request: HttpRequest, group: int) -> HttpResponse:
    row = get_object_or_404(ServiceGroup, pk=group)
    initial = {
        "name": row.name.get("fr", ""), "name_en": row.name.get("en", ""), "icon": row.icon,
        "position": row.position,
    }  # fmt: skip
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        catalogue.change_group(group=row, by=actor(request), **form.content())
        return saved(request, reverse("studio:services"))
    return _page(request, form, worded(row.name))


def _page(request: HttpRequest, form: forms.Form, title: str) -> HttpResponse:
    return form_page(
        request, form, title=title, here="services", back=reverse("studio:services"),
        back_name=_("Types of requests"),
        intro=_("A group is one of the large doors on the portal's first page."),
    )  # fmt: skip
