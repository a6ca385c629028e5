"""The drawings that a door or a type of request may bear, each chosen by what it looks like."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from parvis.web.components.templatetags.components import icon

# Names of `frontend/icons.txt`, by what they stand for.
DRAWINGS = {
    "map-pin": gettext_lazy("A place"),
    "signpost": gettext_lazy("Streets and signs"),
    "construction": gettext_lazy("Road works"),
    "traffic-cone": gettext_lazy("Holes and roads"),
    "footprints": gettext_lazy("Pavements"),
    "car": gettext_lazy("Cars"),
    "square-parking": gettext_lazy("Parking"),
    "gauge": gettext_lazy("Speed"),
    "bike": gettext_lazy("Bicycles"),
    "bus": gettext_lazy("Getting about"),
    "octagon-alert": gettext_lazy("Signals, warnings"),
    "lightbulb": gettext_lazy("Lighting"),
    "lamp": gettext_lazy("Street lights"),
    "cable": gettext_lazy("Cables and networks"),
    "flame": gettext_lazy("Gas, fire"),
    "trash-2": gettext_lazy("Waste and cleanliness"),
    "trash": gettext_lazy("Litter bins"),
    "brush-cleaning": gettext_lazy("Sweeping"),
    "truck": gettext_lazy("Collection"),
    "recycle": gettext_lazy("Sorting"),
    "package": gettext_lazy("Bins to order"),
    "sofa": gettext_lazy("Bulky items"),
    "spray-can": gettext_lazy("Graffiti"),
    "armchair": gettext_lazy("Benches and furniture"),
    "toilet": gettext_lazy("Public toilets"),
    "trees": gettext_lazy("Parks and trees"),
    "tree-deciduous": gettext_lazy("A tree"),
    "sprout": gettext_lazy("Hedges and grass"),
    "flower-2": gettext_lazy("Flowers, cemetery"),
    "ferris-wheel": gettext_lazy("Playgrounds"),
    "droplets": gettext_lazy("Water"),
    "waves": gettext_lazy("Sewers, floods"),
    "snowflake": gettext_lazy("Snow and ice"),
    "school": gettext_lazy("School and childhood"),
    "baby": gettext_lazy("Nurseries"),
    "utensils": gettext_lazy("Canteen"),
    "heart-handshake": gettext_lazy("Social help"),
    "hand-heart": gettext_lazy("Support"),
    "accessibility": gettext_lazy("Age and disability"),
    "id-card": gettext_lazy("Papers and civil status"),
    "house": gettext_lazy("Housing"),
    "house-plug": gettext_lazy("Unfit housing"),
    "ruler": gettext_lazy("Building permits"),
    "volleyball": gettext_lazy("Sport and leisure"),
    "library": gettext_lazy("Culture"),
    "music": gettext_lazy("Music and feasts"),
    "volume-2": gettext_lazy("Noise and neighbours"),
    "shield-alert": gettext_lazy("Safety"),
    "dog": gettext_lazy("Dogs"),
    "paw-print": gettext_lazy("Animals"),
    "rat": gettext_lazy("Rats and pests"),
    "store": gettext_lazy("Shops and markets"),
    "landmark": gettext_lazy("Town hall"),
    "vote": gettext_lazy("Elections"),
    "message-circle": gettext_lazy("Something else"),
}


class DrawingSelect(forms.RadioSelect):
    """Radio buttons, each with its drawing (`studio/drawing.html`)."""


class DrawingField(forms.ChoiceField):
    """One of `DRAWINGS`, or (`keep`) the one that was there before, whatever it is."""

    widget = DrawingSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=lambda: _shown(DRAWINGS), **options)

    def keep(self, present: str) -> None:
        """Offer the present drawing too, first."""
        if present and present not in DRAWINGS:
            self.choices = _shown({present: gettext_lazy("As it is now"), **DRAWINGS})


def _shown(drawings: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, format_html("{}<span>{}</span>", icon(name), label))
        for name, label in drawings.items()
    ]
