"""Opening hours and days off: deadlines are counted on them, and forecasts know them."""

import re
from collections.abc import Iterator
from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.authorities import queries, setup
from parvis.authorities.models import Holiday
from parvis.foundation.calendars import named_public_holidays
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.foundation.school_holidays import ZONES
from parvis.inform.tracking import words as told
from parvis.web.studio.pages import StudioForm, actor, refuse, saved
from parvis.web.studio.words import WEEKDAYS

_SPAN = re.compile(r"(\d{1,2})[:hH](\d{2})?\s*-\s*(\d{1,2})[:hH](\d{2})?")


class HolidayForm(StudioForm):
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    name = forms.CharField(label=gettext_lazy("What for"), max_length=80)
    is_open = forms.BooleanField(
        label=gettext_lazy("It is a public holiday, but we work"), required=False
    )


class HoursForm(StudioForm):
    """One text a day: "8h30-12h, 13h30-17h"; empty when closed."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day{number}"] = forms.CharField(
                label=name,
                required=False,
                max_length=60,
                widget=forms.TextInput(attrs={"class": "input"}),
            )

    def spans(self) -> Iterator[tuple[int, int, int]]:
        for number in range(7):
            typed = self.cleaned_data[f"day{number}"]
            for opens_h, opens_m, closes_h, closes_m in _SPAN.findall(typed):
                yield (
                    number,
                    int(opens_h) * 60 + int(opens_m or 0),
                    int(closes_h) * 60 + int(closes_m or 0),
                )

    def clean(self) -> dict[str, object]:
        for number in range(7):
            typed = self.cleaned_data.get(f"day{number}", "")
            if _SPAN.sub("", typed).strip(" ,;"):
                self.add_error(f"day{number}", _("Write hours so: 8h30-12h, 13h30-17h."))
        return self.cleaned_data


class ForecastsForm(StudioForm):
    """What forecasts need to be told. The zone is asked for with the one that would be taken."""

    contact_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that one contact takes"),
        help_text=gettext_lazy(
            "On average, from hello to what is written down. Empty: forecasts say nothing of how "
            "many people it takes."
        ),
        required=False,
        min_value=setup.MINUTES.start,
        max_value=setup.MINUTES.stop - 1,
    )
    school_zone = forms.ChoiceField(
        label=gettext_lazy("Zone of school holidays"),
        required=False,
        choices=[("", gettext_lazy("The one of our département")), *((one, one) for one in ZONES)],
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        derived = queries.derived_school_zone()
        self.fields["school_zone"].help_text = (
            _("Your département is in zone %(zone)s.") % {"zone": derived}
            if derived
            else _("Your département has a calendar of its own, or is not known: choose the zone.")
        )


def show(request: HttpRequest) -> HttpResponse:
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            setup.add_holiday(by=actor(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return saved(request, reverse("studio:calendar"))
    return _page(request, form, HoursForm(initial=_hours()), _forecasts())


@require_POST
def set_hours(request: HttpRequest) -> HttpResponse:
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            setup.set_opening_hours(spans=list(form.spans()), by=actor(request))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return saved(request, reverse("studio:calendar"))
    return _page(request, HolidayForm(), form, _forecasts())


@require_POST
def set_forecasts(request: HttpRequest) -> HttpResponse:
    form = ForecastsForm(request.POST)
    if form.is_valid():
        setup.set_forecasts(by=actor(request), **form.cleaned_data)
        return saved(request, reverse("studio:calendar"))
    return _page(request, HolidayForm(), HoursForm(initial=_hours()), form)


@require_POST
def remove(request: HttpRequest, holiday: int) -> HttpResponse:
    row = get_object_or_404(Holiday, pk=holiday)
    setup.remove_holiday(holiday=row, by=actor(request))
    return saved(request, reverse("studio:calendar"))


def _forecasts() -> ForecastsForm:
    town = queries.authority()
    told = {"contact_minutes": town.contact_minutes, "school_zone": town.school_zone}
    return ForecastsForm(initial=told)


def _hours() -> dict[str, str]:
    week = queries.calendar().hours
    return {
        f"day{day}": ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in spans)
        for day, spans in week.items()
    }


def _clock(moment: object) -> str:
    return f"{moment:%-Hh%M}".replace("h00", "h")


def _page(
    request: HttpRequest, form: forms.Form, hours: forms.Form, forecasts: forms.Form
) -> HttpResponse:
    calendar = queries.calendar()
    today = now().astimezone(calendar.zone).date()
    year = today + timedelta(days=365)
    public = {
        **named_public_holidays(today.year, calendar.subdivision),
        **named_public_holidays(year.year, calendar.subdivision),
    }
    context = {
        "form": form,
        "hours": hours,
        "forecasts": forecasts,
        "own": [
            (row, told.full_day(row.day, calendar.zone))
            for row in Holiday.objects.filter(day__gte=today).order_by("day")
        ],
        "public": [
            (told.full_day(day, calendar.zone), name)
            for day, name in sorted(public.items())
            if today <= day <= year
        ],
        "title": _("Hours and days off"),
        "here": "calendar",
    }
    wrong = form.errors or hours.errors or forecasts.errors
    return render(request, "studio/calendar.html", context, status=422 if wrong else 200)
