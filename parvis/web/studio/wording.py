"""The endpoint outside that may put sentences of a summary into other words: what would leave, word
for word, before anything does; a trial; a switch."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from parvis.act.wording import operations as wording
from parvis.act.wording import queries
from parvis.act.wording.models import Endpoint
from parvis.adapters.wording import question
from parvis.flows.theme_selection import Selection
from parvis.flows.word_summary import CODE, TRIAL, to_leave, try_out
from parvis.foundation.db.operation import Refusal
from parvis.understand.studies import queries as studies
from parvis.understand.studies.models import FAILED, RUNNING, WAITING
from parvis.understand.wording.asking import INSTRUCTIONS, MADE_UP
from parvis.web import outside
from parvis.web.account.doors import confirmed
from parvis.web.numbers import number
from parvis.web.studio.pages import StudioForm, actor, form_page, refuse, saved


class EndpointForm(StudioForm):
    address = forms.URLField(
        label=gettext_lazy("Address of the service"), max_length=300, assume_scheme="https",
        help_text=gettext_lazy(
            "As far as its version: https://albert.api.etalab.gouv.fr/v1 for the State’s Albert, "
            "or a service of your own. Encrypted (https), or on this very machine."
        ),
    )  # fmt: skip
    model = forms.CharField(label=gettext_lazy("Name of the model"), max_length=120)
    key = forms.CharField(
        label=gettext_lazy("Key"), max_length=500, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Kept encrypted, and never shown again. Empty where none is asked."),
    )  # fmt: skip
    is_on = forms.BooleanField(
        label=gettext_lazy("Masked sentences may leave when a director asks"), required=False
    )

    def __init__(self, *args: Any, has_key: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if has_key:
            self.fields["key"].help_text = _(
                "A key is kept, encrypted; it is never shown again. Leave this empty to keep it."
            )


@confirmed
def show(request: HttpRequest) -> HttpResponse:
    """What would leave, the settings, and the trial."""
    row = queries.endpoint()
    initial = {"address": row.address, "model": row.model, "is_on": row.is_on} if row else {}
    form = EndpointForm(
        request.POST or None, initial=initial, has_key=bool(row is not None and row.key)
    )
    if request.method == "POST" and form.is_valid():
        try:
            wording.set_endpoint(by=actor(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return saved(request, reverse("studio:wording"))
    return form_page(
        request, form, title=_("Other words for summaries"), here="reading",
        back=reverse("studio:reading"), back_name=_("What is read"),
        intro=_(
            "A summary quotes what people wrote. A service outside may put these sentences into "
            "other words. Nothing needs it: off, nothing leaves, and the summary stands whole."
        ),
        template="studio/wording.html", endpoint=row, **_example(row), **_trial(),
    )  # fmt: skip


@require_POST
def switch_off(request: HttpRequest) -> HttpResponse:
    """Off at once."""
    wording.switch_off(by=actor(request))
    sentence = _("Switched off: nothing leaves any more.")
    return saved(request, reverse("studio:wording"), sentence)


@confirmed
@require_POST
def try_it(request: HttpRequest) -> HttpResponse:
    """Send the made-up sentences; a job does it, the page says how far it is."""
    try_out(by=actor(request))
    return saved(request, reverse("studio:wording"), _("On its way."))


def live(request: HttpRequest) -> HttpResponse:
    """How far the trial is, asked again while it runs."""
    return render(request, "studio/wording_trial.html", _trial())


def left(request: HttpRequest) -> HttpResponse:
    """What left, the newest first."""
    context = {
        **outside.left(number(request.GET.get("avant", ""))), "here": "reading",
        "title": _("What left the house"), "back": reverse("studio:wording"),
        "back_name": _("Other words for summaries"),
    }  # fmt: skip
    return render(request, "studio/wording_left.html", context)


def _example(row: Endpoint | None) -> dict[str, Any]:
    """The very text that would be sent for the first sentence of the town's own summary; a made-up
    one before there is any."""
    model = row.model if row else "…"
    leaving = to_leave(Selection(), model)
    sentence = leaving[0].sent if leaving else MADE_UP[0]
    sent = json.dumps(question(model, INSTRUCTIONS, sentence), ensure_ascii=False, indent=2)
    told = ngettext(
        "Today %(n)d sentence would leave.", "Today %(n)d sentences would leave.", len(leaving)
    )
    return {
        "example": sent,
        "is_made_up": not leaving,
        "leaving": [one.sent for one in leaving],
        "many": told % {"n": len(leaving)},
    }


def _trial() -> dict[str, Any]:
    """The last trial: whether it runs, what went wrong, what came back."""
    last, sending = studies.latest(CODE, TRIAL), queries.last_trial()
    is_working = last is not None and last.state in {WAITING, RUNNING}
    if is_working or sending is None or last is None:
        return {"trial": {"is_working": is_working}}
    lines = queries.left_in([sending]).get(sending.pk, [])
    return {
        "trial": {
            "is_working": False,
            "has_failed": last.state == FAILED,
            "sending": sending,
            "problem": str(outside.PROBLEMS[sending.problem]) if sending.problem else "",
            "lines": [outside.line(one) for one in lines],
        }
    }
