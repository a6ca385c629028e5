"""Made-up data of the gallery: nobody and nowhere."""

import json
import math
import random
from pathlib import Path
from typing import Any

CENTER = (1.445, 43.605)
RINGS = ((1, 0.0, 0.010), (6, 0.010, 0.021), (9, 0.021, 0.036))
NAMES = (
    "Centre", "Tanneurs", "Gare", "Les Prés", "Saint-Roch", "La Butte", "Port-Neuf", "Les Ormes",
    "Moulin", "Belle-Croix", "Fontaine", "Les Vignes", "Haute-Ville", "Le Stade",
    "Clairval", "Bourg-Est",
)  # fmt: skip
PHOTO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><rect width="600" height="400" '
    'fill="#8a8a84"/><path d="M0 250 600 90V400H0Z" fill="#4d4d4b"/><ellipse cx="330" cy="240" '
    'rx="100" ry="36" fill="#161616"/></svg>'
)


def _spot(angle: float, radius: float) -> list[float]:
    """A place at this angle and radius (degrees of latitude) from the centre, uneven a little."""
    wave = 1 + 0.10 * math.sin(3 * angle) + 0.07 * math.cos(5 * angle)
    return [
        round(CENTER[0] + 1.5 * radius * wave * math.cos(angle), 5),
        round(CENTER[1] + radius * wave * math.sin(angle), 5),
    ]


def districts() -> list[dict[str, Any]]:
    """Rings of sectors round a centre, as a town grows."""
    drawn: list[dict[str, Any]] = []
    for count, inner, outer in RINGS:
        for part in range(count):
            start, end = (2 * math.pi * (part + edge) / count for edge in (0, 1))
            angles = [start + (end - start) * k / 60 for k in range(61)]
            ring = [_spot(angle, outer) for angle in angles]
            if inner:
                ring += [_spot(angle, inner) for angle in reversed(angles)]
            name = NAMES[len(drawn)]
            drawn.append(
                {
                    "name": name,
                    "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
                    "value": [41, 38, 35, 39, 33, 30, 36, 28, 27, 31, 26, 29, 27, 30, None, 26][
                        len(drawn)
                    ],
                    "href": f"#{name}",
                }
            )
    return drawn


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _line(points: list[list[float]], **properties: Any) -> dict[str, Any]:
    geometry = {"type": "LineString", "coordinates": points}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _streets() -> list[dict[str, Any]]:
    """Avenues from the centre, and streets round it."""
    avenues = [
        _line(
            [_spot(angle, 0.001 + 0.034 * k / 10) for k in range(11)],
            name=f"Avenue {NAMES[part % 16]}",
            **{"class": "primary" if part % 4 == 0 else "secondary" if part % 2 == 0 else "street"},
        )
        for part, angle in enumerate(2 * math.pi * k / 48 for k in range(48))
    ]
    rings = [
        _line(
            [_spot(2 * math.pi * k / 90, 0.0022 * step) for k in range(91)],
            name=f"Rue des {NAMES[step % 16]}",
            **{"class": "secondary" if step % 5 == 0 else "street"},
        )
        for step in range(1, 16)
    ]
    return avenues + rings


def _park(angle: float) -> dict[str, Any]:
    corners = ((0, 0.014), (0.25, 0.014), (0.25, 0.018), (0, 0.018), (0, 0.014))
    outline = [_spot(angle + turn, radius) for turn, radius in corners]
    geometry = {"type": "Polygon", "coordinates": [outline]}
    return {"type": "Feature", "properties": {"name": "Parc"}, "geometry": geometry}


def layers() -> dict[str, Any]:
    """What `/map/layers.json` answers in the app: bounds, centre, and GeoJSON by layer."""
    river = _line(
        [
            [CENTER[0] - 0.07 + 0.007 * k, CENTER[1] - 0.012 + 0.006 * math.sin(k / 3)]
            for k in range(21)
        ],
        name="La Loue",
    )
    parks = [_park(angle) for angle in (0.6, 2.4, 4.1)]
    shapes = [
        {
            "type": "Feature",
            "geometry": d["geometry"],
            "properties": {"name": d["name"], "id": d["name"]},
        }
        for d in districts()
    ]
    return {
        "bounds": [CENTER[0] - 0.062, CENTER[1] - 0.042, CENTER[0] + 0.062, CENTER[1] + 0.042],
        "center": list(CENTER),
        "layers": {
            "districts": _collection(shapes),
            "streets": _collection(_streets()),
            "water": _collection([river]),
            "parks": _collection(parks),
        },
    }


def points() -> dict[str, Any]:
    """Some requests, with the properties that the map reads."""
    dice = random.Random(7)  # noqa: S311  sample data, not a secret
    tones = ("open", "open", "open", "late", "waiting", "planned", "done")
    features = []
    for number in range(60):
        place = _spot(dice.uniform(0, 6.28), dice.uniform(0.001, 0.034))
        properties = {
            "id": str(number),
            "title": "Nid-de-poule",
            "tone": dice.choice(tones),
            "state": "En cours",
            "place": "Rue des Tanneurs",
            "href": "#",
        }
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": place},
                "properties": properties,
            }
        )
    return _collection(features)


def addresses(query: str) -> dict[str, Any]:
    """Completions, as the address island reads them."""
    del query
    return {
        "results": [
            {
                "label": f"{n} rue des Tanneurs",
                "context": "Quartier des Tanneurs",
                "lon": 1.44 + n / 4000,
                "lat": 43.606,
            }
            for n in (2, 12, 48)
        ]
    }


def context() -> dict[str, Any]:
    """Everything that the sample pages show."""
    words = json.loads(Path(__file__).with_name("samples.json").read_text(encoding="utf-8"))
    return {
        "authority": {"name": "Ville de Parvis", "is_demonstration": True},
        "districts": districts(),
        **words,
    }
