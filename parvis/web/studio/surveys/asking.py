"""When a survey is asked by itself: some days after a case, or with a card after a visit."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext_lazy as say

from parvis.authorities import queries as authorities
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.forms import queries as form_queries
from parvis.offer.surveys import operations
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import AFTER_DOORS
from parvis.web.studio.pages import StudioForm, actor, form_page, saved

WHEN = {
    "": say("survey", "Not by itself: you invite, or people come."),
    "case": say("survey", "After a request is closed: whoever made it gets a link of their own."),
    "visit": say("survey", "After a visit: agents hand over a card of their department."),
}
LONGEST_DAYS = 60


class AskingForm(StudioForm):
    """When, and after what."""

    asked_after = forms.ChoiceField(
        label=say("survey", "When it is asked"), choices=list(WHEN.items()), required=False,
        widget=forms.RadioSelect,
        help_text=say("survey", "Kept with each answer: the department, and of a signed one after a"
                      " request its type and district."),
    )  # fmt: skip
    asked_days = forms.IntegerField(
        label=say("survey", "Days after the request is closed"), min_value=0,
        max_value=LONGEST_DAYS, initial=2,
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
        help_text=say("survey", "Once for each request, where its author takes news, and never"
                      " within the time of rest after another survey."),
    )  # fmt: skip
    asked_services = forms.TypedMultipleChoiceField(
        label=say("survey", "Types of request"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=say("survey", "None chosen: all of them."),
    )  # fmt: skip
    asked_departments = forms.TypedMultipleChoiceField(
        label=say("survey", "Departments"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=say("survey", "None chosen: all of them."),
    )  # fmt: skip

    def __init__(self, *args: Any, survey: Survey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked_services"].choices = [  # type: ignore[attr-defined]
            (pk, worded(row.current.name))
            for pk, row in catalogue.catalogue().services.items()
            if row.current
        ]
        self.fields["asked_departments"].choices = [  # type: ignore[attr-defined]
            (pk, row.name)
            for pk, row in authorities.open_departments().items()
            if survey.department_lock == (pk if row.is_compartmented else None)
        ]
        # It decides what is kept with an answer.
        self.fields["asked_after"].disabled = survey.version_id is not None


def show(request: HttpRequest, survey: int) -> HttpResponse:
    row = get_object_or_404(Survey.objects.select_related("form__current", "version"), pk=survey)
    names = ("asked_after", "asked_days", "asked_services", "asked_departments")
    initial = {name: getattr(row, name) for name in names}
    form = AskingForm(request.POST or None, initial=initial, survey=row)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        operations.change_survey(survey=row, by=actor(request), **given, **_door(row, given))
        return saved(request, reverse("studio:survey", args=[row.pk]))
    return form_page(
        request, form, title=_("When it is asked"), here="surveys",
        back=reverse("studio:survey", args=[row.pk]), back_name=worded(row.title),
        intro=unheard(row),
    )  # fmt: skip


def said(survey: Survey) -> str:
    """When a survey is asked, in a few words; "" when not by itself."""
    if survey.asked_after == "visit":
        return _("After a visit, with a card")
    if survey.asked_after != "case":
        return ""
    days = survey.asked_days
    return ngettext(
        "%(count)d day after a request is closed", "%(count)d days after a request is closed", days
    ) % {"count": days}


def unheard(survey: Survey) -> str:
    """That a survey asked after something does not ask how satisfied people are; "" where it does,
    or has no form yet."""
    from parvis.understand.surveys.standing import satisfaction_question

    version = survey.version or survey.form.current
    if not survey.asked_after or version is None:
        return ""
    if satisfaction_question(form_queries.form(version.pk)) is not None:
        return ""
    return _("Nothing in its form says how satisfied people are, as a scale of faces or stars does:"
             " the satisfaction by department would not count it.")  # fmt: skip


def _door(survey: Survey, given: dict[str, Any]) -> dict[str, Any]:
    """The way in that goes with it; a card's survey stands in no list."""
    after = given["asked_after"]
    if not after:
        return {}
    hidden = {"is_in_portal": False} if after == "visit" and survey.version_id is None else {}
    return {"door": AFTER_DOORS[after], **hidden}
