"""Paths traced from real rows: a handful of requests, their times worked out by hand. The town
opens from 8:30 to 12 and from 13:30 to 17:30, Monday to Friday."""

import csv
import io

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases import travelled
from parvis.act.cases.models import Step
from parvis.capture.reports.models import Report, Statement
from parvis.flows import studies
from parvis.flows.blocked_now import blocked_now
from parvis.foundation.clock import at
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.workflows.rules import STATES
from parvis.understand.paths.stages import Holder
from parvis.web.cockpit.paths.kept import traced
from tests.factories import agent, small_town
from tests.factories.paths import lived, moment
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True)
NOW = "2026-03-31 17:30"


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        for _ in range(5):
            lived(
                made,
                "2026-03-02 09:00",
                [
                    ("2026-03-02 11:00", "assigned"),
                    ("2026-03-03 09:00", made.south.pk),
                    ("2026-03-03 10:00", "in_progress"),
                    ("2026-03-03 12:00", "waiting_third_party"),
                    ("2026-03-17 12:00", "in_progress"),
                    ("2026-03-17 15:00", "resolved"),
                ],
            )
        for _ in range(5):
            lived(made, "2026-03-30 09:00", [("2026-03-30 10:00", "waiting_third_party")])
        for _ in range(6):
            lived(made, "2026-03-09 09:00", [])
    with made.open(compartments=(made.social.pk,)):
        lived(made, "2026-03-09 09:00", [], service="help")
    forget()
    return made


def worked_out(town, asked=None):
    given = {"since": "2026-03-01", "until": "2026-03-31", **(asked or {})}
    with town.open(), at(moment(NOW)):
        row = studies.ask(code="paths", asked=given, by=SYSTEM)
    with at(moment(NOW)):
        assert studies.run(town.authority.pk, row.pk)
    with town.open():
        return traced(given)[1]


def test_paths_and_their_working_hours(town):
    found = worked_out(town)
    ways = {(STATES[one.source], STATES[one.target]): one for one in found.stage_arrows}
    # Monday 9 to 11; 11 to Tuesday 10, closed over noon; ten working days at the network's.
    assert ways["received", "assigned"].hours == 2.0
    assert ways["assigned", "in_progress"].hours == pytest.approx(1 + 4 + 1.5)
    assert ways["waiting_third_party", "in_progress"].hours == pytest.approx(10 * 7.5)
    assert ways["waiting_third_party", "in_progress"].days == 14.0
    assert found.team_arrows[0].count == 5
    assert (found.team_arrows[0].source, found.team_arrows[0].target) == (
        town.north.pk,
        town.south.pk,
    )


def test_closed_departments_take_no_part(town):
    assert worked_out(town).cases == 16
    with acting_for(town.authority.pk, compartments=[town.social.pk]), at(moment(NOW)):
        assert blocked_now().count == 11


def test_one_department_alone(town):
    assert worked_out(town, {"department": town.roads.pk}).cases == 16
    assert worked_out(town, {"department": town.social.pk}).cases == 0


def test_late_ones_waited_for_the_third_party(town):
    found = worked_out(town)
    # Promised within five working days: the fifth after Monday 2 March is the 9th.
    assert (found.judged, found.late) == (11, 11)
    assert found.open == 11
    parts = {one.code: one.late for one in found.parts}
    assert parts["third_party"] == pytest.approx(5 * 75 / 11)


def test_what_blocks_now(town):
    with town.open(), at(moment(NOW)):
        found = blocked_now()
    queue, network = found.blocks
    assert (found.count, found.late, found.small) == (11, 6, 0)
    assert (STATES[queue.stage], queue.team, queue.count, queue.late) == (
        "received", town.north.pk, 6, 6,
    )  # fmt: skip
    assert (network.holder, network.third) == (Holder.THIRD_PARTY, town.network.pk)
    assert (network.count, network.late) == (5, 0)
    # Monday from 10 to Tuesday 17:30.
    assert network.waited_hours == pytest.approx(2 + 4 + 7.5)
    # Due on the evening of Monday 16 March: eleven working days ago.
    assert queue.past_days == pytest.approx(11, abs=0.01)
    assert queue.oldest == moment("2026-03-09 09:00")


def test_undone_steps_never_were(town):
    with town.open():
        someone = agent(town, "handler")
        case = lived(town, "2026-03-24 09:00", [])
        by = Actor("agent", someone.pk)
        with at(moment("2026-03-24 10:00")):
            step = cases.assign(case=case.pk, team=town.south.pk, by=by)
            cases.undo(steps=[step.pk], by=by)
        assert Step.objects.get(pk=step.pk).undone_at is not None
        choice = travelled.Choice(moment("2026-03-01 00:00"), moment(NOW))
        assert case.pk not in travelled.steps(choice).number


def test_an_answer_that_we_asked_for_is_no_second_contact(town):
    with town.open():
        asked = lived(town, "2026-03-10 09:00", [("2026-03-11 09:00", "waiting_resident")])
        waits = lived(town, "2026-03-10 09:00", [])
        for case in (asked, waits):
            Statement.objects.create(
                report=Report.objects.get(pk=case.report_id),
                kind="reply",
                occurred_at=moment("2026-03-12 09:00"),
            )
        choice = travelled.Choice(moment("2026-03-01 00:00"), moment(NOW))
        assert travelled.said(choice).number.tolist() == [waits.pk]


def test_the_page_names_no_team_of_a_closed_department_and_hides_the_few(town):
    with town.open():
        director = agent(town, "director")
    page = logged_in(Client(), town, director).get("/pilotage/blocages/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "11 demandes attendent plus longtemps que promis" in text
    assert "Aide" not in text


def sheet(town, role="director"):
    with town.open():
        someone = agent(town, role)
    address = "/pilotage/blocages/donnees.csv?periode=libre&du=2026-03-01&au=2026-03-31"
    return logged_in(Client(), town, someone).get(address)


def test_the_sheet_has_the_tables_in_plain_numbers(town):
    worked_out(town)
    with at(moment(NOW)):
        text = b"".join(sheet(town).streaming_content).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert {line["Tableau"] for line in lines} >= {
        "Ce qui attend maintenant",
        "Par étape",
        "Par équipe",
        "Chemins entre les étapes",
        "Du premier jour à la fin",
    }
    (way,) = [line for line in lines if (line["Quoi"], line["À"]) == ("Reçues", "Affectée")]
    assert way["La moitié en (heures ouvrées)"] == "2"
    assert way["Demandes"] == "5"
    assert "Aide" not in text


def test_the_sheet_is_for_those_who_may_take_figures_away(town):
    assert sheet(town, "elected").status_code == 403
    answer = sheet(town)
    # What waits now needs no study.
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 3
