"""The page of the comparison: a sentence, a map, a table, and the silent districts."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import npgettext, pgettext

from parvis.authorities import queries as authorities
from parvis.inform.dashboards.wording import count
from parvis.people.permissions import may
from parvis.understand.disparities.figures import Comparison, Figure, Measure, Verdict
from parvis.understand.studies import queries
from parvis.web.cockpit import studies, words
from parvis.web.cockpit.asked import CUSTOM
from parvis.web.cockpit.disparities import asked, telling
from parvis.web.cockpit.disparities.asked import Wanted
from parvis.web.cockpit.disparities.kept import kept
from parvis.web.cockpit.disparities.lines import OF, line, ordered, scale
from parvis.web.cockpit.district_map import DistrictMap, outline, shapes
from parvis.web.cockpit.doors import Doors, doors
from parvis.web.cockpit.studied import DEFAULT, PERIODS


def shown(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page says."""
    wanted = asked.read(request.GET)
    study, state = studies.shown(asked.STUDY, wanted.study)
    given = kept(study)
    around = {**state, **_form(wanted)}
    if given is None:
        return {**around, "is_unknown": True}
    roles = request.agent.roles  # type: ignore[attr-defined]
    exits = doors(wanted.over(given.span), roles)
    return {
        **around,
        **_told(given.found, wanted, exits),
        "period_words": words.span(given.span),
        "may_export": may(roles, "cockpit.export"),
    }


def headline() -> str:
    """What stands apart most over the usual period, in a sentence; empty where nothing does, or
    before the first night."""
    given = kept(queries.newest(asked.STUDY))
    return telling.finding(given.found.found[0]) if given and given.found.found else ""


def _told(found: Comparison, wanted: Wanted, exits: Doors) -> dict[str, Any]:
    measure = asked.MEASURES[wanted.measure]
    figures = ordered(found.of(measure), wanted.order)
    lines = [line(one, found, exits) for one in figures]
    said = _findings(found, measure, exits)
    return {
        "sentence": said[0] if said else (_nothing(found, measure), ""),
        "others": said[1:],
        "elsewhere": _elsewhere(found, wanted),
        "map": _map(figures, exits),
        "lines": lines,
        "scale": scale(lines),
        "counted_head": str(telling.COUNTED[measure]),
        "is_delay": measure is Measure.DELAY,
        "silences": [
            (telling.silence(one), exits.to("received", "district", str(one.district)))
            for one in found.silences
        ],
        "notes": _notes(found),
        "looked_at": found.looked_at,
        "days": found.days,
        "measure": str(telling.MEASURES[measure]),
    }


def _form(wanted: Wanted) -> dict[str, Any]:
    span = wanted.asked.span
    return {
        "periods": [
            (name, str(words.PERIODS[name]), name == wanted.asked.period) for name in PERIODS
        ],
        "measures": [
            (name, str(telling.MEASURES[one]), name == wanted.measure)
            for name, one in asked.MEASURES.items()
        ],
        "order": wanted.order,
        "orders": {name: wanted.but(tri=name) for name in asked.ORDERS},
        "query": wanted.but(),
        "again": f"{reverse('cockpit:disparities_again')}?{wanted.but()}",
        "is_usual": wanted.asked.period == DEFAULT,
        "is_custom": wanted.asked.period == CUSTOM,
        "since": span.since.isoformat(),
        "until": span.until.isoformat(),
        "period_words": words.span(span),
    }


def _findings(found: Comparison, measure: Measure, exits: Doors) -> list[tuple[str, str]]:
    """A sentence for each figure of a measure that stands apart, with the door of its requests."""
    return [
        (telling.finding(one), exits.to(OF[measure], "district", str(one.district)))
        for one in found.found
        if one.measure is measure
    ]


def _elsewhere(found: Comparison, wanted: Wanted) -> list[tuple[str, str]]:
    """The other measures by which districts stand apart: how many, and the page of each."""
    told = []
    for name, measure in asked.MEASURES.items():
        many = sum(one.measure is measure for one in found.found)
        if many and name != wanted.measure:
            words_ = npgettext(
                "disparities",
                "%(measure)s: %(count)s district stands apart",
                "%(measure)s: %(count)s districts stand apart",
                many,
            )
            text = words_ % {"measure": telling.MEASURES[measure], "count": count(many)}
            told.append((text, f"?{wanted.but(mesure=name)}"))
    return told


def _nothing(found: Comparison, measure: Measure) -> str:
    figures = found.of(measure)
    if not any(one.told for one in figures):
        if any(one.verdict is Verdict.UNKNOWN for one in figures):
            return pgettext(
                "disparities",
                "How many people live in each district is not known: nothing is said by head.",
            )
        return pgettext("disparities", "There is too little to compare districts.")
    return pgettext(
        "disparities",
        "No district stands apart for comparable requests: chance explains what differs.",
    )


def _map(figures: Sequence[Figure], exits: Doors) -> DistrictMap | None:
    """The districts, those that stand apart in tints of their own."""
    if not any(one.told for one in figures):
        return None
    measure = figures[0].measure
    title = str(telling.MEASURES[measure])
    tints = {str(one.district): _tint(one) for one in figures if one.told}
    within = {key: exits.to(OF[measure], "district", key) for key in tints}
    label = pgettext("disparities", "%(measure)s, by district") % {"measure": title}
    return DistrictMap(
        measure is Measure.RATE,
        title,
        label,
        shapes(tints, telling.number(measure, None), within),
        outline(),
    )


def _tint(figure: Figure) -> tuple[float | None, str]:
    """What a district is tinted by: its gap, and none for all that do not stand apart, whose
    differences chance explains."""
    if not figure.is_apart or figure.told is None:
        return 1.0, telling.verdict(figure)
    return 1 + (figure.gap or 0.0), telling.number(figure.measure, figure.told.value)


def _notes(found: Comparison) -> list[str]:
    """What is left out, and why."""
    said = []
    if authorities.compartmented():
        said.append(
            pgettext("disparities", "Requests of closed departments are left out entirely.")
        )
    if found.placeless:
        said.append(
            npgettext(
                "disparities",
                "%(count)s request without a place in a district is left out.",
                "%(count)s requests without a place in a district are left out.",
                found.placeless,
            )
            % {"count": count(found.placeless)}
        )
    unknown = [
        words.name("district", str(one.district))
        for one in found.of(Measure.RATE)
        if one.verdict is Verdict.UNKNOWN
    ]
    if unknown:
        said.append(
            pgettext(
                "disparities",
                "Inhabitants are not known for %(districts)s: no rate is given there. They are "
                "entered in the settings.",
            )
            % {"districts": ", ".join(unknown)}
        )
    return said
