"""Findings and forecasts in words."""

from datetime import date

import pytest
from django.utils.translation import override

from parvis.foundation.calendars import WorkingCalendar
from parvis.web.cockpit.forecasts import telling as forecasts
from parvis.web.cockpit.forecasts.figures import Figure, of_step, open_minutes
from parvis.web.cockpit.trends import telling

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def in_french():
    with override("fr"):
        yield


def head(seen: int, expected: float, direction: str = "peak", since: str = "2026-11-16"):
    return {
        "head": {
            "key": [["channel", "phone"]], "direction": direction, "observed": seen,
            "expected": expected, "since": since, "until": "2026-11-22",
        },
        "causes": [],
    }  # fmt: skip


def said(*of) -> str:
    return telling.sentence(head(*of)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ((24, 8.0), "3 fois plus de demandes que d’habitude (24 au lieu de 8)."),
        ((19, 7.6), "2,5 fois plus de demandes que d’habitude (19 au lieu de 7,6)."),
        ((300, 12.0), "25 fois plus de demandes que d’habitude (300 au lieu de 12)."),
        ((140, 100.0), "40 % de demandes en plus que d’habitude (140 au lieu de 100)."),
        ((9, 0.2), "9 demandes, là où il n’en vient presque jamais."),
        ((4, 16.0, "silence"), "75 % de demandes en moins que d’habitude (4 au lieu de 16)."),
        ((0, 9.2, "silence"), "plus aucune demande, alors qu’on en attendait 9,2."),
    ],
)
def test_how_far_it_went(of, words):
    assert said(*of) == f"Au téléphone : depuis lundi 16 novembre, {words}"


def test_one_day_is_named():
    found = head(9, 1.0, since="2026-11-22")
    assert "dimanche 22 novembre, 9 fois plus" in telling.sentence(found)


def test_what_carries_all_of_it_is_said_in_words():
    found = head(24, 8.0)
    found["causes"] = [
        {"kind": "public_holiday", "value": MONDAY.toordinal(), "share": None},
        {"kind": "street", "value": "Rue Haute", "share": 1.2},
    ]
    assert telling.sentence(found).endswith("; tout l’écart vient d’une seule rue, Rue Haute.")
    assert telling.cause(found["causes"][0]) == "le 23 novembre est férié ou chômé"


@pytest.mark.parametrize(
    ("chance", "words"),
    [(1e-9, "le hasard ne fait pas"), (0.004, "très étonnant"), (0.05, "étonnant (par")],
)
def test_surprise_has_words(chance, words):
    assert telling.surprise(chance).startswith(words)


def test_hours_are_those_at_which_the_town_is_open():
    calendar = WorkingCalendar()
    assert open_minutes(calendar, MONDAY) == 450
    assert [open_minutes(calendar, MONDAY, hour) for hour in (7, 8, 9, 12, 13, 17, 18)] == [
        0, 30, 60, 0, 30, 30, 0,
    ]  # fmt: skip
    each = [[1.0] * 24] * 2
    slots = {"step": "slot", "first": "2026-11-27", "expected": each, "low": each, "high": each}
    found = of_step(slots, calendar)
    # Friday; on Saturday the town is closed.
    assert {one.since for one in found} == {date(2026, 11, 27)}
    assert [one.hour for one in found] == [8, 9, 10, 11, 13, 14, 15, 16, 17]


def test_people_are_claimed_from_minutes_alone():
    figure = Figure(MONDAY, MONDAY, None, 60.0, 40.0, 80.0, 450)
    assert forecasts.needed(figure, None) is None
    found = forecasts.needed(figure, 20)
    # 60 contacts of 20 minutes over 450 minutes at 85 %: 3.1.
    assert (found.low, found.expected, found.high) == (3, 4, 5)
    assert forecasts.people(found) == "4 (3 à 5)"
    closed = Figure(MONDAY, MONDAY, None, 60.0, 40.0, 80.0, 0)
    assert forecasts.people(forecasts.needed(closed, 20)) == "–"
    assert "il y faut 4 (3 à 5) personnes" in forecasts.staffing([figure], 20)
