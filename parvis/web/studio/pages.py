"""What the studio's pages share: a form on a page, kept as typed when something is wrong."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.foundation.db.operation import Refusal
from parvis.journal.rules import Actor
from parvis.web.studio.words import REFUSALS


def actor(request: HttpRequest) -> Actor:
    """The administrator, as the journal names them."""
    return Actor("agent", request.agent.pk)  # type: ignore[attr-defined]


_CLASSES = {forms.Textarea: "textarea", forms.Select: "select"}


class StudioForm(forms.Form):
    """A form whose fields wear the classes of the house."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Give a field's widget its class; boxes to tick have none."""
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.HiddenInput):
        return
    widget.attrs.setdefault("class", _CLASSES.get(type(widget), "input"))


def form_page(
    request: HttpRequest, form: forms.Form, *, title: str, here: str, **more: Any
) -> HttpResponse:
    """A page with one form; 422 when it comes back with problems."""
    template = more.pop("template", "studio/form.html")
    context = {"form": form, "title": title, "here": here, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def saved(request: HttpRequest, address: str, sentence: str = "") -> HttpResponse:
    """Say that it is saved, and go on there."""
    messages.success(request, sentence or _("Saved."))
    return HttpResponseRedirect(address)


def refuse(form: forms.Form, refusal: Refusal) -> None:
    """Show on the form why it can't be."""
    sentence = REFUSALS.get(refusal.problem)
    form.add_error(None, str(sentence) if sentence else _("This can't be done."))
