"""Anomalies and forecasts of a town, from its counted cases to what is kept."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from parvis.authorities import ground
from parvis.authorities.ground import NewStreet
from parvis.capture.reports.rules import Place
from parvis.flows import studies
from parvis.flows.follow_journal import follow_to_end
from parvis.foundation.clock import at
from parvis.inform.dashboards import daily
from parvis.inform.dashboards.models import CountedCase
from parvis.journal.rules import SYSTEM
from parvis.understand.studies import queries
from tests.factories import report, small_town
from tests.factories.towns import SOUTH, WEST
from tests.integration.understanding.spoken import said

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAYS = 200
# From the numbers of cases that are there.
FAR = 1_000_000


@pytest.fixture
def town():
    return small_town()


def fill(town, *, peak: int = 0, lock: int | None = None, each: int = 6):
    """`each` cases a day for two hundred days, and `peak` more on the last, in one district."""
    today = NOW.date()
    draw = np.random.default_rng(1)
    rows = [
        (today - timedelta(DAYS - day), "web" if turn % 2 else "phone")
        for day in range(DAYS)
        for turn in range(draw.poisson(each))
    ]
    rows += [(today - timedelta(1), "phone")] * peak
    with town.open(compartments=(lock,) if lock else ()):
        before = CountedCase.objects.count()
        CountedCase.objects.bulk_create(
            CountedCase(
                authority=town.authority, case_id=FAR + before + number, received_on=day,
                service_type_id=town.services["hole"].pk, department_id=lock or town.roads.pk,
                channel=channel, due_at=NOW, department_lock=lock,
            )
            for number, (day, channel) in enumerate(rows)
        )  # fmt: skip


def worked_out(town, code, moment=NOW):
    with at(moment):
        with town.open():
            study = studies.ask(code=code, asked={}, by=SYSTEM)
        assert studies.run(town.authority.pk, study.pk)
        with town.open():
            return queries.newest(code).result


def test_a_peak_is_told_once_with_its_channel(town):
    fill(town, peak=40)
    found = worked_out(town, "anomalies")
    (group,) = found["groups"]
    assert group["is_new"]
    assert group["head"]["direction"] == "peak"
    assert group["head"]["until"] == "2026-11-22"
    keys = [group["head"]["key"], *(one["key"] for one in group["others"])]
    assert ["channel", "phone"] in [part for key in keys for part in key]
    assert len(group["line"]["seen"]) == len(group["line"]["high"]) == 56
    again = worked_out(town, "anomalies", NOW + timedelta(1))
    assert again["open"]
    assert not any(one["is_new"] for one in again["groups"])


def test_the_street_that_carries_it_is_named_as_the_town_lists_it(town):
    fill(town, each=6)
    with town.open():
        ground.add_streets(streets=[NewStreet("Rue Haute", WEST, SOUTH, None)], by=SYSTEM)
        with at(NOW - timedelta(1)):
            for number in range(1, 25):
                report(town, place=Place(address=f"{number} bis r. Haute"))
            report(town, place=Place(address="chez Camille Essai"))
    follow_to_end()
    kept = worked_out(town, "anomalies")
    carried = [one for group in kept["groups"] for one in group["causes"]]
    streets = [one for one in carried if one["kind"] == "street"]
    assert streets
    assert {one["value"] for one in streets} == {"Rue Haute"}
    assert all(one["observed"] == 24 for one in streets)
    assert "Camille" not in str(kept)
    assert "bis" not in str(kept)


def test_the_words_that_go_with_it_are_told_and_nobody_s_name(town):
    fill(town, each=6)
    usual = ["Un banc abîmé", "Une branche basse", "Le feu clignote", "Des tags sur le mur"]
    with at(NOW - timedelta(20)), town.open():
        said(town, [f"{one} au {number}" for number in range(8) for one in usual])
    with at(NOW - timedelta(1)), town.open():
        said(town, [f"{one} {number}, fuite d’eau énorme, dit Mme Camille Essai"
                    for number in range(6) for one in usual])  # fmt: skip
    follow_to_end()
    kept = worked_out(town, "anomalies")
    carried = [one for group in kept["groups"] for one in group["causes"]]
    (words,) = [one for one in carried if one["kind"] == "words"]
    assert words["value"][0] in {"fuite d’eau", "eau énorme"}
    assert (words["observed"], words["expected"]) == (24, 0)
    assert "camille" not in str(kept).lower()
    assert "essai" not in str(kept).lower()


def test_what_a_closed_department_holds_is_not_counted(town):
    fill(town)
    fill(town, peak=60, lock=town.social.pk)
    assert worked_out(town, "anomalies")["groups"] == []


def test_a_town_that_has_just_begun_is_told_so(town):
    assert worked_out(town, "anomalies")["too_short"]
    subjects = worked_out(town, "forecasts")["subjects"]
    assert set(subjects) == {"contacts", "cases"}
    steps = subjects["contacts"]["steps"]
    assert [one["step"] for one in steps] == ["slot", "day", "week", "season"]
    assert all(one["known"] < one["needed"] for one in steps)


def test_cells_are_days_and_ids(town):
    fill(town, peak=3)
    with town.open():
        first = daily.first_day()
        came = daily.came(first, NOW.date())
        assert came.counts.sum() == CountedCase.objects.count()
    assert came.values["service"] == (town.services["hole"].pk,)
    assert set(came.values["channel"]) == {"web", "phone"}
    assert set(came.codes["district"]) == {-1}
    assert came.when.max() == (NOW.date() - first).days - 1


def test_hours_are_the_towns_own(town):
    moment = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    with at(moment), town.open():
        report(town)
    with town.open():
        table = daily.cases_by_hour(
            date(2026, 11, 20), date(2026, 11, 22), ZoneInfo("Europe/Paris")
        )
    assert np.argwhere(table).tolist() == [[1, 0]]
