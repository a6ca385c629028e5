"""Visits: counted at the desk or by something else, kept once, forecast where they are known."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from parvis.capture.visits.models import CountedVisits
from parvis.capture.visits.operations import Counted, count_visits
from parvis.commands.main import main
from parvis.flows import studies
from parvis.flows.import_visits import NotVisits, import_visits
from parvis.foundation.clock import at
from parvis.foundation.db.operation import Refusal
from parvis.inform.dashboards import daily
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.understand.studies import queries
from tests.factories import small_town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def town():
    with at(NOW):
        yield small_town()


def kept(town):
    with town.open():
        return sorted(
            CountedVisits.objects.values_list("place", "day", "hour", "many"),
            key=lambda row: (row[0], row[1], row[2] is None, row[2]),
        )


def count(town, *counts):
    with town.open():
        return count_visits(counts=[Counted(*one) for one in counts], by=SYSTEM)


def test_the_same_again_takes_its_place(town):
    count(town, ("Mairie", MONDAY, 9, 12), ("Mairie", MONDAY, 10, 8), ("Annexe", MONDAY, None, 30))
    count(town, ("Mairie", MONDAY, 9, 14))
    assert kept(town) == [
        ("Annexe", MONDAY, None, 30), ("Mairie", MONDAY, 9, 14), ("Mairie", MONDAY, 10, 8),
    ]  # fmt: skip
    count(town, ("Mairie", MONDAY, None, 40))
    assert kept(town)[1:] == [("Mairie", MONDAY, None, 40)]
    count(town, ("Mairie", MONDAY, 9, 14))
    assert kept(town)[1:] == [("Mairie", MONDAY, 9, 14)]
    with town.open():
        (*_, last) = Entry.objects.filter(action="visits.counted").order_by("pk")
        assert last.data == {"rows": 1, "since": "2026-11-16", "until": "2026-11-16"}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (("", MONDAY, 9, 1), "place"),
        (("x" * 61, MONDAY, 9, 1), "place"),
        (("Mairie", date(2026, 11, 24), 9, 1), "day"),
        (("Mairie", MONDAY, 24, 1), "hour"),
        (("Mairie", MONDAY, 9, 100_001), "many"),
    ],
)
def test_what_cannot_be_is_refused_with_nothing_written(town, wrong, problem):
    with pytest.raises(Refusal) as refused:
        count(town, ("Mairie", MONDAY, 9, 1), wrong)
    assert refused.value.problem == problem
    assert kept(town) == []


def test_a_file_is_taken_in_line_by_line(town, tmp_path, capsys):
    file = tmp_path / "visites.csv"
    file.write_text(
        "Date;Heure;Nombre;Lieu\n16/11/2026;9h;12;Mairie\n2026-11-16;10:00;8;Mairie\n"
        "2026-11-17;;30;Annexe\n31/02/2026;9;1;Mairie\n2026-11-16;midi;1;Mairie\n"
        "2026-11-16;9;beaucoup;Mairie\n2027-01-01;9;1;Mairie\n\n",
        "utf-8",
    )
    assert main(["import", "visits", str(file), "--host", town.host]) == 0
    assert kept(town) == [
        ("Annexe", date(2026, 11, 17), None, 30), ("Mairie", MONDAY, 9, 12),
        ("Mairie", MONDAY, 10, 8),
    ]  # fmt: skip
    told = capsys.readouterr().out
    assert "3 comptages repris, 4 lignes en erreur" in told
    outcome = import_visits(town.authority.pk, file)
    assert list(outcome.errors) == [(5, "day"), (6, "hour"), (7, "many"), (8, "day")]
    assert len(kept(town)) == 3


@pytest.mark.parametrize("content", [b"", b"date;lieu\n", b"\xff\xfe", b"PK\x03\x04", b"<html>"])
def test_what_is_no_such_file_is_said(town, tmp_path, content):
    file = tmp_path / "visites.csv"
    file.write_bytes(content)
    with pytest.raises(NotVisits):
        import_visits(town.authority.pk, file)


def test_an_uncounted_day_is_unknown_and_a_closed_one_is_empty(town):
    sunday = MONDAY + timedelta(6)
    count(town, ("Mairie", MONDAY, 9, 12), ("Mairie", MONDAY + timedelta(2), None, 30),
          ("Mairie", sunday + timedelta(1), 9, 5))  # fmt: skip
    with town.open():
        hours, days = daily.visits_by_hour(
            MONDAY, sunday + timedelta(1), lambda day: day.weekday() < 5
        )
    assert days[:, 0].tolist()[5:] == [0, 0, 5]
    assert np.isnan(days[:, 0]).tolist() == [False, True, False, True, True, False, False, False]
    assert hours[0, 9] == 12
    assert hours[0].sum() == 12
    assert np.isnan(hours[2]).all()


def test_visits_are_forecast_with_their_own_record(town):
    draw = np.random.default_rng(1)
    first = MONDAY - timedelta(200)
    rows = [("Mairie", first + timedelta(day), hour, int(draw.poisson(6 if hour < 12 else 3)))
            for day in range(207) if (first + timedelta(day)).weekday() < 5
            for hour in range(9, 17)]  # fmt: skip
    count(town, *rows)
    with at(NOW):
        with town.open():
            study = studies.ask(code="forecasts", asked={}, by=SYSTEM)
        assert studies.run(town.authority.pk, study.pk)
    with town.open():
        found = queries.newest("forecasts").result["subjects"]["visits"]
    steps = {one["step"]: one for one in found["steps"]}
    # Monday to Friday, then a week-end without anybody.
    days = [round(one[0]) for one in steps["day"]["expected"][:7]]
    assert all(20 <= one <= 52 for one in days[:5])
    assert days[5:] == [0, 0]
    assert 0.6 < steps["day"]["record"]["held"] <= 1
    morning, evening = (steps["slot"]["expected"][0][hour] for hour in (9, 15))
    assert morning > evening
