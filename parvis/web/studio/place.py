"""What the authority is to the State: code, inhabitants, what it is part of, its hour and its
public holidays. What INSEE's list says of a code is taken from there, and shown with its reason."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.adapters.territories import Collectivity, NoTerritories, collectivity
from parvis.authorities import queries, setup
from parvis.authorities.models import Authority
from parvis.web.studio.pages import StudioForm, actor, form_page, saved

KINDS = {
    "commune": gettext_lazy("Commune"),
    "intercommunality": gettext_lazy("Intercommunality"),
    "department": gettext_lazy("Département"),
    "other": gettext_lazy("Another authority"),
}
# Where France's hours are kept; the names are the places' own.
ZONES = {
    "Europe/Paris": gettext_lazy("Metropolitan France"),
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Guyane",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
    "America/St_Barthelemy": "Saint-Barthélemy",
    "America/Marigot": "Saint-Martin",
    "America/Miquelon": "Saint-Pierre-et-Miquelon",
    "Pacific/Wallis": "Wallis-et-Futuna",
    "Pacific/Tahiti": "Tahiti",
    "Pacific/Noumea": "Nouvelle-Calédonie",
}
# Subdivisions of the `holidays` package, as `foundation.territories` gives them.
# One that is kept empty has a word of its own in the form: a choice that is made.
NATIONAL = "FR"
HOLIDAYS = {
    NATIONAL: gettext_lazy("Those of all France"),
    "6AE": "Alsace",
    "57": "Moselle",
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "976": "Mayotte",
    "BL": "Saint-Barthélemy",
    "MF": "Saint-Martin",
    "PM": "Saint-Pierre-et-Miquelon",
    "WF": "Wallis-et-Futuna",
    "PF": "Polynésie française",
    "NC": "Nouvelle-Calédonie",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """What INSEE's list says; `is_there` false where the list is not installed."""

    found: Collectivity | None
    is_there: bool = True


class PlaceForm(StudioForm):
    code = forms.CharField(
        label=gettext_lazy("INSEE code, or SIREN"),
        max_length=12,
        required=False,
        help_text=gettext_lazy(
            "Five characters for a commune (2A004), nine digits for an intercommunality, two or"
            " three for a département. Addresses are looked for in the communes that it names."
        ),
    )
    population = forms.IntegerField(
        label=gettext_lazy("Inhabitants"), min_value=0, max_value=100_000_000,
        help_text=gettext_lazy(
            "For figures per inhabitant. Yours may be more recent than those of INSEE."
        ),
    )  # fmt: skip
    parent_name = forms.CharField(
        label=gettext_lazy("It is part of"), max_length=160, required=False
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Its hour"), choices=ZONES.items)
    holiday_region = forms.ChoiceField(
        label=gettext_lazy("Its public holidays"), choices=HOLIDAYS.items,
        help_text=gettext_lazy("They count in deadlines; days of your own are added elsewhere."),
    )  # fmt: skip

    def __init__(self, *args: Any, town: Authority, **options: Any) -> None:
        super().__init__(*args, **options)
        self.town, self.listed = town, _listed(_code(town))
        for name, known in (("time_zone", ZONES), ("holiday_region", HOLIDAYS)):
            present = getattr(town, name)
            if present and present not in known:
                self.fields[name].choices = [(present, present), *known.items()]  # type: ignore[attr-defined]
        if self.listed.found is not None:
            # The list says it: typed by hand it would only drift away from it.
            self.fields["parent_name"].disabled = True
            self.fields["parent_name"].help_text = _(
                "INSEE's list says so: it follows the code, and can't be typed."
            )
        if not self.listed.is_there:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _(
                "INSEE's list is not installed on this machine (“parvis build” brings it): without"
                " it a code can't be checked, and stays as it is."
            )

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split()).upper()
        if code and code != _code(self.town) and _listed(code).found is None:
            raise forms.ValidationError(
                _("INSEE's list knows no commune, intercommunality or département of this code.")
            )
        return code

    def place(self) -> dict[str, Any]:
        """What is kept of it: a new code brings what the list says with it."""
        given = self.cleaned_data
        region = given["holiday_region"]
        same = {
            "population": given["population"],
            "time_zone": given["time_zone"],
            "holiday_region": "" if region == NATIONAL else region,
        }
        code = given["code"]
        if not code:
            return same | setup.unlisted(parent_name=given["parent_name"])
        if code == _code(self.town):
            return same | {"parent_name": given["parent_name"]}
        found = _listed(code).found
        assert found is not None  # clean_code saw it
        typed = given["population"] != self.town.population
        return same | found.columns() | ({"population": given["population"]} if typed else {})


def show(request: HttpRequest) -> HttpResponse:
    town = queries.authority()
    form = PlaceForm(request.POST or None, initial=_initial(town), town=town)
    if request.method == "POST" and form.is_valid():
        setup.set_place(by=actor(request), **form.place())
        return saved(request, reverse("studio:place"))
    return form_page(
        request, form, title=_("Territory and inhabitants"), here="home",
        template="studio/place.html", back=reverse("studio:home"), kind=KINDS.get(town.kind),
        back_name=_("Identity and colour"), listed=form.listed, differing=_differing(form),
    )  # fmt: skip


@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    """Take again from INSEE's list what it says of our code."""
    found = _listed(_code(queries.authority())).found
    if found is not None:
        setup.set_place(by=actor(request), **found.columns())
    return saved(request, reverse("studio:place"))


def _differing(form: PlaceForm) -> dict[str | Promise, tuple[Any, Any]]:
    """What is kept otherwise than the list says it: label to (ours, the list's)."""
    found, town = form.listed.found, form.town
    if found is None:
        return {}
    pairs = {
        gettext_lazy("Inhabitants"): (town.population, found.population),
        gettext_lazy("It is part of"): (town.parent_name, found.parent),
        gettext_lazy("Communes"): (len(town.members), len(found.members)),
    }
    return {label: pair for label, pair in pairs.items() if pair[0] != pair[1]}


def _initial(town: Authority) -> dict[str, Any]:
    same = ("population", "parent_name", "time_zone")
    return {
        "code": _code(town),
        "holiday_region": town.holiday_region or NATIONAL,
        **{name: getattr(town, name) for name in same},
    }


def _code(town: Authority) -> str:
    return town.siren or town.insee_code


def _listed(code: str) -> Listed:
    try:
        return Listed(collectivity(code) if code else None)
    except NoTerritories:
        return Listed(None, is_there=False)
