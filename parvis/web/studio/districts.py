"""Districts, from a GeoJSON file: what it would change is shown, then it is drawn."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from parvis.authorities import drawing, queries
from parvis.authorities.drawing import Drawn
from parvis.flows import draw_districts
from parvis.foundation.db.operation import Refusal
from parvis.foundation.polygons import Area, GeoRefused, read_polygons
from parvis.foundation.text import fold
from parvis.web.components.templatetags.components import grouped
from parvis.web.studio.pages import StudioForm, actor, form_page, refuse, saved
from parvis.web.studio.words import DRAWING, GEO, REFUSALS

_CODES = ("code", "c_quinsee", "id", "insee", "number", "numero")
_POPULATIONS = ("population", "pop", "habitants")
# More is no number of inhabitants, and no column holds it.
_MOST_PEOPLE = 100_000_000
# The drawing travels with the page that shows what it would change, signed: nothing is kept of one
# that nobody confirms. It must fit the room that a form has.
_SALT, _GOOD_FOR_SECONDS, _MOST_SENT = "parvis.districts", 3_600, 2_200_000
# A tenth of a metre.
_DECIMALS = 6


class DistrictsForm(StudioForm):
    file = forms.FileField(
        label=gettext_lazy("GeoJSON file"),
        help_text=gettext_lazy(
            'Polygons in WGS 84, each with a name; with "population" the figures per inhabitant '
            "are shown too. Districts of a known code keep their past. You see what changes first."
        ),
    )


def show(request: HttpRequest) -> HttpResponse:
    form = DistrictsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = read_polygons(form.cleaned_data["file"].read())
            drawn = _drawn(found.areas)
            comparison = drawing.compare(drawn)
        except GeoRefused as refused:
            form.add_error("file", _sentence(refused))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            sent = _sent(drawn)
            if len(sent) <= _MOST_SENT:
                return _preview(request, drawn, comparison, sent, len(found.notices))
            form.add_error("file", _("This drawing is too detailed: simplify its outlines first."))
    rows = list(queries.districts().values())
    return form_page(
        request, form, title=_("Districts"), here="districts", template="studio/districts.html",
        go=_("See what changes"),
        rows=[row for row in rows if row.is_open], closed=[row for row in rows if not row.is_open],
        territory=[_shape(row.name, row.geometry, row.population)
                   for row, _area in queries.territory().districts],
    )  # fmt: skip


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw what was shown."""
    page = reverse("studio:districts")
    try:
        given = signing.loads(request.POST["drawing"], salt=_SALT, max_age=_GOOD_FOR_SECONDS)
        drawn = [Drawn(*one) for one in given]
        draw_districts.draw_districts(drawn=drawn, by=actor(request))
    except (KeyError, signing.BadSignature):
        messages.error(request, _("This drawing was shown too long ago: give the file again."))
        return HttpResponseRedirect(page)
    except Refusal as refusal:
        messages.error(request, str(REFUSALS[refusal.problem]))
        return HttpResponseRedirect(page)
    sentence = ngettext("{n} district is drawn.", "{n} districts are drawn.", len(drawn))
    return saved(request, page, sentence.format(n=len(drawn)))


def _preview(
    request: HttpRequest, drawn: list[Drawn], comparison: drawing.Comparison, sent: str,
    repaired: int,
) -> HttpResponse:  # fmt: skip
    counted = draw_districts.counted(comparison.leaving)
    return render(request, "studio/drawing_preview.html", {
        "title": _("What this drawing changes"), "here": "districts",
        "back": reverse("studio:districts"), "back_name": _("Districts"), "sent": sent,
        "repaired": repaired, "new": comparison.new, "same": comparison.same,
        "changed": [(one, [str(DRAWING[name]) for name in one.what])
                    for one in comparison.changed],
        "leaving": [(row, counted.get(row.pk, 0)) for row in comparison.leaving],
        "territory": [_shape(one.name, one.geometry, one.population or 0) for one in drawn],
    })  # fmt: skip


def _shape(name: str, geometry: dict[str, Any], population: int) -> dict[str, Any]:
    return {
        "name": name,
        "geometry": geometry,
        "value": population,
        "label": grouped(population),
    }


def _sent(drawn: list[Drawn]) -> str:
    given = [(one.code, one.name, one.population, one.geometry) for one in drawn]
    return signing.dumps(given, salt=_SALT, compress=True)


def _drawn(areas: tuple[Area, ...]) -> list[Drawn]:
    """The areas of a file as districts. One without a code has that of the district of its name,
    else a number that no other has."""
    named = {fold(row.name): row.code for row in queries.districts().values()}
    given = [(_code(area), (area.name() or _code(area))[:120], area) for area in areas]
    taken = {code for code, _name, _area in given if code} | set(named.values())
    listed = []
    for number, (code, name, area) in enumerate(given, start=1):
        own = code or named.get(fold(name)) or _free(number, taken)
        taken.add(own)
        listed.append(Drawn(own, name or own, _population(area), _geometry(area)))
    return listed


def _code(area: Area) -> str:
    found = (area.properties.get(name) for name in _CODES)
    return next((str(value) for value in found if value not in (None, "")), "")[:20]


def _free(number: int, taken: set[str]) -> str:
    while f"{number:02d}" in taken:
        number += 1
    return f"{number:02d}"


def _population(area: Area) -> int | None:
    for name in _POPULATIONS:
        value = area.properties.get(name)
        if isinstance(value, int | float) and 0 <= value <= _MOST_PEOPLE:
            return int(value)
    return None


def _geometry(area: Area) -> dict[str, Any]:
    """As GeoJSON, without decimals that mean nothing on the ground."""
    from shapely.geometry import mapping

    def rounded(part: Any) -> Any:
        if isinstance(part, int | float):
            return round(part, _DECIMALS)
        return [rounded(one) for one in part]

    found: dict[str, Any] = json.loads(json.dumps(mapping(area.geometry)))
    return {"type": found["type"], "coordinates": rounded(found["coordinates"])}


def _sentence(refused: GeoRefused) -> str:
    sentence = str(GEO.get(refused.problem, _("This file can't be used.")))
    if refused.feature is not None:
        sentence += " " + _("It is number {number} in the file.").format(number=refused.feature)
    return sentence
