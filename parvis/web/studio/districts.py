"""Districts, from a GeoJSON file."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.authorities import queries, setup
from parvis.foundation.db.operation import Refusal
from parvis.foundation.polygons import Area, GeoRefused, read_polygons
from parvis.web.components.templatetags.components import grouped
from parvis.web.studio.pages import StudioForm, actor, form_page, refuse, saved
from parvis.web.studio.words import GEO

_CODES = ("code", "c_quinsee", "id", "insee")


class DistrictsForm(StudioForm):
    file = forms.FileField(
        label=gettext_lazy("GeoJSON file"),
        help_text=gettext_lazy(
            'Polygons in WGS 84, each with a name; with "population" the figures per inhabitant '
            "are shown too. Districts of a known code keep their past."
        ),
    )


def show(request: HttpRequest) -> HttpResponse:
    form = DistrictsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = read_polygons(form.cleaned_data["file"].read())
            drawn = setup.replace_districts(areas=_named(found.areas), by=actor(request))
        except GeoRefused as refused:
            form.add_error("file", _sentence(refused))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return saved(request, reverse("studio:districts"), _drawn(drawn, len(found.notices)))
    territory = [
        {
            "name": row.name,
            "geometry": row.geometry,
            "value": row.population,
            "label": grouped(row.population),
        }
        for row, _area in queries.territory().districts
    ]
    return form_page(
        request, form, title=_("Districts"), here="districts", template="studio/districts.html",
        rows=list(queries.districts().values()), territory=territory,
    )  # fmt: skip


def _named(areas: tuple[Area, ...]) -> list[tuple[str, str, Area]]:
    listed = []
    for number, area in enumerate(areas, start=1):
        code = next(
            (str(area.properties[name]) for name in _CODES if area.properties.get(name)),
            f"{number:02d}",
        )
        listed.append((code[:20], (area.name() or code)[:120], area))
    return listed


def _sentence(refused: GeoRefused) -> str:
    sentence = str(GEO.get(refused.problem, _("This file can't be used.")))
    if refused.feature is not None:
        sentence += " " + _("It is number {number} in the file.").format(number=refused.feature)
    return sentence


def _drawn(count: int, repaired: int) -> str:
    sentence = ngettext("{n} district is drawn.", "{n} districts are drawn.", count).format(n=count)
    if repaired:
        sentence += " " + _("{n} were repaired or left out: look at the map.").format(n=repaired)
    return sentence
