"""The map of the districts, tinted by requests per inhabitant; by requests alone where nobody is
known to live."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.foundation.db.remember import remembered
from parvis.inform.dashboards.queries import NOW
from parvis.inform.dashboards.wording import count
from parvis.web.cockpit.panels import Line, rate
from parvis.web.components import choropleth


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """What the page and its table say of the districts. `label` is what a screen reader hears."""

    by_head: bool
    title: str
    label: str
    shapes: list[dict[str, Any]]
    outline: choropleth.Outline


def district_map(lines: list[Line], inside: Mapping[str, str]) -> DistrictMap | None:
    """The map of these districts, if there are any; `inside` gives each one's door."""
    if not lines:
        return None
    if any(line.rate is not None for line in lines):
        return DistrictMap(
            True,
            pgettext("cockpit", "Requests per 1,000 inhabitants"),
            pgettext("cockpit", "Requests per 1,000 inhabitants, by district"),
            shapes({line.key: _per_head(line.rate) for line in lines}, rate(None), inside),
            outline(),
        )
    received = {line.key: line.group.received(NOW) for line in lines}
    return DistrictMap(
        False,
        pgettext("cockpit", "Requests by district"),
        pgettext("cockpit", "Requests received, by district"),
        shapes({key: (float(n), count(n)) for key, n in received.items()}, count(0), inside),
        outline(),
    )


def _per_head(figure: float | None) -> tuple[float | None, str]:
    """A rate as its words say it, so that two districts of the same words are of one tint."""
    return (None if figure is None else round(figure, 1)), rate(figure)


def shapes(
    tints: Mapping[str, tuple[float | None, str]], unknown: str, inside: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The districts that are drawn, by id: figure and its words (`unknown` for those that have
    none), and the door of each in `inside`."""
    drawn = []
    for district, _ in authorities.territory().districts:
        key = str(district.pk)
        value, label = tints.get(key, (None, unknown))
        drawn.append(
            {
                "name": district.name,
                "geometry": district.geometry,
                "value": value,
                "label": label,
                "href": inside.get(key, ""),
            }
        )
    return drawn


@remembered(60)
def outline() -> choropleth.Outline:
    """The districts' outlines on the map, drawn once a minute."""
    return choropleth.outline(row.geometry for row, _ in authorities.territory().districts)
