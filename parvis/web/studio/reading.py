"""What may be done with what was read without a person, and how right readings were so far."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from parvis.act.automation.operations import set_sorting
from parvis.act.automation.queries import sorting
from parvis.capture.corrections.queries import track_record
from parvis.foundation.db.operation import Refusal
from parvis.offer.catalogue import queries as offer
from parvis.web.studio.pages import StudioForm, actor, form_page, refuse, saved

BOUNDS = (0.5, 0.8, 0.9, 0.95, 0.99)


class SortingForm(StudioForm):
    decides_from = forms.TypedChoiceField(
        label=gettext_lazy("Sort a request without an agent"),
        coerce=float,
        empty_value=None,
        required=False,
    )
    kinds = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Kinds that people choose when they don’t know"),
        help_text=gettext_lazy("Requests of every other kind stay where their author put them."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        never = ("", _("Never: an agent decides, a kind is only proposed"))
        self.fields["decides_from"].choices = [  # type: ignore[attr-defined]
            never,
            *((str(one), _("When the reading is sure at {n} %").format(n=round(one * 100)))
              for one in BOUNDS[2:]),
        ]  # fmt: skip
        names = offer.known_names(get_language() or "fr")
        self.fields["kinds"].choices = sorted(  # type: ignore[attr-defined]
            names.items(), key=lambda one: one[1].casefold()
        )


def show(request: HttpRequest) -> HttpResponse:
    """The rule, and what it would have come to."""
    rule = sorting()
    form = SortingForm(
        request.POST or None,
        initial={"decides_from": rule.decides_from or "", "kinds": sorted(rule.kinds)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_sorting(by=actor(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return saved(request, reverse("studio:reading"))
    return form_page(
        request,
        form,
        title=_("What is read"),
        here="reading",
        intro=_(
            "Each message is read here, on your own machine: its subject, its urgency, what must "
            "not be published. Agents see what was read and correct it; the next is read better."
        ),
        template="studio/reading.html",
        record=track_record(BOUNDS),
    )
