"""Whom a survey invites: addresses and numbers pasted, or from a file."""

import re
from dataclasses import dataclass, field

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.capture.answers.operations import Invited
from parvis.capture.answers.queries import response
from parvis.flows.invite_people import invite_people
from parvis.foundation.contacts import normalise_email, normalise_phone
from parvis.foundation.wording import worded
from parvis.offer.surveys.models import Survey
from parvis.web.studio.pages import StudioForm, actor

MOST = 20_000
LARGEST_FILE = 2_000_000
# Of what could not be read, as much as one reads.
MOST_SHOWN = 20


class InviteForm(StudioForm):
    people = forms.CharField(
        label=gettext_lazy("Addresses and phone numbers"), required=False, max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One a line, or parted by commas. A whole column can be pasted."),
    )  # fmt: skip
    sheet = forms.FileField(
        label=gettext_lazy("Or a file"), required=False,
        help_text=gettext_lazy("Text or CSV: every address and number in it is taken."),
    )  # fmt: skip

    def clean_sheet(self) -> str:
        sheet = self.cleaned_data["sheet"]
        if sheet is None:
            return ""
        if sheet.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is too big: 2 MB at most."))
        try:
            return str(sheet.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("The file is no text: save it as CSV (UTF-8).")
            ) from error

    def clean(self) -> dict[str, str]:
        given = self.cleaned_data
        if not given.get("people") and not given.get("sheet") and not self.errors:
            raise forms.ValidationError(_("Whom do you invite? Paste addresses or choose a file."))
        return given


@dataclass(slots=True)
class Reading:
    """What a list of people comes to: whom to invite, who was there twice, what is neither an
    address nor a number."""

    people: list[Invited] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def read_people(text: str) -> Reading:
    """Every address and number of a text. A sheet's other columns (names, streets) are passed
    over where the line has an address or a number."""
    reading, seen = Reading(), set()
    for line in text.splitlines():
        cells = [cell.strip().strip('"') for cell in re.split(r"[,;\t]", line) if cell.strip()]
        found = [(cell, one) for cell in cells if (one := _invited(cell))]
        if cells and not found:
            reading.wrong.append(" ".join(cells))
        for cell, one in found:
            if one in seen:
                reading.twice.append(cell)
            else:
                seen.add(one)
                reading.people.append(one)
    return reading


def _invited(text: str) -> Invited | None:
    try:
        if "@" in text:
            return Invited(email=normalise_email(text))
        if sum(letter.isdigit() for letter in text) >= 9:
            return Invited(phone=normalise_phone(text).e164)
    except ValueError:
        return None
    return None


def show(request: HttpRequest, survey: int) -> HttpResponse:
    row = get_object_or_404(Survey, pk=survey)
    if row.door != "invited":
        raise Http404
    form = InviteForm(request.POST or None, request.FILES or None)
    outcome = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        reading = read_people(f"{given['people']}\n{given['sheet']}")
        if len(reading.people) > MOST:
            form.add_error(None, _("Invite 20,000 people at most at a time."))
        else:
            outcome = _invite(row, reading, request)
            form = InviteForm()
    context = {
        "here": "surveys", "title": _("Invitations"), "form": form, "outcome": outcome,
        "answers": response(row), "go": _("Invite them"),
        "back": reverse("studio:survey", args=[row.pk]),
        "back_name": worded(row.title),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "studio/surveys/invite.html", context, status=status)


def _invite(row: Survey, reading: Reading, request: HttpRequest) -> dict[str, object]:
    asked = invite_people(survey=row, people=reading.people, by=actor(request))
    return {
        "made": asked.invited,
        "already": asked.known,
        "resting": asked.resting,
        "stopped": asked.stopped,
        "twice": reading.twice[:MOST_SHOWN],
        "wrong": reading.wrong[:MOST_SHOWN],
        "twice_count": len(reading.twice),
        "wrong_count": len(reading.wrong),
    }
