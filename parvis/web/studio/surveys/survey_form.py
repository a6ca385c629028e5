"""All that a survey says of itself, on one page."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as say

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import MOST_REMINDERS, last_day
from parvis.web.studio.forms.forms_list import ready_choices
from parvis.web.studio.pages import StudioForm

KINDS = {
    "survey": say("kind of survey", "Survey"),
    "poll": say("kind of survey", "Poll: one question"),
    "quiz": say("kind of survey", "Quiz: right answers"),
    "barometer": say("kind of survey", "Barometer: asked again and again"),
    "satisfaction": say("kind of survey", "Satisfaction"),
}
WHO = {
    "yes": say("survey", "Anonymous: nobody can ever find out who answered what, not even we."),
    "no": say("survey", "Signed: we know who answered, and can answer back."),
}
DOORS = {
    "open": say("survey", "Open to all: whoever has the address answers."),
    "invited": say("survey", "By invitation: each person has a link of their own, for one answer."),
}
RESULTS = {
    "at_once": say("survey", "Everybody, as answers come in"),
    "answered": say("survey", "Who has answered, at once; everybody, once it is closed"),
    "after": say("survey", "Everybody, once it is closed"),
    "no": say("survey", "The town alone"),
}


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(
        attrs={"type": "date", "class": "input input--short"}, format="%Y-%m-%d"
    )
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget)


def _number(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input input--short"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **more)


def _radio(label: Any, choices: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices.items()), widget=forms.RadioSelect)


class SurveyForm(StudioForm):
    """What may change at any time."""

    title = forms.CharField(label=say("survey", "Title"), max_length=200)
    title_en = forms.CharField(
        label=say("survey", "Title in English"), max_length=200, required=False
    )
    kind = forms.ChoiceField(label=say("survey", "Kind"), choices=list(KINDS.items()))
    is_anonymous = _radio(say("survey", "Who answers"), WHO)
    door = _radio(say("survey", "To whom it is open"), DOORS)
    opens_on = _day(say("survey", "Opens on"), say("survey", "Empty: when you open it."))
    closes_on = _day(say("survey", "Closes after"), say("survey", "Empty: when you close it."))
    most_answers = _number(
        say("survey", "Most answers"), 1, 10_000_000, required=False,
        help_text=say("survey", "It closes by itself when they are in."),
    )  # fmt: skip
    results = _radio(say("survey", "Who sees the results"), RESULTS)
    is_in_portal = forms.BooleanField(label=say("survey", "Shown on the portal"), required=False)
    purpose = forms.CharField(
        label=say("survey", "What the answers are for"), max_length=200, required=False,
        help_text=say("survey", "Read by whoever answers. A signed survey is not opened without."),
    )  # fmt: skip
    retention_months = _number(
        say("survey", "Erased after, in months"), 1, 120,
        help_text=say("survey", "From the day on which each answer was given."),
    )  # fmt: skip
    reminder_days = forms.CharField(
        label=say("survey", "Reminders, in days after the invitation"), required=False,
        max_length=30, help_text=say("survey", "For example: 5, 12. Empty, there is none."),
    )  # fmt: skip

    as_read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_fixed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs.pop("class", None)
        if is_fixed:
            for name in ("kind", "is_anonymous", "door"):
                self.fields[name].disabled = True
            # Said once, it stays; a survey opened without may still say it.
            self.fields["purpose"].disabled = bool(
                self.get_initial_for_field(self.fields["purpose"], "purpose")
            )

    def read_again(self, survey: Survey) -> None:
        """What was typed stays; sent once more, it is over the survey as it is now."""
        self.data = dict(self.data.items()) | {"as_read": initial(survey)["as_read"]}

    def clean_reminder_days(self) -> list[int]:
        days = [one.strip() for one in self.cleaned_data["reminder_days"].split(",") if one.strip()]
        right = all(one.isdecimal() and 1 <= int(one) <= 90 for one in days)
        if not right or len(days) > MOST_REMINDERS:
            raise forms.ValidationError(
                _("%(n)d reminders at most, each of 1 to 90 days.") % {"n": MOST_REMINDERS}
            )
        return sorted({int(one) for one in days})

    def clean_closes_on(self) -> date | None:
        closes: date | None = self.cleaned_data["closes_on"]
        is_past = closes is not None and closes < today(authorities.calendar().zone)
        if is_past and closes != self.initial.get("closes_on"):
            raise forms.ValidationError(
                _("This day is past. To end the survey now, close it on its page.")
            )
        return closes

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It would close before it opens."))
        return given

    def settings(self) -> dict[str, Any]:
        """As the operations take them."""
        given = self.cleaned_data
        title = {"fr": given["title"], "en": given["title_en"]}
        return {
            "title": {code: text for code, text in title.items() if text},
            "kind": given["kind"],
            "is_anonymous": given["is_anonymous"] in {"yes", True},
            "door": given["door"],
            "opens_at": _start(given["opens_on"]),
            "closes_at": _start(given["closes_on"] + timedelta(days=1))
            if given["closes_on"]
            else None,
            "most_answers": given["most_answers"],
            "results": given["results"],
            "is_in_portal": given["is_in_portal"],
            "purpose": given["purpose"],
            "retention_months": given["retention_months"],
            "reminder_days": given["reminder_days"],
        }


class NewSurveyForm(SurveyForm):
    """With what is fixed from the start: who is in charge, what it begins with."""

    ready = forms.ChoiceField(
        label=say("survey", "Begin with"), required=False, widget=forms.RadioSelect
    )
    department = forms.TypedChoiceField(label=say("survey", "Department in charge"), coerce=int)
    field_order = ["title", "title_en", "kind", "ready", "department"]

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ready"].choices = ready_choices()  # type: ignore[attr-defined]
        self.fields["department"].choices = in_charge(request)  # type: ignore[attr-defined]


def in_charge(request: HttpRequest) -> list[tuple[int, str]]:
    """The departments that may ask: a closed one where this agent has been let in."""
    entered = request.agent.compartments  # type: ignore[attr-defined]
    return [
        (pk, row.name)
        for pk, row in authorities.open_departments().items()
        if not row.is_compartmented or pk in entered
    ]


def _start(day: date | None) -> datetime | None:
    """The beginning of a day where the town is."""
    return datetime.combine(day, time(), authorities.calendar().zone) if day else None


def initial(survey: Survey) -> dict[str, Any]:
    """A survey as its form shows it; `as_read` tells whether somebody has changed it since."""
    shown = _shown(survey)
    read = sha256(repr(sorted(shown.items())).encode()).hexdigest()[:16]
    return shown | {"as_read": read}


def _shown(survey: Survey) -> dict[str, Any]:
    zone = authorities.calendar().zone
    return {
        "title": survey.title.get("fr", ""),
        "title_en": survey.title.get("en", ""),
        "kind": survey.kind,
        "is_anonymous": "yes" if survey.is_anonymous else "no",
        "door": survey.door,
        "opens_on": survey.opens_at.astimezone(zone).date() if survey.opens_at else None,
        "closes_on": last_day(survey.closes_at, zone),
        "most_answers": survey.most_answers,
        "results": survey.results,
        "is_in_portal": survey.is_in_portal,
        "purpose": survey.purpose,
        "retention_months": survey.retention_months,
        "reminder_days": ", ".join(map(str, survey.reminder_days)),
    }


USUAL = {
    "kind": "survey", "is_anonymous": "yes", "door": "open", "results": "after",
    "is_in_portal": True, "retention_months": 24,
}  # fmt: skip
