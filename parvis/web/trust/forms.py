"""The forms of data protection."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.people import queries
from parvis.people.demands import REFUSED
from parvis.web.trust import words

NEW = "new"


class Form(forms.Form):
    """A form whose fields wear the classes of the house."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "select"
            elif not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput):
                field.widget.attrs["class"] = "input"


class Find(Form):
    """Whose data is looked for."""

    contact = forms.CharField(
        label=_("Address, telephone number, reference or follow-up code"),
        max_length=254,
        error_messages={"required": _("Type an address, a number, a reference or a code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def _received(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        error_messages={
            "required": _("Say on which day the demand came."),
            "invalid": _("Type a day as 24/11/2026."),
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )


class Dated(Form):
    """A form that holds the day on which a demand came: not one to come."""

    def clean_received_on(self) -> Any:
        day = self.cleaned_data.get("received_on")
        if day and day > now().date():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class Note(Dated):
    """A demand that has come, to be answered."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=words.KINDS.items())
    channel = forms.ChoiceField(label=_("How it came"), choices=words.CHANNELS.items())
    received_on = _received(_("Received on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["received_on"].required = True


class Came(Dated):
    """From which demand an answer follows, and that who asks was shown to be the person."""

    contact = forms.CharField(max_length=254, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    demand = forms.ChoiceField(label=_("Demand"))
    received_on = _received(_("Received on"))
    channel = forms.ChoiceField(label=_("How it came"), choices=words.CHANNELS.items())
    checked = forms.BooleanField(
        label=_("I checked that who asks is this person"),
        error_messages={"required": _("Nothing leaves and nothing goes before that is checked.")},
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, auto_id=f"id_{kind}_%s", **options)
        waiting = [row for row in queries.demands(waiting=True) if row.kind == kind]
        chosen = [(str(row.pk), words_of(row)) for row in waiting]
        field = self.fields["demand"]
        field.choices = [*chosen, (NEW, _("One that is not in the register yet"))]  # type: ignore[attr-defined]
        if not waiting:
            field.widget = forms.HiddenInput()
            self.initial.setdefault("demand", NEW)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day = given.get("received_on")
        if given.get("demand") == NEW and not day and "received_on" not in self.errors:
            self.add_error("received_on", _("Say on which day the demand came."))
        return given


class Assessed(Form):
    """The impact assessment of a closed department's attention signals."""

    department = forms.ChoiceField(label=_("Closed department"))
    reference = forms.CharField(
        label=_("Reference of the assessment"),
        help_text=_("The document stays with you: its number or its title is enough here."),
        max_length=120,
        error_messages={"required": _("Give the document's reference.")},
    )
    valid_until = forms.DateField(
        label=_("It holds until"),
        help_text=_("That day included; the day after, the signals are off by themselves."),
        error_messages={
            "required": _("Say until which day it holds."),
            "invalid": _("Type a day as 24/11/2026."),
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        closed = authorities.compartmented()
        rows = [(pk, row.name) for pk, row in authorities.departments().items() if pk in closed]
        self.fields["department"].choices = rows  # type: ignore[attr-defined]


def words_of(row: Any) -> str:
    """An open demand, as a list of them names it."""
    from django.utils.formats import date_format
    from django.utils.translation import gettext

    return gettext("No. %(number)d, received on %(day)s") % {
        "number": row.number,
        "day": date_format(row.received_on, "j F Y"),
    }


def came(kind: str, contact: str) -> Came:
    """The form of an answer that begins."""
    return Came(
        kind=kind, initial={"contact": contact, "key": str(uuid4()), "received_on": now().date()}
    )


class End(Form):
    """How a demand ended that was answered elsewhere, or refused."""

    outcome = forms.ChoiceField(label=_("How it ended"), choices=words.OUTCOMES.items())
    reason = forms.ChoiceField(
        label=_("If it is refused: why"),
        choices=[("", "—"), *words.REASONS.items()],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == REFUSED and not given.get("reason"):
            self.add_error("reason", _("A refusal says why."))
        if given.get("outcome") != REFUSED:
            given["reason"] = ""
        return given
