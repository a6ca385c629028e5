"""A report answered by drawing: a point, a line, and an area that says where somebody lives."""

from typing import Any

from parvis.flows.submit_report import Receipt
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import portal_town, republish
from tests.factories.reports import report
from tests.factories.towns import INSIDE_FIRST, Town

_LON, _LAT = INSIDE_FIRST


def _at(east: float, north: float) -> list[float]:
    return [round(_LON + east, 6), round(_LAT + north, 6)]


def _place(key: str, shape: str, label: str, **more: Any) -> dict[str, Any]:
    return {"kind": "place", "key": key, "shape": shape, "label": {"fr": label}, **more}


ASKED = [
    _place("spot", "point", "Où exactement ?"),
    _place("way", "line", "Par où passez-vous ?"),
    _place("garden", "area", "Quel est votre terrain ?", privacy="personal"),
]
POINT = {"type": "Point", "coordinates": _at(0, 0)}
LINE = {"type": "LineString", "coordinates": [_at(0, 0), _at(0.001, 0.0005), _at(0.0018, 0)]}
AREA = {
    "type": "Polygon",
    "coordinates": [[_at(0, 0), _at(0.001, 0), _at(0.001, 0.001), _at(0, 0.001), _at(0, 0)]],
}
ANSWERS = {
    "spot": {"geometry": POINT, "address": "3 rue des Tanneurs"},
    "way": {"geometry": LINE},
    "garden": {"geometry": AREA},
}


def drawn_on(town: Town, **fields: Any) -> Receipt:
    """A report with these answers; inside `town.open()`."""
    republish(town, "hole", asks=asking(ASKED))
    town.services["hole"].refresh_from_db()
    return report(town, answers=ANSWERS, **fields)


def drawing_town() -> Town:
    """A town of its own."""
    return portal_town()
